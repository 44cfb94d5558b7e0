// How JSON is read and written: the definitions behind desk/json.hpp, which includes this; nobody else does.
#pragma once

#include <exception>
#include <set>
#include <utility>
#include <vector>

#include <desk/json.hpp>

#ifdef DESK_SDK_COMPILED
#define DESK_SDK_INLINE
#else
#define DESK_SDK_INLINE inline
#endif

namespace desk {

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
