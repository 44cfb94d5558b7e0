// What a plugin's process sends, frame after frame, taken off a real socket as the bot takes it and read as far as the bot
// reads it. Nothing may crash; a frame that was read is written again as it came.
#include "bot/runtime/forged_field.hpp"
#include "bot/runtime/frame.hpp"
#include "tests/fuzz/frame_packets.hpp"
#include <desk/wire.hpp>

namespace {

using desk::wire::FrameType;

desk::Call some_call() {
    desk::Call call{.id = "c7f", .kind = desk::CallKind::text, .name = "echo"};
    call.conversation = "slack/C1/17";
    call.asker = {"p81", "contact", {"Anna", "Kovács"}};
    call.customer = {"contoso", "Contoso Kft."};
    return call;
}

void read_as_the_bot_does(const desk::wire::Frame& frame) {
    static const desk::Call call = some_call();
    if (frame.type == FrameType::host_request) {
        static_cast<void>(desk::forged_field_in(call, frame.payload));
    }
    const auto document = desk::parse_json(frame.payload, desk::wire::document_limits);
    if (!document) return;
    static_cast<void>(desk::forged_field(call, *document));
    static_cast<void>(desk::wire::read_answer(*document));
    static_cast<void>(desk::wire::read_question(*document));
    static_cast<void>(desk::integer_or(*document, "level", 1));
    static_cast<void>(desk::array_or_empty(*document, "layers"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto packets = desk::fuzz::packets_in(data, size);
    desk::FrameSocket socket{desk::fuzz::socket_with(packets)};
    for (const auto packet : packets) {
        const auto frame = socket.receive();
        if (!frame || !*frame) break;  // the first frame that is none ends the process
        if (desk::wire::encode((*frame)->id, (*frame)->type, (*frame)->payload) != packet) std::abort();
        read_as_the_bot_does(**frame);
    }
    return 0;
}
