// How JSON is read and written: the definitions behind desk/json.hpp, which includes this; nobody else does.
#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include <desk/inline.hpp>
#include <desk/json.hpp>

namespace desk {

namespace sdk {

// Builds the document, and stops at the first thing that breaks a limit: the parser of nlohmann/json itself accepts any
// depth (and then dies copying it), takes the last of two equal keys, and accepts NUL in names. No base class: the parser
// then calls it directly.
class BoundedReader {
public:
    using Number = Json::number_integer_t;
    using Unsigned = Json::number_unsigned_t;
    using Float = Json::number_float_t;

    BoundedReader(Json& root, JsonLimits limits) : root_{root}, limits_{limits} {}

    const std::string& problem() const { return problem_; }

    bool null() { return put(nullptr) != nullptr; }
    bool boolean(bool value) { return put(value) != nullptr; }
    bool number_integer(Number value) { return put(value) != nullptr; }
    bool number_unsigned(Unsigned value) { return put(value) != nullptr; }
    bool number_float(Float value, const std::string&) { return put(value) != nullptr; }
    bool string(std::string& value) { return put(std::move(value)) != nullptr; }
    bool binary(Json::binary_t&) { return refuse("binary"); }

    bool start_object(std::size_t) { return open(Json::object()); }
    bool end_object() { return close(); }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        if (++keys_ > limits_.keys) return refuse("more than " + std::to_string(limits_.keys) + " names");
        if (name.find('\0') != std::string::npos) return refuse("a name with NUL");
        auto& members = *open_.back()->get_ptr<Json::object_t*>();
        const auto [member, is_new] = members.try_emplace(std::move(name));
        if (!is_new) return refuse("a name twice in one object");
        member_ = &member->second;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
        return refuse("not JSON at byte " + std::to_string(position));
    }

private:
    // Where the value stands now.
    template <class Value>
    Json* put(Value&& value) {
        if (open_.empty()) return &(root_ = std::forward<Value>(value));
        if (open_.back()->is_object()) return &(*member_ = std::forward<Value>(value));
        return &open_.back()->get_ptr<Json::array_t*>()->emplace_back(std::forward<Value>(value));
    }
    bool open(Json container) {
        if (static_cast<int>(open_.size()) >= limits_.depth)
            return refuse("nested deeper than " + std::to_string(limits_.depth));
        open_.push_back(put(std::move(container)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }
    bool refuse(std::string why) {
        if (problem_.empty()) problem_ = std::move(why);
        return false;
    }

    Json& root_;
    JsonLimits limits_;
    std::vector<Json*> open_;  // the objects and arrays around what is read, the innermost last
    Json* member_ = nullptr;   // whose value is read next, when that is an object
    std::size_t keys_ = 0;
    std::string problem_;
};

}  // namespace sdk

DESK_SDK_INLINE Result<Json> parse_json(std::string_view text, JsonLimits limits) {
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

DESK_SDK_INLINE std::string dump_json(const Json& document, int indent) {
    return document.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace desk
