// Files and shows service requests: "/request new TITLE" (previewed and confirmed), "/request
// SR-2032", "/request list". Before it files, it asks the health plugin, because a known problem
// needs no request.
#include "plugins/service_requests/cards.hpp"
#include "plugins/services/service.hpp"
#include <desk/entry.hpp>
#include <desk/json.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using desk::Answer, desk::Call, desk::FiledRequest, desk::Result;

constexpr std::string_view shelf = "request/";

class ServiceRequests final : public desk::Plugin {
public:
    explicit ServiceRequests(desk::Host& host) : host_{host} {
        on_command("request", [this](const Call& call) { return route(call); });
    }

private:
    Result<Answer> route(const Call& call) {
        if (call["form"] != "new")
            return call["id"].empty() ? list(call) : show(call, upper(call["id"]));
        if (call.step == desk::Step::perform) return file(call);
        return desk::request_preview(draft(call), call.customer.name);
    }

    Result<Answer> file(const Call& call) {
        auto request = draft(call);
        DESK_TRY(const auto number, host_.next_number("sr"));
        request.id = "SR-" + std::to_string(number);
        host_.remember(std::string{shelf} + request.id, desk::write_request(request));
        return desk::request_filed(request);
    }

    Result<Answer> list(const Call& call) {
        DESK_TRY(auto requests, desk::read_seed(host_.setting("seed_file"), call.customer.id));
        DESK_TRY(const auto kept, host_.recall_all(shelf));
        for (const auto& [key, value] : kept) {
            DESK_TRY(auto request, desk::read_request(value));
            std::erase_if(requests, [&](const auto& seeded) { return seeded.id == request.id; });
            requests.push_back(std::move(request));
        }
        return desk::request_list(std::move(requests));
    }

    Result<Answer> show(const Call& call, const std::string& id) {
        DESK_TRY(const auto kept, host_.recall(std::string{shelf} + id));
        if (kept) {
            DESK_TRY(const auto request, desk::read_request(*kept));
            return desk::request_card(request);
        }
        DESK_TRY(const auto seeded, desk::read_seed(host_.setting("seed_file"), call.customer.id));
        for (const auto& request : seeded) {
            if (request.id == id) return desk::request_card(request);
        }
        return desk::no_such_request(id, call.customer.name);
    }

    // The request as it would be filed now, with the health of the service it names, or of all.
    FiledRequest draft(const Call& call) {
        FiledRequest request{.title = call["title"],
                             .customer = call.customer.id,
                             .contact = call.asker.name,
                             .filed_at = call.now,
                             .changed_at = call.now};
        desk::Json question = desk::Json::object();
        const auto service = mentioned_service(request.title);
        if (service) {
            request.service = service->name;
            question["service"] = service->id;
        }
        request.health = health(question, call.now);
        return request;
    }

    // A directory that does not answer must not keep anybody from filing.
    Result<desk::Service> mentioned_service(std::string_view title) {
        DESK_TRY(const auto list, host_.look_up("customer.services"));
        DESK_TRY(const auto services, desk::read_services(list));
        const auto* service = desk::find_mentioned(services, title);
        if (service == nullptr) return desk::not_found("no service named");
        return *service;
    }

    desk::HealthSnapshot health(const desk::Json& question, desk::Time now) {
        const desk::HealthSnapshot unknown{.as_of = now};
        const auto reply = host_.ask("health.lookup", desk::dump_json(question));
        if (!reply) {
            host_.log(2, "health.lookup: " + reply.error().what);
            return unknown;
        }
        const auto snapshot = desk::read_health_reply(*reply, now);
        return snapshot ? *snapshot : unknown;
    }

    static std::string upper(std::string text) {
        for (auto& letter : text) {
            if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
        }
        return text;
    }

    desk::Host& host_;
};

}  // namespace

DESK_PLUGIN(ServiceRequests)
