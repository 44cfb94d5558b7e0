// deskhand-plugin-host: one plugin, one socket, and nothing else. Started by the desk
// (bot/runtime/isolated_plugin):
//
//     deskhand-plugin-host PARENT_PID     with the socket as descriptor 3
//
// The order is the point: everything that can be refused is refused before any code of the plugin
// runs, and what it will never need is given up before it is loaded.
#include "plugins/host/load_plugin.hpp"
#include "plugins/host/sandbox.hpp"
#include "plugins/host/serve.hpp"
#include <desk/json.hpp>
#include <desk/result.hpp>
#include <desk/wire.hpp>

#include <sys/socket.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace desk {
namespace {

constexpr int socket_descriptor = 3;

struct Hello {
    std::string plugin = {};
    std::string settings = {};
};

Result<Hello> receive_hello(BotSocket& socket) {
    std::string text;
    while (const auto frame = socket.receive()) {
        text.append(frame->payload);
        if (frame->type == wire::FrameType::part) continue;
        DESK_TRY(const auto document, parse_json(text, wire::reply_limits));
        DESK_TRY(auto plugin, text_field(document, "plugin"));
        return Hello{std::move(plugin), text_or(document, "settings", "{}")};
    }
    return unavailable("the desk is gone");
}

Result<std::unique_ptr<LoadedObject>> load(const std::string& path) {
    DESK_TRY(const auto sealed, seal_plugin(path));
    DESK_CHECK(limit_resources());
    DESK_CHECK(forbid_all_but_loading());
    DESK_TRY(auto loaded, load_plugin(sealed));
    DESK_CHECK(forbid_loading());
    return loaded;
}

int run(pid_t parent) {
    if (const auto tied = tie_to_parent(parent, socket_descriptor); !tied) {
        std::fprintf(stderr, "%s\n", tied.error().what.c_str());
        return EXIT_FAILURE;
    }
    BotSocket socket{socket_descriptor};
    const auto hello = receive_hello(socket);
    if (!hello) return EXIT_FAILURE;

    const auto loaded = load(hello->plugin);
    if (!loaded) {
        socket.send(0, wire::FrameType::hello, dump_json(wire::to_json(loaded.error())));
        return EXIT_FAILURE;
    }
    PluginServer server{(*loaded)->plugin(), socket};
    if (!server.open(hello->settings, layers_in_force())) return EXIT_FAILURE;
    server.serve();
    std::_Exit(EXIT_SUCCESS);  // no destructor of the plugin's shared object: it is never unloaded
}

bool is_socket(int descriptor) {
    int kind = 0;
    socklen_t size = sizeof kind;
    return ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &kind, &size) == 0 &&
           kind == SOCK_SEQPACKET;
}

}  // namespace
}  // namespace desk

int main(int count, char** arguments) {
    pid_t parent = 0;
    const std::string_view given = count == 2 ? arguments[1] : "";
    const auto [end, failure] = std::from_chars(given.data(), given.data() + given.size(), parent);
    if (failure != std::errc{} || end != given.data() + given.size() ||
        !desk::is_socket(desk::socket_descriptor)) {
        std::fputs(
            "deskhand-plugin-host is started by deskhand itself; try: deskhand serve --config "
            "FILE\n",
            stderr);
        return 2;
    }
    try {
        std::_Exit(desk::run(parent));
    } catch (const std::exception& thrown) {
        std::fprintf(stderr, "deskhand-plugin-host: %s\n", thrown.what());
    }
    std::_Exit(EXIT_FAILURE);
}
