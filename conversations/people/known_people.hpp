// Who is known beside the directory's file: customers as a source describes them (Partner Center), and accounts of platforms
// that a person has proven to be theirs. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <desk/result.hpp>

#include "conversations/conversation.hpp"
#include "conversations/people/directory.hpp"

namespace desk {

// An account of a platform that belongs to a contact or agent of the directory, proven by a one-time code.
struct Link {
    std::string adapter = {};
    std::string author = {};
    std::string person = {};
};

// A code somebody may say once, until then, to prove that they are `person`; only its hash is kept.
struct LinkCode {
    std::string hash = {};
    std::string person = {};
    std::string made_by = {};
    Time until = {};
};

struct KnownPeople {
    std::int64_t version = 0;  // moves with every change
    std::vector<EnrolledCustomer> enrolled = {};
    std::vector<Link> links = {};
};

// The directory of the file, completed. A source's customer is the file's when the tenant id, or a domain, is the same:
// then the file's own words stay and the source fills what the file leaves out; subscriptions, links to admin portals and
// the relationship are always the source's. Any other becomes a customer of its own with the tenant id as its id; a name or
// domain that another customer has already is not taken twice. Services the desk does not know are added with the source's
// name. An account that the file gives to somebody stays theirs. What does not fit is left out, one sentence each.
struct CompletedDirectory {
    Directory directory = {};
    std::vector<std::string> left_out = {};
};
CompletedDirectory completed(const Directory& filed, const KnownPeople& known);

// One document into another, field by field; a field that is null is taken away. Errors: invalid (not an object).
Result<std::string> merged_documents(std::string_view before, std::string_view next);

}  // namespace desk
