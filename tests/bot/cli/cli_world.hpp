// A made-up shell around run_command_line: streams are texts, the network is a function, files are
// in a scratch folder.
#pragma once

#include "bot/cli/ask_desk.hpp"
#include "bot/cli/command_line.hpp"
#include "tests/bot/configuration/scratch_folder.hpp"

#include <sstream>
#include <string>
#include <vector>

namespace desk::test {

struct CliWorld {
    ScratchFolder folder;
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    std::vector<HttpRequest> requests;
    std::function<Result<HttpResponse>(const HttpRequest&)> web = [](const HttpRequest&) {
        return Result<HttpResponse>{unavailable("connection refused")};
    };
    Shell shell{.in = in, .out = out, .err = err};

    CliWorld() {
        shell.now = [] { return Time{std::chrono::milliseconds{1'764'000'000'000}}; };
        shell.plugin_directory = folder / "plugins";
        shell.fetch = [this](const HttpRequest& request, std::chrono::milliseconds) {
            requests.push_back(request);
            return web(request);
        };
    }

    // Runs one command line; what it printed is in said() and complained().
    int run(const std::vector<std::string>& words) {
        out.str("");
        err.str("");
        return run_command_line(words, shell);
    }
    void types(const std::string& text) {
        in.clear();
        in.str(text);
    }
    std::string said() const { return out.str(); }
    std::string complained() const { return err.str(); }
};

}  // namespace desk::test
