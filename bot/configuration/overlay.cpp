#include "bot/configuration/overlay.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

namespace desk {
namespace {

constexpr std::string_view prefix = "DESKHAND_";

std::vector<std::string> steps_of(std::string_view path) {
    std::vector<std::string> steps;
    while (true) {
        const auto end = path.find("__");
        steps.emplace_back(path.substr(0, end));
        if (end == std::string_view::npos) return steps;
        path.remove_prefix(end + 2);
    }
}

char folded(char c) {
    return c == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

std::string folded(std::string_view name) {
    std::string out{name};
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return folded(c); });
    return out;
}

Node& child_called(Node& table, std::string_view name) {
    const auto wanted = folded(name);
    for (auto& child : table.children) {
        if (folded(child.name) == wanted) return child;
    }
    table.children.push_back(Node{.name = wanted});
    return table.children.back();
}

void put(Node& root, const std::string& variable, const std::string& value) {
    const auto steps = steps_of(std::string_view{variable}.substr(prefix.size()));
    Node* at = &root;
    for (const auto& step : steps) {
        // A text of the file in the way is left alone: its own reader says that it should be a
        // table.
        if (at->kind != Node::Kind::table) return;
        at = &child_called(*at, step);
        if (at->name_at.line == 0) at->variable = variable;
    }
    *at = Node{.name = at->name, .kind = Node::Kind::text, .text = value, .variable = variable};
}

}  // namespace

void lay_over(Node& root, const Environment& environment) {
    for (const auto& [variable, value] : environment) {
        if (!variable.starts_with(prefix)) continue;
        const bool is_setting = variable.find("__", prefix.size()) != std::string::npos;
        if (is_setting || variable == "DESKHAND_PLUGIN_DIRECTORY") put(root, variable, value);
    }
}

}  // namespace desk
