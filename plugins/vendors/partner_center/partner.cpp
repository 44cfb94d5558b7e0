#include "plugins/vendors/partner_center/partner.hpp"

#include "plugins/vendors/vendor_json.hpp"
#include "plugins/vendors/vendor_problem.hpp"
#include "plugins/vendors/web_address.hpp"

#include <cctype>

namespace desk::partner_center {
namespace {

using vendors::text_in;

// "IsIndirectResellerOf" → "is_indirect_reseller_of"
std::string snake(std::string_view word) {
    std::string snake;
    for (const char letter : word) {
        const bool is_upper = std::isupper(static_cast<unsigned char>(letter)) != 0;
        if (is_upper && !snake.empty() && snake.back() != '_') snake += '_';
        snake += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    return snake;
}

}  // namespace

HttpRequest support_profile_request(const Access& access, const vendors::CallIds& ids) {
    return request(access, ids, "GET", "/v1/profiles/support");
}

Result<SupportProfile> read_support_profile(const HttpResponse& response) {
    DESK_TRY(const auto body, vendors::document_of(response, "partner center support profile"));
    SupportProfile profile{text_in(body, "email"), text_in(body, "telephone"), text_in(body, "website")};
    const bool is_empty = profile.email.empty() && profile.telephone.empty() && profile.website.empty();
    if (is_empty) return not_found("partner center support profile: nothing is filled in");
    return profile;
}

HttpRequest relationships_request(const Access& access, const vendors::CallIds& ids, std::string_view type) {
    return request(access, ids, "GET", "/v1/relationships?relationship_type=" + vendors::address_part(type));
}

HttpRequest customer_relationships_request(const Access& access, const vendors::CallIds& ids,
                                           const std::string& tenant_id) {
    return request(access, ids, "GET", "/v1/customers/" + vendors::address_part(tenant_id) + "/relationships");
}

Result<RelationshipPage> read_relationships(const HttpResponse& response) {
    DESK_TRY(auto collection, read_collection(response, "partner center relationships"));
    RelationshipPage page{.relationships = {}, .next = std::move(collection.next)};
    for (const auto& entry : collection.items) {
        page.relationships.push_back({text_in(entry, "id"), text_in(entry, "name"), text_in(entry, "mpnId"),
                                      snake(text_in(entry, "relationshipType")), snake(text_in(entry, "state"))});
    }
    return page;
}

}  // namespace desk::partner_center
