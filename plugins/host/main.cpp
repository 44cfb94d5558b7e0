// deskhand-plugin-host: one plugin, one socket, and nothing else. Started by the desk
// (bot/runtime/isolated_plugin) with the socket as descriptor 3:
//
//     deskhand-plugin-host PARENT_PID PLUGIN_FILE MEMORY_BYTES DESCRIPTORS
//
// The order is the point: everything that can be refused is refused before any code of the plugin
// runs, and what it will never need is given up before it is loaded or run.
#include "plugins/host/load_plugin.hpp"
#include "plugins/host/run_program.hpp"
#include "plugins/host/sandbox.hpp"
#include "plugins/host/serve.hpp"
#include <desk/json.hpp>
#include <desk/result.hpp>
#include <desk/wire.hpp>

#include <sys/socket.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace desk {
namespace {

constexpr int socket_descriptor = 3;

struct Order {
    pid_t parent = 0;
    std::string file = {};
    ProcessLimits limits = {};
};

template <class Number>
bool read_number(std::string_view text, Number& number) {
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failure == std::errc{} && end == text.data() + text.size();
}

std::optional<Order> read_order(int count, char** arguments) {
    Order order;
    const bool is_whole = count == 5 && read_number(arguments[1], order.parent) &&
                          read_number(arguments[3], order.limits.memory_bytes) &&
                          read_number(arguments[4], order.limits.descriptors);
    if (!is_whole) return std::nullopt;
    order.file = arguments[2];
    return order;
}

// The settings of the plugin.
Result<std::string> receive_hello(BotSocket& socket) {
    std::string text;
    while (const auto frame = socket.receive()) {
        text.append(frame->payload);
        if (frame->type == wire::FrameType::part) continue;
        DESK_TRY(const auto document, parse_json(text, wire::reply_limits));
        return text_or(document, "settings", "{}");
    }
    return unavailable("the desk is gone");
}

// The bot's hello is taken first, so that it is never told about a socket that closed instead.
int refuse(BotSocket& socket, const Error& why) {
    if (receive_hello(socket)) socket.send(0, wire::FrameType::hello, dump_json(wire::to_json(why)));
    return EXIT_FAILURE;
}

Result<std::unique_ptr<LoadedObject>> load(const SealedPlugin& sealed, Sandbox& sandbox) {
    DESK_CHECK(sandbox.before_loading());
    DESK_TRY(auto loaded, load_plugin(sealed));
    DESK_CHECK(sandbox.after_loading());
    return loaded;
}

int serve(const SealedPlugin& sealed, Sandbox& sandbox, BotSocket& socket) {
    const auto settings = receive_hello(socket);
    if (!settings) return EXIT_FAILURE;
    const auto loaded = load(sealed, sandbox);
    if (!loaded) {
        socket.send(0, wire::FrameType::hello, dump_json(wire::to_json(loaded.error())));
        return EXIT_FAILURE;
    }
    PluginServer server{(*loaded)->plugin(), socket};
    if (!server.open(*settings, sandbox.layers())) return EXIT_FAILURE;
    server.serve();
    std::_Exit(EXIT_SUCCESS);  // no destructor of the plugin's shared object: it is never unloaded
}

bool needs_another_host([[maybe_unused]] PluginKind kind) {
#ifdef DESK_SANITIZED
    return false;
#else
    return kind == PluginKind::sanitized_object;
#endif
}

int run(const Order& order, char** arguments) {
    Sandbox sandbox;
    if (const auto tied = sandbox.tie_to_parent(order.parent, socket_descriptor); !tied) {
        std::fprintf(stderr, "%s\n", tied.error().what.c_str());
        return EXIT_FAILURE;
    }
    BotSocket socket{socket_descriptor};
    const auto sealed = seal_plugin(order.file);
    if (!sealed) return refuse(socket, sealed.error());
    if (needs_another_host(sealed->kind())) return refuse(socket, run_sanitized_host(*sealed, arguments));
    if (const auto limited = sandbox.limit_resources(order.limits); !limited) return refuse(socket, limited.error());
    if (sealed->kind() != PluginKind::program) return serve(*sealed, sandbox, socket);
    return refuse(socket, run_program(*sealed, order.file, sandbox, socket));
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
    const auto order = desk::read_order(count, arguments);
    if (!order || !desk::is_socket(desk::socket_descriptor)) {
        std::fputs(
            "deskhand-plugin-host is started by deskhand itself; try: deskhand serve --config "
            "FILE\n",
            stderr);
        return 2;
    }
    try {
        std::_Exit(desk::run(*order, arguments));
    } catch (const std::exception& thrown) {
        std::fprintf(stderr, "deskhand-plugin-host: %s\n", thrown.what());
    }
    std::_Exit(EXIT_FAILURE);
}
