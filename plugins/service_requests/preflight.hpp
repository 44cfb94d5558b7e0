// What is checked before a case is handed to a vendor, because the vendor refuses or misplaces it otherwise. Pure; any
// thread.
#pragma once

#include "plugins/service_requests/hand_off.hpp"
#include <desk/phrase.hpp>

#include <string>
#include <vector>

namespace desk {

struct PreflightFinding {
    bool stops = false;  // else it is a warning
    Phrase says = {};
};

struct PreflightSubject {
    const VendorHandOff& hand_off;
    const CustomerProfile& customer;
    const PartnerSide& partner;
    const RequestState& state;
    Time now = {};
};

// In the order of the procedure; empty: all is well. Stops: the request is over, or with the vendor already; the
// customer's tenant is not known, or is the partner's own; the delegated administration is not there, has ended or
// lacks the role that files; the contact is the customer's, or cannot be reached; a marketplace product on another
// vehicle than its publisher's. Warns: the relationship ends within 30 days or is not known; the service is supported
// by somebody else; an open incident; health not known; severity A without the 24x7 commitment, which the vendor
// lowers. Sources:
// ../shared/facts/partner-support.md §2.2, §5.3, §5.4.
std::vector<PreflightFinding> preflight(const PreflightSubject& subject);

}  // namespace desk
