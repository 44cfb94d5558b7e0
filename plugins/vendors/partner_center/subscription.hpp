// What a customer has bought, and who supports it. Rows 4 and 13 of ../shared/facts/partner-support.md §2.4. Pure; any
// thread.
#pragma once

#include "plugins/vendors/partner_center/access.hpp"
#include <desk/phrase.hpp>

namespace desk::partner_center {

enum class SubscriptionStatus { unknown, none, active, pending, suspended, deleted };
std::string word_of(SubscriptionStatus status);  // "active"; "" for unknown

struct Subscription {
    std::string id = {};
    std::string name = {};  // what people called it, else the offer's name
    std::string offer_id = {};
    SubscriptionStatus status = SubscriptionStatus::unknown;
    std::string status_said = {};
    std::int64_t quantity = 0;
    std::string azure_id = {};  // the Azure subscription, of a usage-based one; else ""
    bool is_trial = false;
    bool renews = false;
    std::optional<Time> since = {};
    std::optional<Time> until = {};  // the commitment's end
};
struct SubscriptionPage {
    std::vector<Subscription> subscriptions = {};
    std::optional<NextPage> next = {};
};

HttpRequest subscriptions_request(const Access& access, const vendors::CallIds& ids, const std::string& tenant_id);
// Errors: as read_collection.
Result<SubscriptionPage> read_subscriptions(const HttpResponse& response);

// Who answers for a subscription's support: the partner, or its provider. The token of application and person is
// needed.
struct SupportContact {
    std::string tenant_id = {};
    std::string mpn_id = {};
    std::string name = {};
};
HttpRequest support_contact_request(const Access& access, const vendors::CallIds& ids, const std::string& tenant_id,
                                    const std::string& subscription_id);
// Nothing when none is designated. Errors: as vendors::document_of.
Result<std::optional<SupportContact>> read_support_contact(const HttpResponse& response);

}  // namespace desk::partner_center
