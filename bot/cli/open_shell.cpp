#include "bot/cli/open_shell.hpp"

#include "bot/cli/local_desk.hpp"
#include "bot/cli/throw_away_desk.hpp"
#include "bot/http/http_client.hpp"
#include "bot/start_plugin.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>

namespace desk {
namespace {

Environment environment_of_process() {
    Environment environment;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text{*entry};
        const auto mark = text.find('=');
        if (mark != std::string::npos) environment.emplace(text.substr(0, mark), text.substr(mark + 1));
    }
    return environment;
}

std::size_t terminal_width() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
    return size.ws_col;
}

Result<HttpResponse> fetch(const HttpRequest& request, std::chrono::milliseconds limit) {
    HttpClient client;
    return client.send(request, {.reach = {.allow_private = true}, .total_time = limit});
}

}  // namespace

Shell open_shell() {
    return {.in = std::cin,
            .out = std::cout,
            .err = std::cerr,
            .in_is_terminal = isatty(STDIN_FILENO) != 0,
            .out_is_terminal = isatty(STDOUT_FILENO) != 0,
            .err_is_terminal = isatty(STDERR_FILENO) != 0,
            .width = terminal_width(),
            .environment = environment_of_process(),
            .plugin_directory = default_plugin_directory(),
            .plugin_host = default_host_program(),
            .now = system_now,
            .fetch = fetch,
            .open_desk = open_local_desk,
            .open_plugin = open_plugin_desk};
}

}  // namespace desk
