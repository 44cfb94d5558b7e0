#include "plugins/vendors/vendor_json.hpp"

#include "plugins/status_source/iso_time.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace desk::vendors {
namespace {

constexpr JsonLimits body_limits{.bytes = 1'048'576, .depth = 32, .keys = 50'000};

void add_utf8(std::string& text, char32_t letter) {
    const auto add = [&](char32_t byte) { text += static_cast<char>(byte); };
    if (letter < 0x80) return add(letter);
    if (letter < 0x800) {
        add(0xC0 | (letter >> 6));
        return add(0x80 | (letter & 0x3F));
    }
    if (letter < 0x10000) {
        add(0xE0 | (letter >> 12));
    } else {
        add(0xF0 | (letter >> 18));
        add(0x80 | ((letter >> 12) & 0x3F));
    }
    add(0x80 | ((letter >> 6) & 0x3F));
    add(0x80 | (letter & 0x3F));
}

Result<std::string> from_utf16(std::string_view body, bool is_big_endian) {
    if (body.size() % 2 != 0) return invalid("UTF-16 of an odd number of bytes");
    const auto unit_at = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(body[at]);
        const auto second = static_cast<unsigned char>(body[at + 1]);
        return static_cast<char32_t>(is_big_endian ? first << 8 | second : second << 8 | first);
    };
    std::string text;
    for (std::size_t at = 0; at < body.size(); at += 2) {
        const auto unit = unit_at(at);
        if (unit < 0xD800 || unit > 0xDFFF) {
            add_utf8(text, unit);
            continue;
        }
        const auto low = unit < 0xDC00 && at + 2 < body.size() ? unit_at(at + 2) : 0;
        if (low < 0xDC00 || low > 0xDFFF) return invalid("UTF-16 with half a letter");
        add_utf8(text, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
        at += 2;
    }
    return text;
}

bool is_same_name(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// Adds what the vendor leaves out, so that one parser reads it all.
std::string completed(std::string text) {
    constexpr std::size_t date_length = 10;
    if (text.size() == date_length) text += "T00:00:00";
    const bool has_zone = text.find_first_of("Zz+", date_length) != std::string::npos ||
                          (text.size() > date_length && text.find('-', date_length) != std::string::npos);
    return has_zone ? text : text + "Z";
}

}  // namespace

Result<std::string> decoded(std::string_view body) {
    if (body.starts_with("\xEF\xBB\xBF")) return std::string{body.substr(3)};
    if (body.starts_with("\xFE\xFF")) return from_utf16(body.substr(2), true);
    if (body.starts_with("\xFF\xFE")) return from_utf16(body.substr(2), false);
    return std::string{body};
}

Result<Json> read_body(std::string_view body) {
    DESK_TRY(const auto text, decoded(body));
    return parse_json(text, body_limits);
}

const Json* field_in(const Json& object, std::string_view name) {
    if (!object.is_object()) return nullptr;
    auto found = object.find(name);
    for (auto field = object.begin(); found == object.end() && field != object.end(); ++field) {
        if (is_same_name(field.key(), name)) found = field;
    }
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string text_in(const Json& object, std::string_view name) {
    const auto* field = field_in(object, name);
    if (field == nullptr) return {};
    if (field->is_string()) return field->get<std::string>();
    return field->is_number() || field->is_boolean() ? dump_json(*field) : std::string{};
}

std::optional<std::int64_t> number_in(const Json& object, std::string_view name) {
    return whole_number(text_in(object, name));
}

bool flag_in(const Json& object, std::string_view name) {
    const auto word = folded_word(text_in(object, name));
    return word == "true" || word == "yes" || word == "1";
}

std::optional<Time> time_in(const Json& object, std::string_view name) {
    const auto text = text_in(object, name);
    if (text.empty()) return std::nullopt;
    if (const auto seconds = whole_number(text)) {
        constexpr std::int64_t end_of_9999 = 253'402'300'800;
        if (*seconds <= 0 || *seconds >= end_of_9999) return std::nullopt;
        return Time{std::chrono::seconds{*seconds}};
    }
    const auto time = read_iso_time(completed(text));
    constexpr auto first_real = std::chrono::sys_days{std::chrono::year{1601} / 1 / 1};
    return time && *time >= first_real ? time : std::nullopt;
}

const Json& list_in(const Json& object, std::string_view name) {
    static const Json none = Json::array();
    const auto* field = field_in(object, name);
    return field != nullptr && field->is_array() ? *field : none;
}

const Json& object_in(const Json& object, std::string_view name) {
    static const Json none = Json::object();
    const auto* field = field_in(object, name);
    return field != nullptr && field->is_object() ? *field : none;
}

std::string folded_word(std::string_view word) {
    std::string folded;
    for (const char letter : word) {
        const auto byte = static_cast<unsigned char>(letter);
        if (std::isalnum(byte) != 0) folded += static_cast<char>(std::tolower(byte));
    }
    return folded;
}

}  // namespace desk::vendors
