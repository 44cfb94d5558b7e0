// What names, versions and lists look like in a manifest; for desk/manifest_text.hpp alone.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>
#include <desk/json.hpp>
#include <desk/section.hpp>

namespace desk::sdk::manifest {

inline constexpr std::array role_names{"guest", "contact", "sales", "helpdesk", "lead", "admin"};

inline std::string numbered(const std::string& name, std::size_t n) {
    return name + "[" + std::to_string(n) + "]";
}

inline bool has_only(std::string_view text, std::string_view letters) {
    return text.find_first_not_of(letters) == std::string_view::npos;
}

// Ids and names of commands, arguments and settings: what people can type on any keyboard.
inline bool is_name(std::string_view text, std::string_view also) {
    return !text.empty() && text.size() <= 32 && text[0] >= 'a' && text[0] <= 'z' &&
           has_only(text, "abcdefghijklmnopqrstuvwxyz0123456789" + std::string{also});
}

// "health.lookup", "health.lookup@2"
inline bool is_capability(std::string_view text) {
    const auto at = text.find('@');
    if (at != std::string_view::npos) {
        const auto version = text.substr(at + 1);
        if (version.empty() || version.size() > 3 || !has_only(version, "0123456789")) return false;
        text = text.substr(0, at);
    }
    return is_name(text.substr(0, 32), "_.") && text.size() <= 64 &&
           text.find('.') != std::string_view::npos;
}

// Three numbers, as in SemVer; what follows a hyphen is free.
inline bool is_version(std::string_view text) {
    const std::string_view numbers = text.substr(0, text.find('-'));
    return text.size() <= 32 && std::count(numbers.begin(), numbers.end(), '.') == 2 &&
           has_only(numbers, "0123456789.") && numbers.find("..") == std::string_view::npos &&
           numbers.front() != '.' && numbers.back() != '.';
}

inline std::vector<std::string> read_roles(Section& section) {
    auto roles = section.texts("roles", true);
    for (const auto& role : roles) {
        const bool is_role =
            std::find(role_names.begin(), role_names.end(), role) != role_names.end();
        if (!is_role)
            section.report(
                "roles",
                "\"" + role + "\" is no role (guest, contact, sales, helpdesk, lead, admin)");
    }
    return roles;
}

inline void check_subset(Section& section, const char* field, const std::vector<std::string>& some,
                  const std::vector<std::string>& all) {
    for (const auto& one : some) {
        const bool is_known = one.empty() || std::find(all.begin(), all.end(), one) != all.end();
        if (!is_known) section.report(field, "\"" + one + "\" is not among the command's forms");
    }
}

// Reads each object of a list with `read(section)`, which ends its section.
template <class Read>
void read_each(Section& top, const char* list, ManifestProblem& problem, Read read) {
    std::size_t n = 0;
    for (const auto& item : top.list(list)) {
        Section section{item, numbered(list, n++), problem};
        read(section);
    }
}

}  // namespace desk::sdk::manifest
