#include "bot/configuration/toml_file.hpp"

#include "bot/configuration/secret.hpp"
#include <desk/json.hpp>

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <sstream>

namespace desk {
namespace {

constexpr std::size_t most_bytes = 16'777'216;

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.emplace_back(line);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

Position position(const toml::source_position& at) {
    return {static_cast<int>(at.line), static_cast<int>(at.column)};
}

int length(const toml::source_region& region) {
    if (region.end.line != region.begin.line || region.end.column <= region.begin.column) return 1;
    return static_cast<int>(region.end.column - region.begin.column);
}

template <class T>
std::string written(const T& value) {
    std::ostringstream out;
    out << value.get();
    return out.str();
}

Node converted(const toml::node& from);

void convert_children(Node& node, const toml::table& table) {
    for (auto&& [key, value] : table) {
        auto child = converted(value);
        child.name = std::string{key.str()};
        child.name_at = position(key.source().begin);
        child.name_length = length(key.source());
        node.children.push_back(std::move(child));
    }
    // toml++ sorts by name; people read from top to bottom.
    std::stable_sort(node.children.begin(), node.children.end(), [](const Node& a, const Node& b) {
        return std::pair{a.name_at.line, a.name_at.column} <
               std::pair{b.name_at.line, b.name_at.column};
    });
}

Node moment(Node node, std::string text) {
    node.kind = Node::Kind::moment;
    node.text = std::move(text);
    return node;
}

Node converted(const toml::node& from) {
    Node node;
    node.at = position(from.source().begin);
    node.length = length(from.source());
    if (const auto* table = from.as_table()) {
        convert_children(node, *table);
    } else if (const auto* list = from.as_array()) {
        node.kind = Node::Kind::list;
        for (const auto& element : *list) node.children.push_back(converted(element));
    } else if (const auto* text = from.as_string()) {
        node.kind = Node::Kind::text;
        node.text = text->get();
    } else if (const auto* integer = from.as_integer()) {
        node.kind = Node::Kind::integer;
        node.integer = integer->get();
    } else if (const auto* number = from.as_floating_point()) {
        node.kind = Node::Kind::number;
        node.number = number->get();
    } else if (const auto* boolean = from.as_boolean()) {
        node.kind = Node::Kind::boolean;
        node.boolean = boolean->get();
    } else if (const auto* date = from.as_date()) {
        return moment(std::move(node), written(*date));
    } else if (const auto* clock = from.as_time()) {
        return moment(std::move(node), written(*clock));
    } else if (const auto* both = from.as_date_time()) {
        return moment(std::move(node), written(*both));
    }
    return node;
}

Diagnosis described(const toml::parse_error& error, const TomlFile& file) {
    const std::string_view description = error.description();
    const bool is_twice = description.find("redefine") != std::string_view::npos;
    Diagnosis out{.code = is_twice ? "DH1208" : "DH1202", .file = file.name};
    const auto at = position(error.source().begin);
    out.line = std::max(1, at.line);
    out.column = std::max(1, at.column);
    if (out.line <= static_cast<int>(file.lines.size())) {
        out.source = without_secret(file.lines[static_cast<std::size_t>(out.line) - 1]);
        // toml++ puts the end of a key where a name is given twice; the line is what people look
        // for.
        if (is_twice) out.column = 1;
    }
    out.length = 1;
    const auto colon = description.find(": ");
    out.note = std::string{description.substr(colon == std::string_view::npos ? 0 : colon + 2)};
    out.what = is_twice ? "a name is given twice" : "this is not TOML";
    out.fix = is_twice ? "keep one of the two"
                       : "correct the line; texts stand in \"quotes\", see https://toml.io";
    // The parser quotes what it saw; after a cut line that may be a part of the value.
    if (out.source.ends_with(hidden)) out.note.clear();
    return out;
}

Json to_json(const Node& node) {
    switch (node.kind) {
        case Node::Kind::table: {
            auto out = Json::object();
            for (const auto& child : node.children) out[child.name] = to_json(child);
            return out;
        }
        case Node::Kind::list: {
            auto out = Json::array();
            for (const auto& child : node.children) out.push_back(to_json(child));
            return out;
        }
        case Node::Kind::integer:
            return node.integer;
        case Node::Kind::number:
            return node.number;
        case Node::Kind::boolean:
            return node.boolean;
        case Node::Kind::text:
        case Node::Kind::moment:
            return node.text;
    }
    return nullptr;
}

Diagnosis too_large(std::string_view name) {
    return {.code = "DH1202",
            .what = "this is not TOML: larger than 16 MB",
            .file = std::string{name},
            .fix = "give the right file"};
}

}  // namespace

ParsedToml parse_toml(std::string_view name, std::string_view text) {
    ParsedToml out;
    out.file.name = std::string{name};
    if (text.size() > most_bytes) {
        out.problem = too_large(name);
        return out;
    }
    out.file.lines = lines_of(text);
    try {
        const toml::table table = toml::parse(text);
        convert_children(out.file.root, table);
    } catch (const toml::parse_error& error) {
        out.problem = described(error, out.file);
    }
    return out;
}

std::string to_json_text(const Node& node) {
    return dump_json(to_json(node));
}

std::string without_secret(std::string_view line) {
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return std::string{line};

    std::string key{line.substr(0, equals)};
    std::transform(key.begin(), key.end(), key.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::array words{"secret", "token", "tokn", "password", "passwd", "key", "url"};
    const bool sounds_secret = std::any_of(words.begin(), words.end(), [&](const char* word) {
        return key.find(word) != std::string::npos;
    });
    if (!sounds_secret) return std::string{line};
    return std::string{line.substr(0, equals + 1)} + " " + hidden;
}

}  // namespace desk
