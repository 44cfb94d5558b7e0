#include "plugins/host/serve.hpp"

#include <desk/json.hpp>

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>

namespace desk {
namespace {

using wire::FrameType;

std::string_view view(desk_text text) {
    return {text.data, text.size};
}

desk_sink gather_into(std::string& text) {
    return {&text, [](void* self, desk_text piece) {
                static_cast<std::string*>(self)->append(view(piece));
            }};
}

Json version() {
    return std::to_string(DESK_WALL_MAJOR) + "." + std::to_string(DESK_WALL_MINOR);
}

}  // namespace

BotSocket::BotSocket(int descriptor) : descriptor_{descriptor}, buffer_(wire::most_frame_bytes) {
    const int bytes = wire::socket_buffer_bytes;
    ::setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

bool BotSocket::send(std::uint64_t id, FrameType type, std::string_view payload) const {
    auto header = wire::frame_header(id, type, payload.size());
    iovec parts[2] = {{header.data(), header.size()},
                      {const_cast<char*>(payload.data()), payload.size()}};
    msghdr packet{};
    packet.msg_iov = parts;
    packet.msg_iovlen = 2;
    while (::sendmsg(descriptor_, &packet, MSG_NOSIGNAL) < 0) {
        if (errno != EINTR) return false;
    }
    return true;
}

std::optional<wire::Frame> BotSocket::receive() {
    return read(receive_packet(0));
}

std::optional<wire::Frame> BotSocket::receive_soon() {
    const auto began = std::chrono::steady_clock::now();
    auto now = began;
    for (const auto look_until = patience_.look_until(began); now < look_until;
         now = std::chrono::steady_clock::now()) {
        const auto count = receive_packet(MSG_DONTWAIT);
        if (count >= 0 || errno != EAGAIN) return read(count);
        std::this_thread::yield();  // to the bot, where there is one processor
    }
    const auto count = receive_packet(0);
    patience_.waited(began, std::chrono::steady_clock::now());
    return read(count);
}

ssize_t BotSocket::receive_packet(int flags) {
    while (true) {
        const auto count = ::recv(descriptor_, buffer_.data(), buffer_.size(), MSG_TRUNC | flags);
        if (count >= 0 || errno != EINTR) return count;
    }
}

std::optional<wire::Frame> BotSocket::read(ssize_t count) const {
    if (count <= 0 || static_cast<std::size_t>(count) > buffer_.size()) return std::nullopt;
    const auto frame = wire::decode({buffer_.data(), static_cast<std::size_t>(count)});
    return frame ? std::optional{*frame} : std::nullopt;
}

PluginServer::PluginServer(const desk_plugin& plugin, BotSocket& socket)
    : plugin_{plugin}, socket_{socket}, host_{sizeof(desk_host), this, &write_log, &ask} {}

bool PluginServer::open(std::string_view settings, const std::vector<std::string>& layers) {
    std::string error;
    self_ = plugin_.open(&host_, {settings.data(), settings.size()}, gather_into(error));
    if (self_ == nullptr) {
        socket_.send(0, FrameType::hello, error);
        return false;
    }
    std::string text;
    const auto state = plugin_.describe(self_, gather_into(text));
    auto handlers = parse_json(text);
    if (state != DESK_OK || !handlers) {
        socket_.send(0, FrameType::hello, text);
        return false;
    }
    const Json hello{{"wall", version()}, {"layers", layers}, {"handlers", *std::move(handlers)}};
    return socket_.send(0, FrameType::hello, dump_json(hello));
}

void PluginServer::serve() {
    while (const auto frame = socket_.receive()) {
        if (frame->type == FrameType::bye) break;
        if (frame->type == FrameType::ping) socket_.send(0, FrameType::ping, frame->payload);
        if (frame->type == FrameType::call) answer(*frame);
    }
    plugin_.close(self_);
}

void PluginServer::answer(const wire::Frame& frame) {
    call_ = frame.id;
    is_cancelled_ = false;
    const std::string document{
        frame.payload};  // the buffer is needed for what the plugin asks meanwhile
    std::string text;
    const auto state = plugin_.answer(self_, {document.data(), document.size()}, gather_into(text));
    if (text.size() > wire::most_payload_bytes) {
        text = dump_json({{"error", "broken"}, {"what", "an answer over 256 KB"}});
    }
    socket_.send(call_, state == DESK_BROKEN ? FrameType::broken : FrameType::answer, text);
    call_ = 0;
}

void PluginServer::write_log(void* self, std::int32_t level, desk_text line) {
    const Json document{{"level", level}, {"line", std::string{view(line).substr(0, 4096)}}};
    static_cast<PluginServer*>(self)->socket_.send(0, FrameType::log, dump_json(document));
}

std::int32_t PluginServer::ask(void* self, desk_text question, desk_sink reply) {
    return static_cast<PluginServer*>(self)->ask_bot(question, reply);
}

std::int32_t PluginServer::ask_bot(desk_text question, desk_sink reply) {
    if (call_ == 0) return fail(reply, "denied", "asked outside a call");
    if (is_cancelled_) return fail(reply, "timeout", "the call is over its time");
    if (question.size > wire::most_payload_bytes)
        return fail(reply, "invalid", "a question over 256 KB");
    if (!socket_.send(call_, FrameType::host_request, view(question)))
        return fail(reply, "unavailable", "the desk is gone");
    return pass_on(reply);
}

// The reply, piece by piece as it comes.
std::int32_t PluginServer::pass_on(desk_sink reply) {
    while (const auto frame = socket_.receive_soon()) {
        if (frame->id != call_) continue;
        if (frame->type == FrameType::cancel) {
            is_cancelled_ = true;
            return fail(reply, "timeout", "the call is over its time");
        }
        if (frame->type != FrameType::part && frame->type != FrameType::host_result) continue;
        reply.write(reply.self, {frame->payload.data(), frame->payload.size()});
        if (frame->type == FrameType::host_result) return DESK_OK;
    }
    return fail(reply, "unavailable", "the desk is gone");
}

std::int32_t PluginServer::fail(desk_sink reply, std::string_view code,
                                std::string_view what) const {
    const std::string text = dump_json({{"error", code}, {"what", what}});
    reply.write(reply.self, {text.data(), text.size()});
    return DESK_FAILED;
}

}  // namespace desk
