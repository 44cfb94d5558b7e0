#include "plugins/partner_center/relationships.hpp"

#include "plugins/partner_center/customer_reader.hpp"
#include "plugins/vendors/graph/delegated_admin.hpp"
#include "plugins/vendors/vendor_json.hpp"
#include <desk/wire_values.hpp>

#include <algorithm>

namespace desk::directory_sync {
namespace {

using graph::DelegatedAdmin;
using vendors::text_in;

// Every tenant of a page is asked for on the shelf, and a call may ask the desk 200 things.
constexpr int page_size = 100;

std::string shelf_key(const std::string& tenant_id) {
    return "gdap/" + tenant_id;
}

std::string written(const Pass& pass, const DelegatedAdmin& one) {
    Json document{{"pass", wire::time_text(pass.started)},
                  {"id", one.id},
                  {"status", graph::name_of(one.status)},
                  {"auto_extend", one.renews},
                  {"roles", one.roles}};
    if (one.ends_at) document["ends_at"] = wire::time_text(*one.ends_at);
    return dump_json(document);
}

// What an earlier page of this pass said; of an earlier pass: nothing.
std::optional<Json> of_this_pass(const std::optional<std::string>& kept, const Pass& pass) {
    if (!kept) return std::nullopt;
    auto document = parse_json(*kept);
    if (!document || text_in(*document, "pass") != wire::time_text(pass.started)) return std::nullopt;
    return *std::move(document);
}

graph::RelationshipStatus status_called(const std::string& name) {
    using graph::RelationshipStatus;
    for (int at = 0; at <= static_cast<int>(RelationshipStatus::terminated); ++at) {
        if (graph::name_of(static_cast<RelationshipStatus>(at)) == name) return static_cast<RelationshipStatus>(at);
    }
    return RelationshipStatus::unknown;
}

DelegatedAdmin relationship_of(const Json& document, const std::string& tenant_id) {
    return {.id = text_in(document, "id"),
            .tenant_id = tenant_id,
            .status = status_called(text_in(document, "status")),
            .roles = texts_of(vendors::list_in(document, "roles")),
            .ends_at = vendors::time_in(document, "ends_at"),
            .renews = bool_or(document, "auto_extend", false)};
}

Result<void> keep_best(Shelf& shelf, const Call& call, const Pass& pass, std::vector<DelegatedAdmin> page) {
    while (!page.empty()) {
        const auto tenant = page.front().tenant_id;
        const auto others = std::stable_partition(page.begin(), page.end(),
                                                  [&](const DelegatedAdmin& one) { return one.tenant_id == tenant; });
        std::vector<DelegatedAdmin> mine{page.begin(), others};
        page.erase(page.begin(), others);
        if (!vendors::is_guid(tenant)) continue;
        DESK_TRY(const auto kept, shelf.recall(shelf_key(tenant)));
        if (const auto known = of_this_pass(kept, pass)) mine.push_back(relationship_of(*known, tenant));
        const auto best = graph::pre_flight(mine, tenant, {}, call.now).relationship_id;
        for (const auto& one : mine) {
            if (one.id == best) shelf.remember(shelf_key(tenant), written(pass, one));
        }
    }
    return {};
}

void go_on_without(Pass& pass) {
    pass.knows_relationships = false;
    pass.phase = Phase::profile;
    pass.graph_page.clear();
}

}  // namespace

Result<Fetched> read_relationship_page(Host& host, Shelf& shelf, Fetching& fetching, const Call& call,
                                       const Settings& settings, Pass& pass) {
    const graph::Access access{.base = settings.graph_base, .account = settings.partner_center.account};
    const auto ids = vendors::ids_of(call, static_cast<int>(++pass.requests));
    auto request = Result<HttpRequest>{graph::relationships_request(access, ids, page_size)};
    if (!pass.graph_page.empty()) request = graph::follow(access, ids, pass.graph_page);
    if (!request) {
        go_on_without(pass);
        return Fetched{.outcome = Outcome::skip};
    }
    auto fetched = fetching.fetch(*request);
    if (fetched.outcome == Outcome::skip) go_on_without(pass);
    if (fetched.outcome != Outcome::read) return fetched;
    auto page = graph::read_relationships(fetched.response);
    if (!page) {
        host.log(2, "partner_center: " + page.error().what);
        fetched.outcome = Outcome::later;
        fetched.why = "unreachable";
        return fetched;
    }
    DESK_CHECK(keep_best(shelf, call, pass, std::move(page->relationships)));
    pass.graph_page = page->next;
    if (page->next.empty()) pass.phase = Phase::profile;
    return fetched;
}

Result<Json> known_relationship(Shelf& shelf, const Pass& pass, const std::string& tenant_id) {
    DESK_TRY(const auto kept, shelf.recall(shelf_key(tenant_id)));
    auto known = of_this_pass(kept, pass);
    if (!known) return Json{{"status", "none"}, {"roles", Json::array()}};
    known->erase("pass");
    known->erase("id");
    return *std::move(known);
}

}  // namespace desk::directory_sync
