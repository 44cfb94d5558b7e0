// The conversation between the bot and one plugin, over one socket of packets (frames:
// plugins/sdk/wire.md).
#pragma once

#include "bot/runtime/frame_patience.hpp"
#include <desk/plugin_abi.h>
#include <desk/wire_frame.hpp>

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// The socket's end here. Blocks; sending is safe from any thread, receiving from one.
class BotSocket {
public:
    explicit BotSocket(int descriptor);

    // False: the bot is gone, or sent what is no frame.
    bool send(std::uint64_t id, wire::FrameType type, std::string_view payload) const;
    // The next frame, lent until the next call; nothing: the bot is gone, or sent what is no frame.
    std::optional<wire::Frame> receive();
    // The same for what the bot is about to send: looks again and again before it sleeps.
    std::optional<wire::Frame> receive_soon();

private:
    ssize_t receive_packet(int flags);
    // What `count` bytes of the buffer are; negative: nothing.
    std::optional<wire::Frame> read(ssize_t count) const;

    int descriptor_;
    FramePatience patience_;
    std::vector<char> buffer_;
};

// Answers calls with `plugin` until the bot says bye or is gone. One thread.
class PluginServer {
public:
    PluginServer(const desk_plugin& plugin, BotSocket& socket);

    // Opens the plugin and says hello with what it describes, or with its refusal. False: refused.
    bool open(std::string_view settings, const std::vector<std::string>& layers);
    void serve();

private:
    static void write_log(void* self, std::int32_t level, desk_text line);
    static std::int32_t ask(void* self, desk_text question, desk_sink reply);

    void answer(const wire::Frame& call);
    std::int32_t ask_bot(desk_text question, desk_sink reply);
    std::int32_t pass_on(desk_sink reply);
    std::int32_t fail(desk_sink reply, std::string_view code, std::string_view what) const;

    const desk_plugin& plugin_;
    BotSocket& socket_;
    const desk_host host_;
    void* self_ = nullptr;
    std::uint64_t call_ = 0;  // 0: none
    bool is_cancelled_ = false;
};

}  // namespace desk
