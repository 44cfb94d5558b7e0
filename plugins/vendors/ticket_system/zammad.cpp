#include "plugins/vendors/ticket_system/zammad.hpp"

#include "plugins/services/short_text.hpp"
#include "plugins/vendors/vendor_json.hpp"
#include "plugins/vendors/vendor_problem.hpp"
#include "plugins/vendors/web_address.hpp"
#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <array>

namespace desk::tickets {
namespace {

using vendors::text_in;

struct StateRow {
    std::string_view said = {};
    int number = 0;  // of an installation nobody has changed
    TicketState state = TicketState::unknown;
};
constexpr std::array states{StateRow{"new", 1, TicketState::open},
                            StateRow{"open", 2, TicketState::open},
                            StateRow{"pending reminder", 3, TicketState::waiting},
                            StateRow{"closed", 4, TicketState::closed},
                            StateRow{"merged", 5, TicketState::closed},
                            StateRow{"removed", 6, TicketState::closed},
                            StateRow{"pending close", 7, TicketState::waiting}};

TicketState state_of(std::string_view said, std::optional<std::int64_t> number) {
    for (const auto& row : states) {
        if (said.empty() ? number == row.number : vendors::folded_word(said) == vendors::folded_word(row.said))
            return row.state;
    }
    return TicketState::unknown;
}

std::string mark_of(const std::string& external_id) {
    return "[" + external_id + "]";
}

Json article(const std::string& subject, const std::string& text, bool is_internal) {
    return {{"subject", subject},
            {"body", text},
            {"type", "note"},
            {"internal", is_internal},
            {"content_type", "text/plain"}};
}

}  // namespace

namespace zammad {

std::string priority_of(int priority) {
    if (priority <= 2) return "3 high";
    return priority == 3 ? "2 normal" : "1 low";
}

std::string title_of(const std::string& subject, const std::string& external_id) {
    constexpr std::size_t longest = 250;
    const auto mark = mark_of(external_id);
    return shortened(subject, longest - mark.size() - 1) + " " + mark;
}

Json ticket_body(const NewTicket& ticket, const std::string& group) {
    Json body{{"title", title_of(ticket.subject, ticket.external_id)},
              {"group", group},
              {"priority", priority_of(ticket.priority)},
              {"article", article(ticket.subject, ticket.body, false)}};
    if (!ticket.requester_email.empty()) body["customer_id"] = "guess:" + ticket.requester_email;
    return body;
}

Result<FiledTicket> read_ticket(const Json& document, const std::string& url) {
    FiledTicket ticket{.id = text_in(document, "id"),
                       .number = text_in(document, "number"),
                       .state_said = text_in(document, "state"),
                       .respond_by = vendors::time_in(document, "first_response_escalation_at")};
    if (ticket.id.empty()) return unavailable("zammad: an answer without a ticket");
    ticket.state = state_of(ticket.state_said, vendors::number_in(document, "state_id"));
    ticket.url = url + "/#ticket/zoom/" + ticket.id;
    return ticket;
}

std::optional<FiledTicket> find_in(const Json& document, const std::string& external_id, const std::string& url) {
    const auto& assets = vendors::object_in(vendors::object_in(document, "assets"), "Ticket");
    const auto& tickets = document.is_array() ? document : assets;
    const Json* oldest = nullptr;
    for (const auto& entry : tickets) {
        const auto id = vendors::number_in(entry, "id");
        if (!id || !text_in(entry, "title").ends_with(mark_of(external_id))) continue;
        if (oldest == nullptr || *id < vendors::number_in(*oldest, "id")) oldest = &entry;
    }
    if (oldest == nullptr) return std::nullopt;
    return *read_ticket(*oldest, url);
}

}  // namespace zammad

HttpRequest Zammad::request(std::string method, const std::string& path, const Json* body) const {
    HttpRequest made{.method = std::move(method), .url = access_.url + "/api/v1" + path};
    made.headers = {{"Accept", "application/json"}};
    if (!access_.on_behalf_of.empty()) made.headers.emplace_back("From", access_.on_behalf_of);
    made.account = access_.account;
    if (body == nullptr) return made;
    made.headers.emplace_back("Content-Type", "application/json");
    made.body = dump_json(*body);
    return made;
}

Result<std::optional<FiledTicket>> Zammad::find(Host& host, const std::string& external_id) const {
    const auto path = "/tickets/search?query=" + vendors::address_part(external_id) + "&limit=50&expand=true";
    DESK_TRY(const auto response, host.fetch(request("GET", path)));
    DESK_TRY(const auto document, vendors::document_of(response, "zammad search"));
    return zammad::find_in(document, external_id, access_.url);
}

Result<FiledTicket> Zammad::create(Host& host, const NewTicket& ticket) const {
    const auto body = zammad::ticket_body(ticket, access_.group);
    DESK_TRY(const auto response, host.fetch(request("POST", "/tickets?expand=true", &body)));
    DESK_TRY(const auto document, vendors::document_of(response, "zammad ticket"));
    DESK_TRY(auto filed, zammad::read_ticket(document, access_.url));
    for (const auto& tag : ticket.tags) {
        const Json item{{"item", tag}, {"object", "Ticket"}, {"o_id", vendors::number_in(document, "id").value_or(0)}};
        const auto tagged = host.fetch(request("POST", "/tags/add", &item));
        if (!tagged || vendors::problem_of(*tagged)) host.log(2, "zammad: a tag could not be set");
    }
    return filed;
}

Result<void> Zammad::add_note(Host& host, const std::string& id, const TicketNote& note) const {
    const auto number = vendors::number_in(Json{{"id", id}}, "id");
    if (!number) return invalid("zammad: a ticket's id is a number");
    const auto path = "/ticket_articles/by_ticket/" + vendors::address_part(id);
    DESK_TRY(const auto there, host.fetch(request("GET", path)));
    DESK_TRY(const auto articles, vendors::document_of(there, "zammad articles"));
    const auto mark = mark_of(note.external_id);
    for (const auto& one : articles.is_array() ? articles : Json::array()) {
        if (text_in(one, "subject").ends_with(mark)) return {};
    }
    auto body = article(mark, note.text, note.is_internal);
    body["ticket_id"] = *number;
    DESK_TRY(const auto response, host.fetch(request("POST", "/ticket_articles", &body)));
    if (const auto problem = vendors::problem_of(response)) return vendors::error_of(*problem, "zammad note");
    return {};
}

Result<FiledTicket> Zammad::read(Host& host, const std::string& id) const {
    DESK_TRY(const auto response, host.fetch(request("GET", "/tickets/" + vendors::address_part(id) + "?expand=true")));
    DESK_TRY(const auto document, vendors::document_of(response, "zammad ticket"));
    return zammad::read_ticket(document, access_.url);
}

Result<void> Zammad::set_state(Host& host, const std::string& id, TicketState state) const {
    Json body = Json::object();
    if (state == TicketState::open) body["state"] = "open";
    if (state == TicketState::closed) body["state"] = "closed";
    if (state == TicketState::waiting) return invalid("zammad: a ticket waits until a time, which is set in Zammad");
    if (body.empty()) return invalid("zammad: no such state");
    const auto path = "/tickets/" + vendors::address_part(id);
    DESK_TRY(const auto response, host.fetch(request("PUT", path, &body)));
    if (const auto problem = vendors::problem_of(response)) return vendors::error_of(*problem, "zammad state");
    return {};
}

}  // namespace desk::tickets
