// Proving who somebody is: an agent makes a one-time code for a person of the directory (/code), whoever says it (/link)
// is that person from then on, on that account. Codes stand in the store as hashes only. Pure but for what is passed in.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include <desk/plugin.hpp>

#include "conversations/people/directory.hpp"

namespace desk {

inline constexpr std::chrono::minutes link_code_lives{15};

// Ten letters and digits of `random` (fresh_id), in two groups: "7K2MQ-9XDVR".
std::string link_code(std::string_view random);
// Of what was typed: case, spaces and hyphens do not count.
std::string hash_of_link_code(std::string_view typed);

// Whose code `maker` makes: somebody of the directory, found by id, full name or e-mail address. Errors: not_found (nobody, or
// several), denied (an agent's is made by an administrator alone).
Result<Person> person_to_link(const Directory& directory, const Person& maker, std::string_view words);

Answer link_code_made(const Person& person, const std::string& customer, const std::string& code, Time until);
Answer linked(const Person& person, const std::string& customer);

}  // namespace desk
