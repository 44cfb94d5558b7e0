#include "plugins/vendors/azure_support/ticket.hpp"

#include "plugins/vendors/vendor_json.hpp"
#include "plugins/vendors/vendor_problem.hpp"
#include "plugins/vendors/web_address.hpp"
#include <desk/wire_values.hpp>

#include <algorithm>
#include <array>
#include <cctype>

namespace desk::azure_support {
namespace {

using vendors::object_in;
using vendors::text_in;
using vendors::time_in;
using vendors::VendorWord;

constexpr std::array severities{VendorWord<TicketSeverity>{"minimal", TicketSeverity::minimal},
                                VendorWord<TicketSeverity>{"moderate", TicketSeverity::moderate},
                                VendorWord<TicketSeverity>{"critical", TicketSeverity::critical},
                                VendorWord<TicketSeverity>{"highestcriticalimpact", TicketSeverity::highest}};
constexpr std::array statuses{VendorWord<TicketStatus>{"Open", TicketStatus::open},
                              VendorWord<TicketStatus>{"Updating", TicketStatus::updating},
                              VendorWord<TicketStatus>{"Closed", TicketStatus::closed}};
constexpr std::chrono::seconds usual_wait{15};

std::string support_path(const std::string& subscription) {
    return "/subscriptions/" + vendors::address_part(subscription) + "/providers/Microsoft.Support";
}
std::string ticket_path(const std::string& subscription, const std::string& name) {
    return support_path(subscription) + "/supportTickets/" + vendors::address_part(name);
}

// "2026-11-20T14:05:00Z"
std::string utc_text(Time at) {
    return wire::time_text(at).substr(0, 19) + "Z";
}

Result<void> check(const NewTicket& ticket) {
    if (!vendors::is_guid(ticket.subscription)) return invalid("azure ticket: the subscription's id is no GUID");
    const std::array<std::pair<const char*, bool>, 6> missing{
        {{"name", ticket.name.empty()},
         {"service", ticket.service_id.empty()},
         {"problem classification", ticket.problem_class_id.empty()},
         {"title", ticket.title.empty()},
         {"description", ticket.description.empty()},
         {"contact", ticket.contact.empty()}}};
    for (const auto& [name, is_missing] : missing) {
        if (is_missing) return invalid(std::string{"azure ticket: no "} + name);
    }
    if (ticket.severity == TicketSeverity::unknown) return invalid("azure ticket: no severity");
    return {};
}

SupportTicket ticket_of(const Json& entry) {
    const auto& properties = object_in(entry, "properties");
    const auto& promise = object_in(properties, "serviceLevelAgreement");
    SupportTicket ticket{.name = text_in(entry, "name"),
                         .number = text_in(properties, "supportTicketId"),
                         .title = text_in(properties, "title"),
                         .severity = vendors::meaning_in(properties, "severity", severities, TicketSeverity::unknown),
                         .status = vendors::meaning_in(properties, "status", statuses, TicketStatus::unknown),
                         .status_said = text_in(properties, "status"),
                         .plan = text_in(properties, "supportPlanDisplayName"),
                         .service = text_in(properties, "serviceDisplayName"),
                         .problem_class = text_in(properties, "problemClassificationDisplayName"),
                         .engineer = text_in(object_in(properties, "supportEngineer"), "emailAddress"),
                         .created = time_in(properties, "createdDate"),
                         .changed = time_in(properties, "modifiedDate"),
                         .respond_by = time_in(promise, "expirationTime")};
    if (ticket.plan.empty()) ticket.plan = text_in(properties, "supportPlanType");
    if (const auto minutes = vendors::number_in(promise, "slaMinutes"))
        ticket.response_time = std::chrono::minutes{*minutes};
    return ticket;
}

// What carries no ticket, though it is JSON, is not taken for one.
Result<SupportTicket> ticket_in(const Json& body) {
    if (text_in(body, "name").empty() || object_in(body, "properties").empty())
        return unavailable("azure ticket: an answer without a ticket");
    return ticket_of(body);
}

HttpRequest change_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                           const std::string& name, const Json& body) {
    return request(access, ids, "PATCH", ticket_path(subscription, name), {}, &body);
}

}  // namespace

std::string word_of(TicketSeverity severity) {
    return vendors::word_of(severities, severity);
}

TicketSeverity severity_of(int priority) {
    if (priority == 1) return TicketSeverity::critical;
    return priority == 2 ? TicketSeverity::moderate : TicketSeverity::minimal;
}

std::string ticket_name(std::string_view request_number) {
    constexpr std::size_t longest = 64;
    std::string name = "deskhand-";
    for (const char letter : request_number) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool is_plain = byte < 0x80 && (std::isalnum(byte) != 0 || letter == '-' || letter == '_');
        name += is_plain ? letter : '-';
    }
    return name.substr(0, longest);
}

Result<HttpRequest> create_request(const Access& access, const vendors::CallIds& ids, const NewTicket& ticket) {
    DESK_CHECK(check(ticket));
    Json properties{{"serviceId", ticket.service_id},
                    {"problemClassificationId", ticket.problem_class_id},
                    {"title", ticket.title},
                    {"description", ticket.description},
                    {"severity", word_of(ticket.severity)},
                    {"advancedDiagnosticConsent", ticket.diagnostics_consent ? "Yes" : "No"},
                    {"require24X7Response", ticket.around_the_clock},
                    {"contactDetails", ticket.contact}};
    if (ticket.began) properties["problemStartTime"] = utc_text(*ticket.began);
    if (!ticket.support_plan_id.empty()) properties["supportPlanId"] = ticket.support_plan_id;
    if (!ticket.resource_id.empty()) properties["technicalTicketDetails"] = {{"resourceId", ticket.resource_id}};
    const Json body{{"properties", std::move(properties)}};
    return request(access, ids, "PUT", ticket_path(ticket.subscription, ticket.name), {}, &body);
}

Result<Created> read_created(const HttpResponse& response) {
    if (const auto problem = vendors::problem_of(response)) return vendors::error_of(*problem, "azure ticket");
    if (response.status == 202) {
        Created created{.look_after = usual_wait};
        const auto* operation = find_header(response.headers, "Azure-AsyncOperation");
        const auto* location = find_header(response.headers, "Location");
        if (operation != nullptr || location != nullptr)
            created.operation = operation != nullptr ? *operation : *location;
        const auto* wait = find_header(response.headers, "Retry-After");
        const auto seconds = wait == nullptr ? std::nullopt : vendors::number_in(Json{{"wait", *wait}}, "wait");
        if (seconds && *seconds >= 0)
            created.look_after = std::chrono::seconds{std::min<std::int64_t>(*seconds, 3'600)};
        return created;
    }
    DESK_TRY(const auto body, vendors::document_of(response, "azure ticket"));
    DESK_TRY(auto ticket, ticket_in(body));
    return Created{.ticket = std::move(ticket)};
}

Result<Operation> read_operation(const HttpResponse& response) {
    DESK_TRY(const auto body, vendors::document_of(response, "azure ticket's operation"));
    const auto status = vendors::folded_word(text_in(body, "status"));
    if (status == "succeeded") return Operation::succeeded;
    if (status != "failed" && status != "canceled") return Operation::under_way;
    const HttpResponse refused{
        .status = 400, .headers = {}, .body = dump_json(body), .fetched_at = response.fetched_at};
    return vendors::error_of(*vendors::problem_of(refused), "azure ticket's operation");
}

HttpRequest ticket_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                           const std::string& name) {
    return request(access, ids, "GET", ticket_path(subscription, name));
}

Result<SupportTicket> read_ticket(const HttpResponse& response) {
    DESK_TRY(const auto body, vendors::document_of(response, "azure ticket"));
    return ticket_in(body);
}

Result<std::optional<SupportTicket>> read_ticket_if_any(const HttpResponse& response) {
    auto ticket = read_ticket(response);
    if (!ticket && ticket.error().code == ErrorCode::not_found) return std::optional<SupportTicket>{};
    if (!ticket) return ticket.error();
    return std::optional{*std::move(ticket)};
}

HttpRequest tickets_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                            bool open_only, std::optional<Time> since) {
    std::string filter = open_only ? "Status eq 'Open'" : "";
    if (since) filter += std::string{filter.empty() ? "" : " and "} + "CreatedDate ge " + utc_text(*since);
    auto query = std::string{"$top=100"};
    if (!filter.empty()) query += "&$filter=" + vendors::address_part(filter);
    return request(access, ids, "GET", support_path(subscription) + "/supportTickets", query);
}

Result<TicketPage> read_tickets(const HttpResponse& response) {
    DESK_TRY(const auto body, vendors::document_of(response, "azure tickets"));
    TicketPage page{.next = text_in(body, "nextLink")};
    for (const auto& entry : vendors::list_in(body, "value")) page.tickets.push_back(ticket_of(entry));
    return page;
}

HttpRequest name_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                         const std::string& name) {
    const Json body{{"name", name}, {"type", "Microsoft.Support/supportTickets"}};
    return request(access, ids, "POST", support_path(subscription) + "/checkNameAvailability", {}, &body);
}

Result<NameAnswer> read_name(const HttpResponse& response) {
    DESK_TRY(const auto body, vendors::document_of(response, "azure ticket's name"));
    return NameAnswer{vendors::flag_in(body, "nameAvailable"), text_in(body, "reason")};
}

HttpRequest severity_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                             const std::string& name, TicketSeverity severity) {
    return change_request(access, ids, subscription, name, Json{{"severity", word_of(severity)}});
}

HttpRequest close_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                          const std::string& name) {
    return change_request(access, ids, subscription, name, Json{{"status", "closed"}});
}

}  // namespace desk::azure_support
