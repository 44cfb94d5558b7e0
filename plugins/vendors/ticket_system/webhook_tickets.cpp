#include "plugins/vendors/ticket_system/webhook_tickets.hpp"

#include "plugins/vendors/call_ids.hpp"
#include "plugins/vendors/vendor_json.hpp"
#include "plugins/vendors/vendor_problem.hpp"
#include <desk/json.hpp>
#include <desk/wire_values.hpp>

namespace desk::tickets {
namespace {

using vendors::text_in;

Json data_of(const NewTicket& ticket) {
    return {{"external_id", ticket.external_id},
            {"subject", ticket.subject},
            {"body", ticket.body},
            {"requester", {{"name", ticket.requester_name}, {"email", ticket.requester_email}}},
            {"organisation", ticket.organisation},
            {"priority", "P" + std::to_string(ticket.priority)},
            {"tags", ticket.tags}};
}

TicketState state_called(const std::string& word) {
    for (const auto state : {TicketState::open, TicketState::waiting, TicketState::closed}) {
        if (vendors::folded_word(word) == name_of(state)) return state;
    }
    return TicketState::unknown;
}

Result<HttpResponse> posted(Host& host, const HttpRequest& request) {
    DESK_TRY(auto response, host.fetch(request));
    if (const auto problem = vendors::problem_of(response)) return vendors::error_of(*problem, "ticket webhook");
    return response;
}

}  // namespace

// The data is a document already: it is put in as it is.
HttpRequest WebhookTickets::event(const std::string& id, std::string_view type, std::string_view data) const {
    HttpRequest made{.method = "POST", .url = url_};
    made.headers = {{"Content-Type", "application/json"}, {"webhook-id", id}};
    made.account = account_;
    made.body = R"({"type":")" + std::string{type} + R"(","timestamp":")" + wire::time_text(now_).substr(0, 19) +
                R"(Z","data":)" + std::string{data} + "}";
    return made;
}

Result<std::optional<FiledTicket>> WebhookTickets::find(Host&, const std::string&) const {
    return std::optional<FiledTicket>{};
}

Result<FiledTicket> WebhookTickets::create(Host& host, const NewTicket& ticket) const {
    const auto id = "ticket_" + vendors::guid_of(ticket.external_id);
    DESK_TRY(const auto response, posted(host, event(id, "ticket.created", dump_json(data_of(ticket)))));
    FiledTicket filed{.id = ticket.external_id, .state = TicketState::open};
    const auto body = vendors::read_body(response.body);
    if (!body) return filed;  // it took the ticket and has nothing to say
    filed.number = text_in(*body, "number");
    filed.url = text_in(*body, "url");
    filed.state_said = text_in(*body, "state");
    if (!filed.state_said.empty()) filed.state = state_called(filed.state_said);
    return filed;
}

Result<void> WebhookTickets::add_note(Host& host, const std::string& id, const TicketNote& note) const {
    const Json data{{"external_id", id},
                    {"note", {{"id", note.external_id}, {"text", note.text}, {"internal", note.is_internal}}}};
    const auto event_id = "note_" + vendors::guid_of(id + "/" + note.external_id);
    DESK_CHECK(posted(host, event(event_id, "ticket.noted", dump_json(data))));
    return {};
}

Result<FiledTicket> WebhookTickets::read(Host&, const std::string&) const {
    return not_found("ticket webhook: it cannot be asked");
}

Result<void> WebhookTickets::set_state(Host& host, const std::string& id, TicketState state) const {
    if (state == TicketState::unknown) return invalid("ticket webhook: no such state");
    const Json data{{"external_id", id}, {"state", name_of(state)}};
    const auto event_id =
        "state_" + vendors::guid_of(id + "/" + std::string{name_of(state)} + "/" + wire::time_text(now_));
    DESK_CHECK(posted(host, event(event_id, "ticket.state", dump_json(data))));
    return {};
}

}  // namespace desk::tickets
