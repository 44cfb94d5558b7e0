// The partner's own ticket system, whichever it is (level C of §5.1): one contract, §5.7. Zammad and a signed webhook
// are behind it. What an implementation needs (address, group) it is made with; secrets it never sees: the desk signs
// in. One thread at a time, inside one call.
#pragma once

#include "plugins/vendors/filing.hpp"
#include <desk/plugin.hpp>
#include <desk/result.hpp>

#include <optional>
#include <string>
#include <vector>

namespace desk::tickets {

struct NewTicket {
    std::string external_id = {};  // ours, "SR-2031": the same request always has the same
    std::string subject = {};
    std::string body = {};             // plain text
    std::string requester_name = {};   // may be ""
    std::string requester_email = {};  // the customer's contact; "" when there is none
    std::string organisation = {};     // the customer's name
    int priority = 3;                  // 1 … 4: P1 is the most urgent
    std::vector<std::string> tags = {};
};

enum class TicketState { unknown, open, waiting, closed };
std::string_view name_of(TicketState state);  // "waiting": for keys of texts

struct FiledTicket {
    std::string id = {};      // the system's own, for later calls
    std::string number = {};  // what people say; may be ""
    std::string url = {};     // for people; may be ""
    TicketState state = TicketState::unknown;
    std::string state_said = {};  // as the system wrote it
    std::optional<Time> respond_by = {};
};

struct TicketNote {
    std::string external_id = {};  // of this note: the same note always has the same
    std::string text = {};
    bool is_internal = true;
};

class TicketSystem {
public:
    TicketSystem() = default;
    TicketSystem(const TicketSystem&) = delete;
    TicketSystem& operator=(const TicketSystem&) = delete;
    virtual ~TicketSystem() = default;

    // By what `create` was given as external_id; nothing when there is none, or when the system cannot be asked (it
    // then takes care itself that the same id is one ticket). Errors: unavailable, timeout, denied.
    virtual Result<std::optional<FiledTicket>> find(Host& host, const std::string& external_id) const = 0;
    // Errors: invalid (the system refuses the content), denied, unavailable and timeout (it may have happened).
    virtual Result<FiledTicket> create(Host& host, const NewTicket& ticket) const = 0;
    virtual Result<void> add_note(Host& host, const std::string& id, const TicketNote& note) const = 0;
    // Errors: not_found, unavailable, timeout, denied.
    virtual Result<FiledTicket> read(Host& host, const std::string& id) const = 0;
    // Errors: as above; invalid (a state it cannot be given).
    virtual Result<void> set_state(Host& host, const std::string& id, TicketState state) const = 0;
};

// Makes the ticket once, however often it is tried. Errors: as file_once.
Result<vendors::Filed<FiledTicket>> file_ticket(Host& host, const TicketSystem& system, const NewTicket& ticket);

}  // namespace desk::tickets
