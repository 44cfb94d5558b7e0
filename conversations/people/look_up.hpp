// The parts of the directory a plugin may be granted (`look_up` of its manifest), as JSON documents.
#pragma once

#include <string>
#include <string_view>

#include <desk/result.hpp>

#include "conversations/people/directory.hpp"

namespace desk {

// "customer": {"id","name","currency","plan","users","language","time_zone","country","vendor"?,"tenant_id","domains",
//   "contacts":[{"id","given","family","email","phone"}],"subscriptions":[{"id","name","status","azure_id",
//   "support_contact"}],"services": as below,"admin_links":[{"service","title","url"}],"relationship":{"status","ends_at"?,
//   "roles"}}; the vendor only when all services of the customer have the same one.
// "customer.services": [{"id","name","aliases","vendor","structure","supporter","marketplace"}], in the order of the
//   customer's entry.
// Always of the customer the call is for; nobody else's data is in it. Errors: not_found (no such customer: a guest's
// call; or no such part).
Result<std::string> look_up(const Directory& directory, std::string_view customer_id,
                            std::string_view what);

// "asker": {"id","given","family","email","phone","role","country","language","time_zone"} of a contact or agent.
// Errors: not_found (a guest, or the desk itself).
Result<std::string> look_up_person(const Directory& directory, std::string_view person_id);

}  // namespace desk
