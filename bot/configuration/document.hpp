// A TOML document as plain values that remember where they stood: what the readers of configuration
// files work on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct Position {
    int line = 0;  // from 1; 0: not from a file
    int column = 0;
};

struct Node {
    enum class Kind { table, list, text, integer, number, boolean, moment };

    std::string name = {};  // the key, or "" of a list's element
    Position name_at = {};
    int name_length = 0;  // in characters, with its quotes
    Kind kind = Kind::table;
    Position at = {};       // of the value
    int length = 0;         // in characters, on its first line
    std::string text = {};  // text; a moment as it is written
    std::int64_t integer = 0;
    double number = 0;
    bool boolean = false;
    std::vector<Node> children = {};  // of a table or a list, in the order of the file
    std::string variable = {};        // the environment variable it came from; "": from the file
};

// The field, or nullptr.
inline const Node* find(const Node& table, std::string_view name) {
    for (const auto& child : table.children) {
        if (child.name == name) return &child;
    }
    return nullptr;
}

// "a table", "a list", "a text" …
constexpr std::string_view described(Node::Kind kind) {
    constexpr std::string_view words[] = {"a table",  "a list",        "a text", "a whole number",
                                          "a number", "true or false", "a date"};
    return words[static_cast<int>(kind)];
}

}  // namespace desk
