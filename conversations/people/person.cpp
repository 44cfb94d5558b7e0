#include "conversations/people/person.hpp"

#include <algorithm>
#include <cctype>

namespace desk {
namespace {

struct RoleName {
    Role role;
    std::string_view name;
};
constexpr std::array role_names{
    RoleName{Role::guest, "guest"}, RoleName{Role::contact, "contact"},
    RoleName{Role::sales, "sales"}, RoleName{Role::helpdesk, "helpdesk"},
    RoleName{Role::lead, "lead"},   RoleName{Role::admin, "admin"},
};

std::string plain(std::string_view name) {
    const auto from = name.find_first_not_of(" \t");
    if (from == std::string_view::npos) return {};
    std::string result{name.substr(from, name.find_last_not_of(" \t") - from + 1)};
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) {
        return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
    });
    return result;
}

}  // namespace

std::string_view name_of(Role role) {
    for (const auto& row : role_names) {
        if (row.role == role) return row.name;
    }
    return "guest";
}

Result<Role> role_named(std::string_view name) {
    const auto wanted = plain(name);
    for (const auto& row : role_names) {
        if (row.name == wanted) return row.role;
    }
    return invalid("no role \"" + std::string{name} + "\"");
}

bool is_agent(Role role) {
    return role != Role::guest && role != Role::contact;
}

}  // namespace desk
