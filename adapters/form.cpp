#include "adapters/form.hpp"

#include "conversations/text.hpp"

#include <algorithm>
#include <utility>

namespace desk {
namespace {

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

Result<std::string> decoded(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
        if (high < 0 || low < 0) return invalid("form: a % without two hexadecimal digits");
        result += static_cast<char>(high * 16 + low);
        i += 2;
    }
    if (result.find('\0') != std::string::npos) return invalid("form: NUL");
    if (!is_utf8(result)) return invalid("form: not UTF-8");
    return result;
}

Result<void> add_field(Form& form, std::string_view pair, const FormLimits& limits) {
    const auto equals = std::min(pair.find('='), pair.size());
    DESK_TRY(auto name, decoded(pair.substr(0, equals)));
    if (name.empty()) return invalid("form: a field without a name");
    if (name.size() > limits.name_bytes) return invalid("form: a name that is too long");

    DESK_TRY(auto value, decoded(pair.substr(std::min(equals + 1, pair.size()))));
    if (form.size() >= limits.fields) return invalid("form: too many fields");
    if (!form.emplace(std::move(name), std::move(value)).second)
        return invalid("form: a name twice");
    return {};
}

}  // namespace

Result<Form> parse_form(std::string_view body, FormLimits limits) {
    if (body.size() > limits.bytes)
        return invalid("form of " + std::to_string(body.size()) + " bytes");

    Form form;
    for (std::size_t from = 0; from < body.size();) {
        const auto to = std::min(body.find('&', from), body.size());
        if (to > from) DESK_CHECK(add_field(form, body.substr(from, to - from), limits));
        from = to + 1;
    }
    return form;
}

std::string_view field_of(const Form& form, std::string_view name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace desk
