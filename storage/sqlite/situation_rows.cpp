#include "storage/sqlite/situation_rows.hpp"

#include "conversations/documents.hpp"
#include "storage/slot.hpp"
#include "storage/sqlite/connection.hpp"
#include <desk/json.hpp>

namespace desk {

Result<Head> read_head(const Statement& row) {
    DESK_TRY(const auto state, state_named(row.text(0)));
    Head head{.state = state,
              .assignee = row.text(1),
              .customer = row.text(2),
              .customer_until = row.is_null(3) ? Time{} : row.time(3),
              .misses = static_cast<int>(row.integer(4))};
    if (row.is_null(5)) return head;
    DESK_TRY(const auto document, parse_json(row.text(5)));
    DESK_TRY(head.dialog, read_dialog(document));
    return head;
}

Result<std::string> chosen_language(Connection& connection, const Tenant& tenant,
                                    const Message& message) {
    Statement found = connection.query(
        "SELECT language FROM person"
        " WHERE slot = ? AND tenant = ? AND adapter = ? AND author = ?",
        slot_of(tenant, message.place.adapter + "/" + message.author), tenant.customer,
        message.place.adapter, message.author);
    DESK_TRY(const bool exists, found.step());
    return exists ? found.text(0) : std::string{};
}

}  // namespace desk
