// What a command sees of the world it was started in: streams, environment, clock, network. Passed
// in, so that a test can make all of it up.
#pragma once

#include "bot/clock.hpp"
#include "bot/configuration/configuration.hpp"
#include <desk/http.hpp>
#include <desk/result.hpp>

#include <chrono>
#include <functional>
#include <istream>
#include <memory>
#include <ostream>
#include <string>

namespace desk {

class AskDesk;

struct Shell {
    std::istream& in;
    std::ostream& out;  // data
    std::ostream& err;  // everything else
    bool in_is_terminal = false;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    std::size_t width = 80;  // columns
    Environment environment = {};
    std::string plugin_directory = {};
    std::string plugin_host = {};  // the program in which plugins run
    Clock now = {};
    // One HTTP request to a desk, which may be on loopback. Errors: unavailable, timeout.
    std::function<Result<HttpResponse>(const HttpRequest& request, std::chrono::milliseconds limit)>
        fetch = {};
    // A desk in this process, for `deskhand chat --config FILE`. Errors: those of starting one.
    std::function<Result<std::unique_ptr<AskDesk>>(const Configuration& configuration)> open_desk =
        {};
    // A throw-away desk with one plugin, for `deskhand chat --plugin FILE`; `world`: a golden script, or "".
    // Errors: those of starting it.
    std::function<Result<std::unique_ptr<AskDesk>>(const std::string& file, const std::string& world)>
        open_plugin = {};
};

// The variable, or "".
std::string variable(const Shell& shell, const std::string& name);

}  // namespace desk
