#include "plugins/service_requests/route_tickets.hpp"

#include <utility>

namespace desk {
namespace {

// Ours are P1 to P4, the record has the vendor's letter.
int priority_of(const std::string& severity) {
    if (severity == "A") return 1;
    return severity == "B" ? 2 : 3;
}

RoutedCase routed(const tickets::FiledTicket& ticket) {
    RoutedCase filed{.reference = ticket.id,
                     .number = ticket.number.empty() ? ticket.id : ticket.number,
                     .expires = ticket.respond_by};
    if (ticket.state == tickets::TicketState::closed) filed.status = "closed";
    if (ticket.state == tickets::TicketState::open || ticket.state == tickets::TicketState::waiting)
        filed.status = "open";
    return filed;
}

}  // namespace

Result<RoutedCase> TicketRoute::file(const VendorHandOff& hand_off) {
    const tickets::NewTicket ticket{.external_id = hand_off.reference,
                                    .subject = hand_off.title,
                                    .body = text_of(hand_off),
                                    .requester_name = hand_off.contact.name.given + " " + hand_off.contact.name.family,
                                    .requester_email = hand_off.contact.email,
                                    .organisation = hand_off.company,
                                    .priority = priority_of(hand_off.severity),
                                    .tags = {"deskhand", hand_off.type}};
    DESK_TRY(const auto filed, tickets::file_ticket(host_, *system_, ticket));
    return routed(filed.value);
}

Result<RoutedCase> TicketRoute::read(const VendorCase& vendor) {
    const auto ticket = system_->read(host_, vendor.reference);
    if (ticket) return routed(*ticket);
    if (ticket.error().code == ErrorCode::not_found) return RoutedCase{.reference = vendor.reference};
    return ticket.error();
}

Result<void> TicketRoute::note(const VendorCase& vendor, const std::string& id, const std::string& text) {
    return system_->add_note(host_, vendor.reference, {.external_id = id, .text = text});
}

Result<void> TicketRoute::close(const VendorCase& vendor) {
    return system_->set_state(host_, vendor.reference, tickets::TicketState::closed);
}

}  // namespace desk
