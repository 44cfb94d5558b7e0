// A JSON object written straight into a text, for what is written with every message: building the document first costs
// several times as much. The same text as dump_json makes of the same members in the same order.
//
//     std::string out;
//     {
//         ObjectText document{out};
//         document.text("id", call.id);
//         document.object("customer").text("name", customer.name);
//     }
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <desk/json.hpp>
#include <desk/plugin.hpp>

namespace desk {

// `value` as a JSON text. Bytes that are not UTF-8 become U+FFFD.
inline void append_text(std::string& out, std::string_view value) {
    const auto is_plain = [](char letter) { return letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\'; };
    if (!std::all_of(value.begin(), value.end(), is_plain)) {
        out += dump_json(Json(value));
        return;
    }
    out += '"';
    out += value;
    out += '"';
}

// {"name":"value",…}
inline void append_texts(std::string& out, const Arguments& values) {
    out += '{';
    bool is_first = true;
    for (const auto& [name, value] : values) {
        if (!std::exchange(is_first, false)) out += ',';
        append_text(out, name);
        out += ':';
        append_text(out, value);
    }
    out += '}';
}

// Closes the object when it goes; one inside another goes before anything is added to the outer one. A `name` is
// printable ASCII without quotes and backslashes, and none comes twice.
class ObjectText {
public:
    // `out` outlives it.
    explicit ObjectText(std::string& out) : out_{out} { out_ += '{'; }
    ~ObjectText() { out_ += '}'; }
    ObjectText(const ObjectText&) = delete;
    ObjectText& operator=(const ObjectText&) = delete;

    void text(std::string_view name, std::string_view value) {
        begin(name);
        append_text(out_, value);
    }
    void text_unless_empty(std::string_view name, std::string_view value) {
        if (!value.empty()) text(name, value);
    }
    void number(std::string_view name, std::int64_t value) {
        begin(name);
        out_ += std::to_string(value);
    }
    void texts(std::string_view name, const Arguments& values) {
        begin(name);
        append_texts(out_, values);
    }
    // `value`: JSON.
    void document(std::string_view name, std::string_view value) {
        begin(name);
        out_ += value;
    }
    ObjectText object(std::string_view name) {
        begin(name);
        return ObjectText{out_};
    }

private:
    void begin(std::string_view name) {
        if (!std::exchange(is_first_, false)) out_ += ',';
        out_ += '"';
        out_ += name;
        out_ += "\":";
    }

    std::string& out_;
    bool is_first_ = true;
};

}  // namespace desk
