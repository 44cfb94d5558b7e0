// What a plugin's process may send, read as the bot reads it: a frame, then each document it may
// carry. Nothing may crash, and what was read must read the same once it has been written again.
#include "plugins/host/plugin_note.hpp"
#include <desk/wire.hpp>
#include <desk/wire_frame.hpp>
#include <desk/wire_replies.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using desk::Json;

void must(bool holds) {
    if (!holds) std::abort();
}

// Writing, reading and writing again gives the same document.
template <class Value, class Read>
void check_stable(const Value& value, Read read) {
    const Json once = desk::wire::to_json(value);
    const auto again = read(once);
    must(again.has_value());
    must(desk::wire::to_json(*again) == once);
}

void read_documents(std::string_view text) {
    const auto document = desk::parse_json(text, desk::wire::document_limits);
    if (!document) return;
    if (const auto answer = desk::wire::read_answer(*document))
        check_stable(*answer, desk::wire::read_answer);
    if (const auto call = desk::wire::read_call(*document))
        check_stable(*call, desk::wire::read_call);
    if (const auto question = desk::wire::read_question(*document))
        check_stable(*question, desk::wire::read_question);
    if (const auto response = desk::wire::read_response(*document))
        check_stable(*response, desk::wire::read_response);
    if (const auto entries = desk::wire::read_entries(*document))
        check_stable(*entries, desk::wire::read_entries);
    static_cast<void>(desk::wire::read_recalled(*document));
    static_cast<void>(desk::wire::read_error(*document));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input{reinterpret_cast<const char*>(data), size};
    if (const auto frame = desk::wire::decode(input)) {
        must(desk::wire::encode(frame->id, frame->type, frame->payload) == input);
        read_documents(frame->payload);
    }
    read_documents(input);
    static_cast<void>(desk::read_wall_version(input));
    return 0;
}
