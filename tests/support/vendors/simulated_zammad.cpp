#include "tests/support/vendors/simulated_zammad.hpp"

#include <algorithm>

namespace desk::test {
namespace {

HttpResponse missing() {
    return json_answer(404, {{"error", "Couldn't find Ticket"}, {"error_human", "Couldn't find Ticket"}});
}

}  // namespace

std::optional<HttpResponse> SimulatedZammad::answer(const SimulatedRequest& request, const std::string&) {
    if (request.part(0) != "api" || request.part(1) != "v1") return std::nullopt;
    if (request.header("Authorization") != authorization)
        return json_answer(401, {{"error", "Invalid token!"}, {"error_human", "Invalid token!"}});
    const auto what = request.part(2);
    if (what == "tickets" && request.part(3) == "search") return search(request);
    if (what == "tickets" && request.method == "POST") return create(request);
    if (what == "tickets") {
        const auto found = std::find_if(tickets.begin(), tickets.end(), [&](const Json& ticket) {
            return std::to_string(integer_or(ticket, "id", 0)) == request.part(3);
        });
        if (found == tickets.end()) return missing();
        const auto change = request.document();
        if (request.method == "PUT") (*found)["state"] = text_or(change, "state", "open");
        return json_answer(200, *found);
    }
    if (what == "ticket_articles" && request.method == "POST") {
        articles.push_back(request.document());
        return json_answer(201, articles.back());
    }
    if (what == "ticket_articles") return json_answer(200, Json(articles));
    if (what == "tags") {
        tags.push_back(text_or(request.document(), "item", ""));
        return json_answer(201, true);
    }
    return missing();
}

HttpResponse SimulatedZammad::search(const SimulatedRequest& request) const {
    std::vector<Json> found;
    for (const auto& ticket : tickets) {
        if (text_or(ticket, "title", "").find(request.asked("query")) != std::string::npos) found.push_back(ticket);
    }
    if (!answers_with_assets) return json_answer(200, Json(found));
    Json page{{"tickets", Json::array()},
              {"tickets_count", found.size()},
              {"assets", {{"Ticket", Json::object()}, {"User", Json::object()}}}};
    for (const auto& ticket : found) {
        page["tickets"].push_back(ticket.at("id"));
        page["assets"]["Ticket"][std::to_string(integer_or(ticket, "id", 0))] = ticket;
    }
    return json_answer(200, page);
}

HttpResponse SimulatedZammad::create(const SimulatedRequest& request) {
    const auto body = request.document();
    const auto group = text_or(body, "group", "");
    if (std::find(groups.begin(), groups.end(), group) == groups.end())
        return json_answer(
            422, {{"error", "No lookup value found for 'group': \"" + group + "\""}, {"error_human", "No such group"}});
    const auto* article = find_field(body, "article");
    if (article == nullptr || text_or(*article, "body", "").empty())
        return json_answer(422, {{"error", "Need at least an 'article body' field."}});
    const auto id = 19 + tickets.size();
    tickets.push_back({{"id", id},
                       {"group_id", 1},
                       {"priority_id", 3},
                       {"state_id", 1},
                       {"state", "new"},
                       {"group", group},
                       {"number", "220" + std::to_string(id)},
                       {"title", text_or(body, "title", "")},
                       {"customer", text_or(body, "customer_id", "")},
                       {"first_response_escalation_at", "2026-11-24T13:05:00.000Z"},
                       {"article_ids", {30}}});
    return json_answer(201, tickets.back());
}

}  // namespace desk::test
