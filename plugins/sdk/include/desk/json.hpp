// JSON, bounded: the one place where nlohmann/json is included. Whatever strangers send is read with `parse_json`,
// whatever leaves is written with `dump_json`, and fields are taken with the readers below, which check type and range.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
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

namespace sdk {

// Builds the document, and stops at the first thing that breaks a limit: the parser of nlohmann/json itself accepts any
// depth (and then dies copying it), takes the last of two equal keys, and accepts NUL in names.
class BoundedReader : public nlohmann::json_sax<Json> {
public:
    BoundedReader(Json& root, JsonLimits limits) : builder_{root, false}, limits_{limits} {}

    const std::string& problem() const { return problem_; }

    bool null() override { return builder_.null(); }
    bool boolean(bool value) override { return builder_.boolean(value); }
    bool number_integer(number_integer_t value) override { return builder_.number_integer(value); }
    bool number_unsigned(number_unsigned_t value) override { return builder_.number_unsigned(value); }
    bool number_float(number_float_t value, const string_t& text) override { return builder_.number_float(value, text); }
    bool string(string_t& value) override { return builder_.string(value); }
    bool binary(binary_t& value) override { return builder_.binary(value); }

    bool start_object(std::size_t size) override {
        if (!deeper()) return false;
        names_.emplace_back();
        return builder_.start_object(size);
    }
    bool end_object() override {
        names_.pop_back();
        --depth_;
        return builder_.end_object();
    }
    bool start_array(std::size_t size) override { return deeper() && builder_.start_array(size); }
    bool end_array() override {
        --depth_;
        return builder_.end_array();
    }
    bool key(string_t& name) override {
        if (++keys_ > limits_.keys) return refuse("more than " + std::to_string(limits_.keys) + " names");
        if (name.find('\0') != string_t::npos) return refuse("a name with NUL");
        if (!names_.back().insert(name).second) return refuse("a name twice in one object");
        return builder_.key(name);
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        return refuse("not JSON at byte " + std::to_string(position));
    }

private:
    bool deeper() {
        return ++depth_ <= limits_.depth || refuse("nested deeper than " + std::to_string(limits_.depth));
    }
    bool refuse(std::string why) {
        if (problem_.empty()) problem_ = std::move(why);
        return false;
    }

    nlohmann::detail::json_sax_dom_parser<Json> builder_;
    JsonLimits limits_;
    int depth_ = 0;
    std::size_t keys_ = 0;
    std::vector<std::set<std::string, std::less<>>> names_;
    std::string problem_;
};

}  // namespace sdk

// One whole document, UTF-8 (a leading byte order mark is skipped), nothing after it. Errors: invalid (not JSON, not
// UTF-8, a name twice in one object, or over a limit).
inline Result<Json> parse_json(std::string_view text, JsonLimits limits = {}) {
    if (text.size() > limits.bytes) return invalid("JSON of " + std::to_string(text.size()) + " bytes");
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);

    Json document;
    sdk::BoundedReader reader{document, limits};
    try {
        if (Json::sax_parse(text.begin(), text.end(), &reader)) return document;
    } catch (const std::exception&) {  // a number out of range throws past the reader
        return invalid("JSON: a value out of range");
    }
    return invalid("JSON: " + (reader.problem().empty() ? "not a document" : reader.problem()));
}

// Never throws: bytes that are not UTF-8 become U+FFFD.
inline std::string dump_json(const Json& document, int indent = -1) {
    return document.dump(indent, ' ', false, Json::error_handler_t::replace);
}

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

}  // namespace desk
