// What a plugin may not say: for whom it acts. The bot attaches tenant and conversation itself and
// reads them from no document; a plugin that names others is up to something. Pure.
#pragma once

#include <desk/plugin.hpp>
#include <desk/json.hpp>

#include <string>
#include <string_view>

namespace desk {

// The first field of an answer or a question that names somebody else than `call` does: "tenant",
// "customer" (both the customer's id), "conversation", "asker" (the person's id) or "role"; empty:
// there is none. A customer or an asker may also be an object with the id, as in the call.
std::string forged_field(const Call& call, const Json& document);
// Likewise, of a text that is not yet read; it is read only when it could hold such a field.
std::string forged_field_in(const Call& call, std::string_view text);

}  // namespace desk
