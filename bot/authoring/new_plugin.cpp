#include "bot/authoring/new_plugin.hpp"

#include <desk/plugin_abi.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace desk {
namespace {

// Commands of the desk itself (contract.md §5, bot/dispatch/command_index.cpp) and of its four plugins: a plugin of
// that name could not be enabled beside them.
constexpr std::array<std::string_view, 22> taken_names{
    "assign",  "bot",      "broadcast", "cancel",   "confirm", "customer",  "escalate", "health",
    "help",    "incident", "insight",   "language", "macro",   "note",      "person",   "price",
    "release", "request",  "resolve",   "snooze",   "take",    "transcript"};

bool is_small_letter(char letter) {
    return letter >= 'a' && letter <= 'z';
}

Result<void> check_name(const std::string& name) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_";
    const bool is_name = !name.empty() && name.size() <= 32 && is_small_letter(name.front()) && name.back() != '_' &&
                         name.find("__") == std::string::npos && name.find_first_not_of(letters) == std::string::npos;
    if (!is_name)
        return invalid("a plugin's name is made of a-z, 0-9 and _, begins with a letter, at most 32 characters");
    if (std::find(taken_names.begin(), taken_names.end(), name) != taken_names.end()) {
        return invalid("/" + name + " is a command of the desk itself");
    }
    return {};
}

char capital(char letter) {
    return static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
}

// "notice_board" → "NoticeBoard"
std::string class_name(std::string_view name) {
    std::string out;
    bool begins = true;
    for (const char letter : name) {
        if (letter != '_') out += begins ? capital(letter) : letter;
        begins = letter == '_';
    }
    return out;
}

// "notice_board" → "Notice board"
std::string title_of(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    name.front() = capital(name.front());
    return name;
}

void replace_all(std::string& text, std::string_view mark, const std::string& words) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + words.size())) {
        text.replace(at, mark.size(), words);
    }
}

NewFile filled(const TemplateFile& file, const std::string& name) {
    const std::array<std::pair<std::string_view, std::string>, 4> marks{
        {{"@name@", name},
         {"@Class@", class_name(name)},
         {"@Title@", title_of(name)},
         {"@wall@", std::to_string(DESK_WALL_MAJOR) + ".0"}}};  // what the templates need
    NewFile out{std::string{file.path}, std::string{file.text}};
    for (const auto& [mark, words] : marks) replace_all(out.text, mark, words);
    replace_all(out.path, "NAME", name);
    if (out.path == "gitignore") out.path = ".gitignore";
    return out;
}

}  // namespace

Result<std::vector<NewFile>> new_plugin_files(const std::string& name, std::string_view kind) {
    DESK_CHECK(check_name(name));
    std::vector<NewFile> files;
    bool is_kind = false;
    for (const auto& file : template_files()) {
        if (file.kind != kind && file.kind != "common") continue;
        is_kind = is_kind || file.kind == kind;
        files.push_back(filled(file, name));
    }
    if (!is_kind || kind == "common") return invalid("there is no kind \"" + std::string{kind} + "\" of plugin");
    return files;
}

}  // namespace desk
