// Zammad (open source, self-hosted). It has no field for foreign ids, so ours stands at the end of the title, "…
// [SR-2031]", where people see it and its search finds it, with and without Elasticsearch. Source:
// zammad/zammad-documentation, api/ticket/index.rst and articles.rst; ../shared/facts/partner-support.md §5.7.
#pragma once

#include "plugins/vendors/ticket_system/ticket_system.hpp"
#include <desk/http.hpp>
#include <desk/json.hpp>

namespace desk::tickets {

class Zammad final : public TicketSystem {
public:
    struct Access {
        std::string url = {};           // "https://support.partner.example", no path
        std::string group = "Users";    // where new tickets land
        std::string account = {};       // of the desk, which signs ("Token token=…"); "": nothing signs
        std::string on_behalf_of = {};  // login, id or mail of who acts (header From); "": the desk's account itself
    };
    explicit Zammad(Access access) : access_{std::move(access)} {}

    Result<std::optional<FiledTicket>> find(Host& host, const std::string& external_id) const override;
    // The requester is found or made by e-mail ("guess:"); without one the ticket is the desk's own. Tags follow the
    // ticket; one that cannot be set is logged, and the ticket stands.
    Result<FiledTicket> create(Host& host, const NewTicket& ticket) const override;
    // A note that stands there already (the same external_id in its subject) is not added again.
    Result<void> add_note(Host& host, const std::string& id, const TicketNote& note) const override;
    Result<FiledTicket> read(Host& host, const std::string& id) const override;
    // open and closed alone: waiting is invalid, for Zammad wants to know until when.
    Result<void> set_state(Host& host, const std::string& id, TicketState state) const override;

private:
    HttpRequest request(std::string method, const std::string& path, const Json* body = nullptr) const;

    Access access_;
};

// ---- its documents; pure ----
namespace zammad {

Json ticket_body(const NewTicket& ticket, const std::string& group);
std::string priority_of(int priority);  // 1, 2 → "3 high", 3 → "2 normal", 4 → "1 low"
// "Mail is slow" and "SR-2031" → "Mail is slow [SR-2031]"; the subject is cut to Zammad's 250 letters.
std::string title_of(const std::string& subject, const std::string& external_id);

// Errors: unavailable (no ticket in it).
Result<FiledTicket> read_ticket(const Json& document, const std::string& url);
// The one whose title ends in the id, of a search's answer: {"tickets":[9],"assets":{"Ticket":{"9":{…}}}}, or a list of
// tickets, as ?expand=true gives it. The oldest, should there be several. Nothing when there is none.
std::optional<FiledTicket> find_in(const Json& document, const std::string& external_id, const std::string& url);

}  // namespace zammad

}  // namespace desk::tickets
