#include "plugins/vendors/ticket_system/ticket_system.hpp"

namespace desk::tickets {

std::string_view name_of(TicketState state) {
    switch (state) {
        case TicketState::open:
            return "open";
        case TicketState::waiting:
            return "waiting";
        case TicketState::closed:
            return "closed";
        default:
            return "unknown";
    }
}

Result<vendors::Filed<FiledTicket>> file_ticket(Host& host, const TicketSystem& system, const NewTicket& ticket) {
    return vendors::file_once<FiledTicket>([&] { return system.find(host, ticket.external_id); },
                                           [&] { return system.create(host, ticket); });
}

}  // namespace desk::tickets
