#include "plugins/vendors/azure_support/service.hpp"

#include "plugins/vendors/vendor_json.hpp"
#include "plugins/vendors/vendor_problem.hpp"
#include "plugins/vendors/web_address.hpp"

#include <algorithm>
#include <cctype>

namespace desk::azure_support {
namespace {

using vendors::list_in;
using vendors::object_in;
using vendors::text_in;

// "/providers/…/services/GUID" → "GUID".
std::string last_part(const std::string& id) {
    return id.substr(id.rfind('/') + 1);
}

std::string support_path(const std::string& subscription) {
    return "/subscriptions/" + vendors::address_part(subscription) + "/providers/Microsoft.Support";
}

std::string lowered(std::string_view text) {
    std::string lower{text};
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return lower;
}

Json question(const std::string& summary, const std::string& resource_id) {
    Json body{{"issueSummary", summary}};
    if (!resource_id.empty()) body["resourceId"] = resource_id;
    return body;
}

}  // namespace

HttpRequest services_request(const Access& access, const vendors::CallIds& ids) {
    return request(access, ids, "GET", "/providers/Microsoft.Support/services");
}

Result<std::vector<SupportService>> read_services(const HttpResponse& response) {
    DESK_TRY(const auto body, vendors::document_of(response, "azure support services"));
    std::vector<SupportService> services;
    for (const auto& entry : list_in(body, "value")) {
        const auto& properties = object_in(entry, "properties");
        SupportService service{text_in(entry, "id"), text_in(properties, "displayName"),
                               texts_of(list_in(properties, "resourceTypes"))};
        if (!service.id.empty()) services.push_back(std::move(service));
    }
    return services;
}

Result<HttpRequest> problem_classes_request(const Access& access, const vendors::CallIds& ids,
                                            const std::string& service_id) {
    const auto service = last_part(service_id);
    if (service.empty()) return invalid("azure support: no service to list problems of");
    const auto path = "/providers/Microsoft.Support/services/" + vendors::address_part(service);
    return request(access, ids, "GET", path + "/problemClassifications");
}

Result<std::vector<ProblemClass>> read_problem_classes(const HttpResponse& response) {
    DESK_TRY(const auto body, vendors::document_of(response, "azure support problem classes"));
    std::vector<ProblemClass> classes;
    for (const auto& entry : list_in(body, "value")) {
        ProblemClass one{.id = text_in(entry, "id"), .title = text_in(object_in(entry, "properties"), "displayName")};
        if (const auto end = one.id.find("/problemClassifications/"); end != std::string::npos)
            one.service_id = one.id.substr(0, end);
        if (!one.id.empty()) classes.push_back(std::move(one));
    }
    return classes;
}

HttpRequest classify_services_request(const Access& access, const vendors::CallIds& ids,
                                      const std::string& subscription, const std::string& summary,
                                      const std::string& resource_id) {
    const auto body = question(summary, resource_id);
    return request(access, ids, "POST", support_path(subscription) + "/classifyServices", {}, &body);
}

Result<std::vector<SupportService>> read_classified_services(const HttpResponse& response) {
    DESK_TRY(const auto body, vendors::document_of(response, "azure support classification"));
    std::vector<SupportService> services;
    for (const auto& entry : list_in(body, "serviceClassificationResults")) {
        SupportService service{text_in(entry, "serviceId"), text_in(entry, "displayName"),
                               texts_of(list_in(entry, "resourceTypes"))};
        if (!service.id.empty()) services.push_back(std::move(service));
    }
    return services;
}

Result<HttpRequest> classify_problems_request(const Access& access, const vendors::CallIds& ids,
                                              const std::string& subscription, const std::string& service_id,
                                              const std::string& summary, const std::string& resource_id) {
    const auto service = last_part(service_id);
    if (service.empty()) return invalid("azure support: no service to classify a problem of");
    const auto body = question(summary, resource_id);
    const auto path = support_path(subscription) + "/services/" + vendors::address_part(service) + "/classifyProblems";
    return request(access, ids, "POST", path, {}, &body);
}

Result<std::vector<ProblemClass>> read_classified_problems(const HttpResponse& response) {
    DESK_TRY(const auto body, vendors::document_of(response, "azure support classification"));
    std::vector<ProblemClass> classes;
    for (const auto& entry : list_in(body, "problemClassificationResults")) {
        ProblemClass one{text_in(entry, "problemClassificationId"), text_in(entry, "title"),
                         text_in(entry, "serviceId")};
        if (one.id.empty()) one.id = text_in(entry, "problemId");
        if (!one.id.empty()) classes.push_back(std::move(one));
    }
    return classes;
}

const SupportService* service_for(const std::vector<SupportService>& services, std::string_view resource_id) {
    const auto resource = lowered(resource_id);
    const SupportService* only = nullptr;
    for (const auto& service : services) {
        const bool covers =
            std::any_of(service.resource_types.begin(), service.resource_types.end(), [&](const std::string& type) {
                return !type.empty() && resource.find("/providers/" + lowered(type) + "/") != std::string::npos;
            });
        if (!covers) continue;
        if (only != nullptr) return nullptr;
        only = &service;
    }
    return only;
}

}  // namespace desk::azure_support
