// What the bot sends, frame after frame, served as a plugin's host process serves it, with a plugin that asks a question in
// every call and gathers the reply. Nothing may crash or wait for ever.
#include "plugins/host/serve.hpp"
#include "tests/fuzz/frame_packets.hpp"

#include <string>

namespace {

constexpr std::string_view empty_object = "{}";

// The plugin: its self is the host it may ask.
void* open_asker(const desk_host* host, desk_text, desk_sink) {
    return const_cast<desk_host*>(host);
}
std::int32_t describe_asker(void*, desk_sink handlers) {
    handlers.write(handlers.self, {empty_object.data(), empty_object.size()});
    return DESK_OK;
}
std::int32_t answer_asking(void* self, desk_text call, desk_sink answer) {
    const auto& host = *static_cast<const desk_host*>(self);
    std::string reply;
    const desk_sink gather{&reply, [](void* text, desk_text piece) {
                               static_cast<std::string*>(text)->append(piece.data, piece.size);
                           }};
    host.log(host.self, 1, call);
    const auto state = host.ask(host.self, call, gather);
    answer.write(answer.self, {reply.data(), reply.size()});
    return state;
}
void close_asker(void*) {}

constexpr desk_plugin asker{sizeof(desk_plugin), DESK_WALL_MAJOR, DESK_WALL_MINOR, open_asker,
                            describe_asker,      answer_asking,   close_asker};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const int descriptor = desk::fuzz::socket_with(desk::fuzz::packets_in(data, size));
    desk::BotSocket socket{descriptor};
    desk::PluginServer server{asker, socket};
    server.open("{}", {"fuzzed"});
    server.serve();
    ::close(descriptor);
    return 0;
}
