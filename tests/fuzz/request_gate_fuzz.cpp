// The front door's parser: the first byte says where the rest is cut in two. Whatever the bytes
// are, the cut changes nothing, what is refused or complete stays so, and a complete request keeps
// the promises the desk relies on.
#include "bot/http/request_gate.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using desk::RequestGate;

void expect(bool is_true) {
    if (!is_true) std::abort();
}

bool has_line_break(std::string_view text) {
    return text.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos;
}

void check(const desk::CheckedRequest& request, const desk::HttpLimits& limits) {
    expect(request.body.size() <= limits.request_bytes);
    expect(request.target.starts_with('/') && !has_line_break(request.target));
    expect(request.headers.size() <= limits.header_lines + 1);
    std::size_t lengths = 0;
    for (const auto& [name, value] : request.headers) {
        expect(!name.empty() && name.find('_') == std::string::npos && !has_line_break(name) &&
               !has_line_break(value));
        lengths += desk::find_header({{name, value}}, "Content-Length") != nullptr ? 1U : 0U;
        expect(desk::find_header({{name, value}}, "Transfer-Encoding") == nullptr);
    }
    expect(lengths <= 1 && (lengths == 1 || request.body.empty()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
    desk::GateRules rules{.upload_paths = {"/upload"}};
    rules.limits.request_line_bytes = 200;
    rules.limits.path_bytes = 100;
    rules.limits.header_line_bytes = 120;
    rules.limits.header_bytes = 600;
    rules.limits.header_lines = 12;
    rules.limits.request_bytes = rules.limits.upload_bytes = 300;

    RequestGate whole{rules};
    whole.feed(bytes);
    RequestGate cut{rules};
    const auto at = bytes.empty() ? 0 : data[0] % bytes.size();
    cut.feed(bytes.substr(0, at));
    cut.feed(bytes.substr(at));

    expect(whole.state() == cut.state());
    expect(whole.buffered() < 4'000);
    if (whole.state() == RequestGate::State::refused)
        expect(whole.problem().code == cut.problem().code);
    if (whole.state() != RequestGate::State::complete) return 0;
    const auto first = whole.take();
    const auto second = cut.take();
    expect(first.target == second.target && first.headers == second.headers &&
           first.body == second.body);
    check(first, rules.limits);
    return 0;
}
