#include "tests/support/vendors/simulated_graph.hpp"

#include <algorithm>

namespace desk::test {

Json SimulatedGraph::relationship(const std::string& id, const std::string& tenant_id, const std::string& status,
                                  const std::string& role, const std::string& ends_at) {
    return {{"id", id},
            {"@odata.etag", "W/\"JyIxODAwZTRhMS0wMDAwLTAyMDAtMDAwMC02NDk2ZjQ0MDAwMDAiJw==\""},
            {"displayName", "Support"},
            {"duration", "P730D"},
            {"autoExtendDuration", "PT0S"},
            {"status", status},
            {"customer", {{"tenantId", tenant_id}, {"displayName", "Customer"}}},
            {"accessDetails", {{"unifiedRoles", Json::array({Json{{"roleDefinitionId", role}}})}}},
            {"createdDateTime", "2025-01-01T00:00:00.1234567Z"},
            {"activatedDateTime", "2025-01-02T00:00:00Z"},
            {"endDateTime", ends_at}};
}

std::optional<HttpResponse> SimulatedGraph::answer(const SimulatedRequest& request, const std::string& origin) {
    if (request.part(0) != "v1.0" || request.part(2) != "delegatedAdminRelationships") return std::nullopt;
    if (request.part(4) == "accessAssignments") {
        const Json role{{"roleDefinitionId", "f023fd81-a637-4b56-95fd-791ac0226033"}};
        const Json assignment{
            {"id", "a1"},
            {"status", "active"},
            {"accessContainer", {{"accessContainerId", "g1"}, {"accessContainerType", "securityGroup"}}},
            {"accessDetails", {{"unifiedRoles", Json::array({role})}}}};
        return json_answer(200, {{"value", Json::array({assignment})}});
    }
    const auto skip = request.asked("$skiptoken");
    const auto first = skip.empty() ? 0 : std::stoul(skip);
    const auto last = std::min(relationships.size(), first + page_size);
    Json page{{"@odata.context", origin + "/v1.0/$metadata"}, {"value", Json::array()}};
    for (auto at = first; at < last; ++at) page["value"].push_back(relationships[at]);
    if (last < relationships.size())
        page["@odata.nextLink"] = origin + request.path + "?$top=300&$skiptoken=" + std::to_string(last);
    return json_answer(200, page);
}

}  // namespace desk::test
