#include "plugins/status_source/document.hpp"

#include "plugins/status_source/level.hpp"

#include <charconv>

namespace desk {
namespace {

// The largest document seen, fifty incidents, has 292 KB and 6,000 names; the bot fetches at most 5
// MB.
constexpr JsonLimits limits{.bytes = 5'000'000, .depth = 32, .keys = 200'000};

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view lost_mark = "\xEF\xBF\xBD\xEF\xBF\xBD";  // FE FF or FF FE, read as UTF-8
constexpr char32_t replacement = 0xFFFD;

void append(std::string& text, char32_t letter) {
    const auto byte = [&](char32_t bits) {
        text += static_cast<char>(static_cast<unsigned char>(bits));
    };
    if (letter < 0x80) return byte(letter);
    if (letter < 0x800) {
        byte(0xC0 | letter >> 6);
    } else if (letter < 0x10000) {
        byte(0xE0 | letter >> 12);
        byte(0x80 | (letter >> 6 & 0x3F));
    } else {
        byte(0xF0 | letter >> 18);
        byte(0x80 | (letter >> 12 & 0x3F));
        byte(0x80 | (letter >> 6 & 0x3F));
    }
    byte(0x80 | (letter & 0x3F));
}

std::string from_utf16(std::string_view bytes, bool is_big_endian) {
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(is_big_endian ? first << 8 | second : second << 8 | first);
    };
    std::string text;
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        const auto first = unit(at);
        const bool is_high = first >= 0xD800 && first < 0xDC00;
        const auto second = is_high && at + 3 < bytes.size() ? unit(at + 2) : 0;
        if (second >= 0xDC00 && second < 0xE000) {
            append(text, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
            at += 2;
        } else {
            append(text, first >= 0xD800 && first < 0xE000 ? replacement : first);
        }
    }
    return text;
}

// "\0[\0{" or "[\0{\0", where a letter that was lost is U+FFFD.
std::string from_lost_utf16(std::string_view text) {
    std::string letters;
    for (const char letter : text) {
        if (letter != '\0') letters += letter;
    }
    return letters;
}

}  // namespace

std::string utf8_of(std::string_view body) {
    if (body.starts_with(utf8_mark)) return std::string{body.substr(utf8_mark.size())};
    if (body.starts_with("\xFE\xFF")) return from_utf16(body.substr(2), true);
    if (body.starts_with("\xFF\xFE")) return from_utf16(body.substr(2), false);
    if (body.starts_with(lost_mark)) return from_lost_utf16(body.substr(lost_mark.size()));
    return std::string{body};
}

Result<Json> read_document(std::string_view body) {
    return parse_json(utf8_of(body), limits);
}

std::string said_of(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    return value.is_number() ? value.dump() : std::string{};
}

std::string said_field(const Json& object, const char* name) {
    const auto* field = find_field(object, name);
    return field == nullptr ? std::string{} : said_of(*field);
}

std::optional<std::int64_t> number_of(const Json& value) {
    const auto text = said_of(value);
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

bool flag_or(const Json& object, const char* name, bool otherwise) {
    const auto* field = find_field(object, name);
    if (field == nullptr) return otherwise;
    if (field->is_boolean()) return field->get<bool>();
    const auto said = enum_key(said_of(*field));
    if (said == "true" || said == "1") return true;
    return said == "false" || said == "0" ? false : otherwise;
}

const Json& object_or_empty(const Json& object, const char* name) {
    static const Json none = Json::object();
    const auto* field = find_field(object, name);
    return field != nullptr && field->is_object() ? *field : none;
}

}  // namespace desk
