// Tickets for whatever takes a signed webhook: an automation, a script, a ticket system without an adapter here. What
// is sent follows Standard Webhooks; its signature is the desk's business (the account). The receiver must take the
// same webhook-id as the same delivery, as that standard says: that is what makes one ticket of two attempts.
//   {"type":"ticket.created","timestamp":"2026-11-24T09:05:00Z","data":{"external_id":"SR-2031","subject","body",
//    "requester":{"name","email"},"organisation","priority":"P2","tags":[]}}
//   {"type":"ticket.noted","data":{"external_id":"SR-2031","note":{"id","text","internal":true}}}
//   {"type":"ticket.state","data":{"external_id":"SR-2031","state":"closed"}}
// It may answer with {"id","number","url","state"}; with nothing, our own id stands for them.
#pragma once

#include "plugins/vendors/ticket_system/ticket_system.hpp"
#include <desk/http.hpp>

namespace desk::tickets {

class WebhookTickets final : public TicketSystem {
public:
    // `account`: of the desk, which signs; "": nothing signs. `now`: of the call.
    WebhookTickets(std::string url, std::string account, Time now)
        : url_{std::move(url)}, account_{std::move(account)}, now_{now} {}

    // A webhook cannot be asked: nothing.
    Result<std::optional<FiledTicket>> find(Host& host, const std::string& external_id) const override;
    Result<FiledTicket> create(Host& host, const NewTicket& ticket) const override;
    Result<void> add_note(Host& host, const std::string& id, const TicketNote& note) const override;
    // Errors: not_found, always: what became of it only the receiver knows.
    Result<FiledTicket> read(Host& host, const std::string& id) const override;
    Result<void> set_state(Host& host, const std::string& id, TicketState state) const override;

private:
    HttpRequest event(const std::string& id, std::string_view type, std::string_view data) const;

    std::string url_;
    std::string account_;
    Time now_;
};

}  // namespace desk::tickets
