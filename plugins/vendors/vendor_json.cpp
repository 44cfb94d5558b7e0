#include "plugins/vendors/vendor_json.hpp"

#include "plugins/status_source/document.hpp"
#include "plugins/status_source/vendor_time.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace desk::vendors {
namespace {

constexpr JsonLimits body_limits{.bytes = 1'048'576, .depth = 32, .keys = 50'000};

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

}  // namespace

Result<Json> read_body(std::string_view body) {
    return parse_json(utf8_of(body), body_limits);
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
    constexpr std::size_t date_length = 10;
    const auto* field = field_in(object, name);
    if (field == nullptr) return std::nullopt;
    if (const auto text = text_in(object, name); text.size() == date_length && text[4] == '-')
        return read_iso_time(text + "T00:00:00Z");
    return read_vendor_time(*field);
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
