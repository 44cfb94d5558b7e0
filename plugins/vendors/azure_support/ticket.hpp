// A support ticket at Azure: made under a name of ours, so that making it twice makes it once; followed; closed.
// Pure; any thread.
#pragma once

#include "plugins/vendors/azure_support/access.hpp"
#include <desk/phrase.hpp>

#include <chrono>
#include <optional>
#include <vector>

namespace desk::azure_support {

// highest needs a Premium contract. How our priorities map: P1 critical, P2 moderate, P3 and P4 minimal (§6.2).
enum class TicketSeverity { unknown, minimal, moderate, critical, highest };
std::string word_of(TicketSeverity severity);  // "critical"; "" for unknown
TicketSeverity severity_of(int priority);      // 1 … 4; anything else: minimal

// Updating: a change is on its way.
enum class TicketStatus { unknown, open, updating, closed };

struct NewTicket {
    std::string subscription = {};  // Azure's id of it, a GUID
    std::string name = {};          // from `ticket_name`
    std::string service_id = {};
    std::string problem_class_id = {};
    std::string title = {};
    std::string description = {};
    TicketSeverity severity = TicketSeverity::minimal;
    Json contact = Json::object();  // from contact_details
    bool diagnostics_consent = false;
    bool around_the_clock = false;  // severity A without it is lowered to B by the vendor
    std::optional<Time> began = {};
    std::string resource_id = {};      // may be ""
    std::string support_plan_id = {};  // may be ""
};

struct SupportTicket {
    std::string name = {};    // ours
    std::string number = {};  // the vendor's: "119120321001170"
    std::string title = {};
    TicketSeverity severity = TicketSeverity::unknown;
    TicketStatus status = TicketStatus::unknown;
    std::string status_said = {};  // as the vendor wrote it, for the audit
    std::string plan = {};         // "Premier"
    std::string service = {};
    std::string problem_class = {};
    std::string engineer = {};  // e-mail; "" while nobody has it: then alone it may be closed
    std::optional<Time> created = {};
    std::optional<Time> changed = {};
    std::optional<Time> respond_by = {};  // first response, by the vendor's own clock
    std::optional<std::chrono::minutes> response_time = {};
};

// "SR-2031" → "deskhand-SR-2031": letters, digits, "-" and "_" alone, at most 64. The same request always has the same
// name.
std::string ticket_name(std::string_view request_number);

// Errors: invalid (a subscription that is no GUID, or something the vendor requires is missing; named).
Result<HttpRequest> create_request(const Access& access, const vendors::CallIds& ids, const NewTicket& ticket);

// 200 or 201: the ticket. 202: the vendor is at it, and the ticket is read by its name after `look_after`.
struct Created {
    std::optional<SupportTicket> ticket = {};
    std::string operation = {};  // where the vendor tells how far it is; for `follow` and read_operation
    std::chrono::seconds look_after{0};
};
Result<Created> read_created(const HttpResponse& response);
// succeeded, or under way. Errors: the vendor's own (it failed), as vendors::error_of.
enum class Operation { under_way, succeeded };
Result<Operation> read_operation(const HttpResponse& response);

HttpRequest ticket_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                           const std::string& name);
// Errors: not_found (no such ticket), as vendors::document_of.
Result<SupportTicket> read_ticket(const HttpResponse& response);
// The ticket, or nothing when there is none under that name: for filing once. Errors: as above.
Result<std::optional<SupportTicket>> read_ticket_if_any(const HttpResponse& response);

// Tickets changed by nobody else are not told apart: `since` is when they were made. The vendor keeps them 12 months.
HttpRequest tickets_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                            bool open_only, std::optional<Time> since);
struct TicketPage {
    std::vector<SupportTicket> tickets = {};
    std::string next = {};  // for `follow`; "": that was all
};
Result<TicketPage> read_tickets(const HttpResponse& response);

// Is the name free? The answer's reason and message are the vendor's.
HttpRequest name_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                         const std::string& name);
struct NameAnswer {
    bool is_free = false;
    std::string reason = {};
};
Result<NameAnswer> read_name(const HttpResponse& response);

// The severity is locked while an engineer works on the ticket; closing works only while nobody has it: otherwise the
// vendor answers 400 or 409, and a communication that asks for it is the way.
HttpRequest severity_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                             const std::string& name, TicketSeverity severity);
HttpRequest close_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                          const std::string& name);

}  // namespace desk::azure_support
