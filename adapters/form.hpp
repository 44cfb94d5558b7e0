// Bodies of type application/x-www-form-urlencoded, as Slack and Mattermost send them. Our own
// reader, because that of Debian's cpp-httplib refuses bodies over 8,192 bytes. Any thread.
// Source: url.spec.whatwg.org, section 5.1; stricter, as strangers write these.
#pragma once

#include <desk/result.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace desk {

using Form = std::map<std::string, std::string, std::less<>>;

struct FormLimits {
    std::size_t bytes = 1'048'576;
    std::size_t fields = 100;
    std::size_t name_bytes = 128;
};

// Errors: invalid (a "%" without two hexadecimal digits, bytes that are not UTF-8, NUL, a name
// twice, an empty name, or over a limit).
Result<Form> parse_form(std::string_view body, FormLimits limits = {});

// The field, or "" when it is not there.
std::string_view field_of(const Form& form, std::string_view name);

}  // namespace desk
