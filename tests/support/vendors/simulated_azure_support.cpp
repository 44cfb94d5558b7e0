#include "tests/support/vendors/simulated_azure_support.hpp"

#include <algorithm>

namespace desk::test {
namespace {

HttpResponse problem(int status, const std::string& code, const std::string& message, const std::string& target = {}) {
    Json error{{"code", code}, {"message", message}, {"details", Json::array()}};
    if (!target.empty()) error["target"] = target;
    return json_answer(status, {{"error", std::move(error)}});
}

const Json service{
    {"id", "/providers/Microsoft.Support/services/6f16735c-b0ae-b275-ad3a-03479cfa1396"},
    {"name", "6f16735c-b0ae-b275-ad3a-03479cfa1396"},
    {"type", "Microsoft.Support/services"},
    {"properties",
     {{"displayName", "Virtual Machine running Windows"}, {"resourceTypes", {"MICROSOFT.COMPUTE/VIRTUALMACHINES"}}}}};

const Json problem_class{
    {"id", "/providers/Microsoft.Support/services/6f16735c-b0ae-b275-ad3a-03479cfa1396/problemClassifications/1"},
    {"name", "1"},
    {"type", "Microsoft.Support/problemClassifications"},
    {"properties", {{"displayName", "Cannot connect to my VM"}}}};

// The field that is missing, or "".
std::string missing_field(const Json& properties) {
    for (const auto* name :
         {"serviceId", "problemClassificationId", "title", "description", "severity", "advancedDiagnosticConsent"}) {
        if (text_or(properties, name, "").empty()) return name;
    }
    const auto* contact = find_field(properties, "contactDetails");
    for (const auto* name : {"firstName", "lastName", "preferredContactMethod", "primaryEmailAddress",
                             "preferredTimeZone", "country", "preferredSupportLanguage"}) {
        if (contact == nullptr || text_or(*contact, name, "").empty()) return std::string{"contactDetails."} + name;
    }
    return text_or(*contact, "country", "").size() == 3 ? std::string{} : "contactDetails.country";
}

}  // namespace

std::optional<HttpResponse> SimulatedAzureSupport::answer(const SimulatedRequest& request, const std::string& origin) {
    const bool is_global = request.part(0) == "providers" && request.part(1) == "Microsoft.Support";
    const bool is_scoped = request.part(0) == "subscriptions" && request.part(3) == "Microsoft.Support";
    if (!is_global && !is_scoped) return std::nullopt;
    if (request.asked("api-version").empty())
        return problem(400, "MissingApiVersionParameter", "The api-version is required.");
    if (is_global && request.part(4) == "problemClassifications")
        return json_answer(200, {{"value", Json::array({problem_class})}});
    if (is_global) return json_answer(200, {{"value", Json::array({service})}});

    const auto what = request.part(4);
    const bool classifies = request.asked("api-version") >= "2026-06-01";
    if (what == "classifyServices" && classifies)
        return json_answer(
            200, {{"ServiceClassificationResults", Json::array({Json{{"serviceId", service.at("id")},
                                                                     {"displayName", "Virtual Machine running Windows"},
                                                                     {"resourceTypes", Json::array()}}})}});
    if (request.part(6) == "classifyProblems" && classifies)
        return json_answer(200, {{"problemClassificationResults",
                                  Json::array({Json{{"problemClassificationId", problem_class.at("id")},
                                                    {"title", "Cannot connect to my VM"},
                                                    {"serviceId", service.at("id")}}})}});
    if (what == "checkNameAvailability") {
        const bool is_free = !tickets.contains(text_or(request.document(), "name", ""));
        return json_answer(200,
                           {{"nameAvailable", is_free}, {"reason", is_free ? "" : "AlreadyExists"}, {"message", ""}});
    }
    if (what == "operationsStatus") {
        const auto coming = coming_.find(request.part(5));
        if (coming != coming_.end()) tickets[text_or(coming->second, "name", "")] = coming->second;
        return json_answer(200, {{"name", request.part(5)}, {"status", "Succeeded"}});
    }
    if (what != "supportTickets") return problem(404, "InvalidResourceType", "The resource type could not be found.");
    if (request.parts() == 5) return tickets_page(request, origin);
    return request.part(6) == "communications" ? communications(request, origin) : ticket(request, origin);
}

HttpResponse SimulatedAzureSupport::ticket(const SimulatedRequest& request, const std::string& origin) {
    if (request.method == "PUT") return create(request, origin);
    const auto found = tickets.find(request.part(5));
    if (found == tickets.end()) return problem(404, "ResourceNotFound", "The support ticket was not found.");
    return request.method == "PATCH" ? change(request, found->second) : json_answer(200, found->second);
}

HttpResponse SimulatedAzureSupport::create(const SimulatedRequest& request, const std::string& origin) {
    const auto name = request.part(5);
    if (const auto known = tickets.find(name); known != tickets.end()) return json_answer(200, known->second);
    const auto body = request.document();
    const auto* given = find_field(body, "properties");
    const auto missing = missing_field(given == nullptr ? Json::object() : *given);
    if (!missing.empty()) return problem(400, "InvalidSupportTicketParameter", "A required value is missing.", missing);
    auto properties = *given;
    properties["supportTicketId"] = "11912032100117" + std::to_string(made);
    properties["status"] = "Open";
    properties["createdDate"] = "2026-11-24T09:05:00Z";
    properties["modifiedDate"] = "2026-11-24T09:05:01Z";
    properties["supportPlanType"] = "Professional Direct";
    properties["supportEngineer"] = {{"emailAddress", nullptr}};
    properties["serviceLevelAgreement"] = {
        {"startTime", "2026-11-24T09:05:00Z"}, {"expirationTime", "2026-11-24T13:05:00Z"}, {"slaMinutes", 240}};
    const Json ticket{{"id", request.path},
                      {"name", name},
                      {"type", "Microsoft.Support/supportTickets"},
                      {"properties", std::move(properties)}};
    ++made;
    if (!takes_its_time) {
        tickets[name] = ticket;
        return json_answer(200, ticket);
    }
    const auto operation = "operation-" + std::to_string(made);
    coming_[operation] = ticket;
    const auto base = origin + "/subscriptions/" + request.part(1) + "/providers/Microsoft.Support/";
    return {.status = 202,
            .headers = {{"azure-asyncoperation", base + "operationsStatus/" + operation + "?api-version=2024-04-01"},
                        {"location", base + "operationResults/" + operation + "?api-version=2024-04-01"},
                        {"Retry-After", "30"}},
            .body = {},
            .fetched_at = {}};
}

HttpResponse SimulatedAzureSupport::change(const SimulatedRequest& request, Json& ticket) const {
    const auto change = request.document();
    const auto severity = text_or(change, "severity", "");
    if (!severity.empty() && engineers_at_work > 0)
        return problem(400, "SupportTicketUpdateNotAllowed", "The severity is locked while an engineer works on it.",
                       "severity");
    if (!severity.empty()) ticket["properties"]["severity"] = severity;
    if (text_or(change, "status", "") == "closed") ticket["properties"]["status"] = "Closed";
    return json_answer(200, ticket);
}

HttpResponse SimulatedAzureSupport::communications(const SimulatedRequest& request, const std::string& origin) {
    auto& said = said_[request.part(5)];
    if (request.method == "PUT") {
        Json properties = request.document().at("properties");
        properties["communicationDirection"] = "outbound";
        properties["communicationType"] = "web";
        properties["createdDate"] = "2026-11-24T09:05:00Z";
        said[request.part(7)] = {{"name", request.part(7)}, {"properties", std::move(properties)}};
        const auto operation =
            origin + "/subscriptions/x/providers/Microsoft.Support/operationsStatus/c1?api-version=2024-04-01";
        return {.status = 202, .headers = {{"azure-asyncoperation", operation}}, .body = {}, .fetched_at = {}};
    }
    Json page{{"value", Json::array()}};
    for (const auto& [name, communication] : said) page["value"].push_back(communication);
    page["value"].push_back({{"name", "c9"},
                             {"properties",
                              {{"communicationType", "web"},
                               {"communicationDirection", "inbound"},
                               {"sender", "support@mail.support.microsoft.com"},
                               {"subject", "Update"},
                               {"body", "<html><body>Please <b>restart</b> it.</body></html>"},
                               {"createdDate", "2026-11-24T10:05:00Z"}}}});
    return json_answer(200, page);
}

HttpResponse SimulatedAzureSupport::tickets_page(const SimulatedRequest& request, const std::string& origin) const {
    Json page{{"value", Json::array()}};
    const auto skip = request.asked("$skiptoken");
    std::size_t at = 0;
    const std::size_t first = skip.empty() ? 0 : std::stoul(skip);
    for (const auto& [name, ticket] : tickets) {
        if (at >= first && at < first + 2) page["value"].push_back(ticket);
        ++at;
    }
    if (first + 2 < tickets.size())
        page["nextLink"] = origin + request.path + "?api-version=2024-04-01&$skiptoken=" + std::to_string(first + 2);
    return json_answer(200, page);
}

}  // namespace desk::test
