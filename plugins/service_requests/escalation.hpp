// "/escalate SR-2032": hands a request to the vendor of its service, and keeps track of it there. Agents only, always
// previewed and confirmed with the customer's name.
//
//   /escalate SR-2032 [reason:… business:"…" …]  checks first, asks for what is missing, hands over
//   /escalate SR-2032 text                        the record as a text, to copy or to send
//   /escalate SR-2032 number 6161…                the vendor's number, pasted back
//   /escalate SR-2032 status [open|attention_needed|closed]   asks the vendor, or records what an agent saw there
//   /escalate SR-2032 update TEXT                 what the vendor said, for the customer
//   /escalate SR-2032 note TEXT                   to the vendor
//   /escalate SR-2032 close                       at the vendor
#pragma once

#include "plugins/service_requests/hand_off.hpp"
#include "plugins/service_requests/request_desk.hpp"
#include <desk/plugin.hpp>

namespace desk {

class Escalation {
public:
    explicit Escalation(RequestDesk& desk) : desk_{desk} {}

    Result<Answer> answer();
    // By the clock: what became of the customer's cases at their vendors.
    Result<void> follow_up();

private:
    Result<Answer> hand_over(const RequestLog& log);
    Result<Answer> act(const RequestLog& log);
    VendorHandOff record_of(const RequestLog& log);
    Result<Answer> record(RequestLog log, const VendorHandOff& hand_off);
    Result<Answer> number(RequestLog log);
    Result<Answer> status(RequestLog log, const VendorCase& vendor);
    Result<Answer> update(RequestLog log, const VendorCase& vendor);
    Result<Answer> note(RequestLog log, const VendorCase& vendor);
    Result<Answer> close(RequestLog log, const VendorCase& vendor);
    Result<void> vendor_said(RequestLog& log, const std::string& status);
    std::string vendor_name(const RequestLog& log);
    RequestEvent event(RequestEventKind kind, std::string text, std::string value = {}) const;
    bool is_preview() const { return desk_.call().step == Step::preview; }

    RequestDesk& desk_;
};

PartnerSide partner_side(const Host& host);

}  // namespace desk
