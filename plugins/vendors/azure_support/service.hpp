// What a ticket can be about: services, and classes of problems of each. Their ids change: asked for when a ticket is
// made, never kept in code. Pure; any thread.
#pragma once

#include "plugins/vendors/azure_support/access.hpp"

#include <vector>

namespace desk::azure_support {

struct SupportService {
    std::string id = {};     // "/providers/Microsoft.Support/services/<guid>", as a ticket's serviceId
    std::string title = {};  // "Virtual Machine running Linux"
    std::vector<std::string> resource_types = {};  // "Microsoft.Compute/virtualMachines"
};
struct ProblemClass {
    std::string id = {};  // "…/services/<guid>/problemClassifications/<guid>", as a ticket's problemClassificationId
    std::string title = {};
    std::string service_id = {};  // where the vendor says to which service it belongs, else ""
};

HttpRequest services_request(const Access& access, const vendors::CallIds& ids);
// Errors: as vendors::document_of. Entries without an id are left out.
Result<std::vector<SupportService>> read_services(const HttpResponse& response);

// `service_id`: whole, or its last part. Errors: invalid (no service id).
Result<HttpRequest> problem_classes_request(const Access& access, const vendors::CallIds& ids,
                                            const std::string& service_id);
Result<std::vector<ProblemClass>> read_problem_classes(const HttpResponse& response);

// What the vendor thinks a text is about, best first: suggestions, which a person confirms. `resource_id` may be "".
// Both need Access::api_version of 2026-06-01 or later; an older one answers 404, which is not_found.
HttpRequest classify_services_request(const Access& access, const vendors::CallIds& ids,
                                      const std::string& subscription, const std::string& summary,
                                      const std::string& resource_id);
Result<std::vector<SupportService>> read_classified_services(const HttpResponse& response);
Result<HttpRequest> classify_problems_request(const Access& access, const vendors::CallIds& ids,
                                              const std::string& subscription, const std::string& service_id,
                                              const std::string& summary, const std::string& resource_id);
Result<std::vector<ProblemClass>> read_classified_problems(const HttpResponse& response);

// The one that covers resources like `resource_id`
// ("/subscriptions/…/providers/Microsoft.Compute/virtualMachines/vm1"), when there is exactly one; nullptr otherwise.
const SupportService* service_for(const std::vector<SupportService>& services, std::string_view resource_id);

}  // namespace desk::azure_support
