// Everything periodic, as rows of a table: what, and how often. One thread repeats step(); a test calls it with a clock
// that stands still.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include <desk/result.hpp>

#include "bot/clock.hpp"
#include "bot/log.hpp"

namespace desk {

struct Chore {
    std::string name = {};
    std::chrono::milliseconds period{1'000};
    // True: there was more to do, come back at once.
    std::function<Result<bool>(Time now)> run = {};
};

class Chores {
public:
    Chores(std::vector<Chore> chores, Clock now, const Log& log);

    // Runs every chore that is due once. False: none was. A chore that fails is logged and due again after its period.
    Result<bool> step();

private:
    struct Row {
        Chore chore = {};
        Time due = {};
    };

    std::vector<Row> rows_;
    Clock now_;
    const Log& log_;
};

}  // namespace desk
