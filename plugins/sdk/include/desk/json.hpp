// JSON, bounded: the one place where nlohmann/json is included. Whatever strangers send is read with `parse_json`,
// whatever leaves is written with `dump_json`, and fields are taken with the readers below, which check type and range.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include <desk/result.hpp>

namespace desk {

using Json = nlohmann::json;

struct JsonLimits {
    std::size_t bytes = 1'048'576;
    int depth = 32;
    std::size_t keys = 10'000;  // in the whole document
};

// One whole document, UTF-8 (a leading byte order mark is skipped), nothing after it. Errors: invalid (not JSON, not
// UTF-8, a name twice in one object, or over a limit).
Result<Json> parse_json(std::string_view text, JsonLimits limits = {});

// Never throws: bytes that are not UTF-8 become U+FFFD.
std::string dump_json(const Json& document, int indent = -1);

// The field, or nullptr when `object` is no object or has no such field.
inline const Json* find_field(const Json& object, const char* name) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
}

// Optional fields: absent and null are the same, and so is a value of another type.
inline std::string text_or(const Json& object, const char* name, std::string_view otherwise) {
    const auto* field = find_field(object, name);
    return field != nullptr && field->is_string() ? field->get_ref<const std::string&>() : std::string{otherwise};
}
inline std::int64_t integer_or(const Json& object, const char* name, std::int64_t otherwise) {
    const auto* field = find_field(object, name);
    if (field == nullptr || !field->is_number_integer()) return otherwise;
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (field->is_number_unsigned() && field->get<std::uint64_t>() > most) return otherwise;
    return field->get<std::int64_t>();
}
inline bool bool_or(const Json& object, const char* name, bool otherwise) {
    const auto* field = find_field(object, name);
    return field != nullptr && field->is_boolean() ? field->get<bool>() : otherwise;
}

// Required fields. Errors: invalid ("conversation: missing" | "conversation: not a text"). A text may be empty.
inline Result<std::string> text_field(const Json& object, const char* name) {
    const auto* field = find_field(object, name);
    if (field == nullptr) return invalid(std::string{name} + ": missing");
    if (!field->is_string()) return invalid(std::string{name} + ": not a text");
    return field->get_ref<const std::string&>();
}
inline Result<std::int64_t> integer_field(const Json& object, const char* name) {
    const auto* field = find_field(object, name);
    if (field == nullptr) return invalid(std::string{name} + ": missing");
    constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
    if (const auto value = integer_or(object, name, smallest); value != smallest) return value;
    return invalid(std::string{name} + ": not a whole number");
}

// The elements of an array field, or of nothing when it is absent, null or something else.
inline const Json& array_or_empty(const Json& object, const char* name) {
    static const Json none = Json::array();
    const auto* field = find_field(object, name);
    return field != nullptr && field->is_array() ? *field : none;
}
// The texts among the items of a list, and of the list called `name`; what is no text is left out.
inline std::vector<std::string> texts_of(const Json& list) {
    std::vector<std::string> texts;
    for (const auto& item : list) {
        if (item.is_string()) texts.push_back(item.get<std::string>());
    }
    return texts;
}
inline std::vector<std::string> texts_of(const Json& object, const char* name) { return texts_of(array_or_empty(object, name)); }

}  // namespace desk

// A plugin needs headers only. The desk compiles these two once (plugins/sdk/compiled.cpp): they are most of what a file with
// JSON costs the compiler.
#ifndef DESK_SDK_COMPILED
#include <desk/json_text.hpp>
#endif
