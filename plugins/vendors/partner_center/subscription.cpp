#include "plugins/vendors/partner_center/subscription.hpp"

#include "plugins/vendors/vendor_json.hpp"
#include "plugins/vendors/vendor_problem.hpp"
#include "plugins/vendors/web_address.hpp"

#include <array>

namespace desk::partner_center {
namespace {

using vendors::text_in;
using vendors::time_in;
using vendors::VendorWord;

// Of the numbers only the first two are the same in every source.
constexpr std::array statuses{VendorWord<SubscriptionStatus>{"none", SubscriptionStatus::none, 0},
                              VendorWord<SubscriptionStatus>{"active", SubscriptionStatus::active, 1},
                              VendorWord<SubscriptionStatus>{"suspended", SubscriptionStatus::suspended},
                              VendorWord<SubscriptionStatus>{"deleted", SubscriptionStatus::deleted},
                              VendorWord<SubscriptionStatus>{"pending", SubscriptionStatus::pending}};

std::string customer_path(const std::string& tenant_id) {
    return "/v1/customers/" + vendors::address_part(tenant_id) + "/subscriptions";
}

Subscription subscription_of(const Json& entry) {
    Subscription one{.id = text_in(entry, "id"),
                     .name = text_in(entry, "friendlyName"),
                     .offer_id = text_in(entry, "offerId"),
                     .status = vendors::meaning_in(entry, "status", statuses, SubscriptionStatus::unknown),
                     .status_said = text_in(entry, "status"),
                     .quantity = vendors::number_in(entry, "quantity").value_or(0),
                     .azure_id = {},
                     .is_trial = vendors::flag_in(entry, "isTrial"),
                     .renews = vendors::flag_in(entry, "autoRenewEnabled"),
                     .since = time_in(entry, "effectiveStartDate"),
                     .until = time_in(entry, "commitmentEndDate")};
    if (one.name.empty()) one.name = text_in(entry, "offerName");
    // entitlementId is the Azure subscription of what is billed by usage; elsewhere it means nothing to us.
    const auto entitlement = text_in(entry, "entitlementId");
    const bool is_usage =
        vendors::folded_word(text_in(entry, "billingType")) == "usage" || text_in(entry, "billingType") == "1";
    if (is_usage && vendors::is_guid(entitlement)) one.azure_id = entitlement;
    return one;
}

}  // namespace

std::string word_of(SubscriptionStatus status) {
    return vendors::word_of(statuses, status);
}

HttpRequest subscriptions_request(const Access& access, const vendors::CallIds& ids, const std::string& tenant_id) {
    return request(access, ids, "GET", customer_path(tenant_id));
}

Result<SubscriptionPage> read_subscriptions(const HttpResponse& response) {
    DESK_TRY(auto collection, read_collection(response, "partner center subscriptions"));
    SubscriptionPage page{.subscriptions = {}, .next = std::move(collection.next)};
    for (const auto& entry : collection.items) {
        if (auto one = subscription_of(entry); !one.id.empty()) page.subscriptions.push_back(std::move(one));
    }
    return page;
}

HttpRequest support_contact_request(const Access& access, const vendors::CallIds& ids, const std::string& tenant_id,
                                    const std::string& subscription_id) {
    const auto path = customer_path(tenant_id) + "/" + vendors::address_part(subscription_id) + "/supportcontact";
    return request(access, ids, "GET", path);
}

Result<std::optional<SupportContact>> read_support_contact(const HttpResponse& response) {
    auto body = vendors::document_of(response, "partner center support contact");
    if (!body && body.error().code == ErrorCode::not_found) return std::optional<SupportContact>{};
    if (!body) return body.error();
    SupportContact contact{text_in(*body, "supportTenantId"), text_in(*body, "supportMpnId"), text_in(*body, "name")};
    const bool is_named = !contact.tenant_id.empty() || !contact.mpn_id.empty() || !contact.name.empty();
    return is_named ? std::optional{std::move(contact)} : std::nullopt;
}

}  // namespace desk::partner_center
