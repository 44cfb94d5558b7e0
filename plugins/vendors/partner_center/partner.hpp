// The partner itself: how its support is reached, and whom it works with. Rows 12 and 15 of
// ../shared/facts/partner-support.md §2.4. Pure; any thread.
#pragma once

#include "plugins/vendors/partner_center/access.hpp"

namespace desk::partner_center {

// The support contact the partner has published: what customers see at the vendor.
struct SupportProfile {
    std::string email = {};
    std::string telephone = {};
    std::string website = {};
};
HttpRequest support_profile_request(const Access& access, const vendors::CallIds& ids);
// Errors: as vendors::document_of; not_found (the profile is empty).
Result<SupportProfile> read_support_profile(const HttpResponse& response);

struct Relationship {
    std::string id = {};
    std::string name = {};
    std::string mpn_id = {};
    std::string type = {};   // "is_indirect_reseller_of", in small letters and underscores
    std::string state = {};  // "active"
};
// Resellers or providers of the partner; `type` as the vendor writes it: is_indirect_reseller_of,
// is_indirect_cloud_solution_provider_of.
HttpRequest relationships_request(const Access& access, const vendors::CallIds& ids, std::string_view type);
// Who else serves a customer.
HttpRequest customer_relationships_request(const Access& access, const vendors::CallIds& ids,
                                           const std::string& tenant_id);
struct RelationshipPage {
    std::vector<Relationship> relationships = {};
    std::optional<NextPage> next = {};
};
// Errors: as read_collection.
Result<RelationshipPage> read_relationships(const HttpResponse& response);

}  // namespace desk::partner_center
