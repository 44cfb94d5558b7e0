// Somebody who writes to the desk, as the directory knows them.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include "conversations/ids.hpp"

namespace desk {

// guest: nobody has linked this account to a customer yet · contact: a person of a customer · the others: the desk's
// own people. A role is a set of rights (permissions.hpp), not a rank.
enum class Role { guest, contact, sales, helpdesk, lead, admin };
inline constexpr std::array all_roles{Role::guest,    Role::contact, Role::sales,
                                      Role::helpdesk, Role::lead,    Role::admin};

std::string_view name_of(Role role);
// Upper and lower case are the same, spaces around it do not count. Errors: invalid (no such role).
Result<Role> role_named(std::string_view name);
// One of the desk's own people: sales, helpdesk, lead, admin.
bool is_agent(Role role);

struct Person {
    std::string id = {};  // of the directory; "guest:<adapter>:<author>" for somebody unknown
    PersonName name = {};
    Role role = Role::guest;
    Tenant tenant = {};          // the customer's id | "" for agents | "guest"
    std::string language = {};   // what the directory says of this person, or ""; the customer's default is not theirs
    std::string time_zone = {};  // IANA name; the person's, else the customer's, else "": the desk's
    std::string email = {};
};

}  // namespace desk
