// Everything periodic, as rows of a table: what, and how often. One thread repeats step(); a test calls it with a clock
// that stands still.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <desk/result.hpp>

#include "bot/clock.hpp"
#include "bot/log.hpp"

namespace desk {

// How soon there is more to do; none: nothing is left, the chore is due after its period.
using Again = std::optional<std::chrono::milliseconds>;

struct Chore {
    std::string name = {};
    std::chrono::milliseconds period{1'000};
    std::function<Result<Again>(Time now)> run = {};
};

class Chores {
public:
    Chores(std::vector<Chore> chores, Clock now, const Log& log);

    // Runs every chore that is due once. False: none is due at once. A chore that fails is logged and due again after its period.
    Result<bool> step();
    // How long until the next one is due, at most so long.
    std::chrono::milliseconds until_next(std::chrono::milliseconds most) const;

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
