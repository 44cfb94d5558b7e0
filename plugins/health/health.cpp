// Answers "/health [service]" for the services of the asking customer from what the clock has read of every source, and
// other plugins' questions. The clock polls, hooks report, the desk's people announce.
#include "plugins/health/announcing.hpp"
#include "plugins/health/cards.hpp"
#include "plugins/health/lookups.hpp"
#include "plugins/health/polling.hpp"
#include "plugins/health/shelf.hpp"
#include <desk/entry.hpp>
#include <desk/json.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using desk::Answer, desk::Call, desk::Result, desk::Service;

// "exchange subscribe": the service, and what is wanted beside its state.
struct Wanted {
    std::string service = {};
    std::string follow = {};  // subscribe | unsubscribe | ""
};

Wanted wanted_in(std::string text) {
    for (const std::string follow : {"subscribe", "unsubscribe"}) {
        if (!text.ends_with(" " + follow)) continue;
        text.resize(text.size() - follow.size() - 1);
        return {std::move(text), follow};
    }
    return {std::move(text), {}};
}

class Health final : public desk::Plugin {
public:
    explicit Health(desk::Host& host)
        : host_{host}, sources_{desk::sources_of(host)}, shelf_{host}, polling_{host, shelf_}, announcing_{host, shelf_} {
        if (!sources_) host_.log(3, sources_.error().what);
        on_command("health", [this](const Call& call) { return show(call); });
        on_command("announce", [this](const Call& call) { return announcing_.announce(call); });
        on_command("broadcast", [this](const Call& call) { return broadcast(call); });
        on_timer("poll", [this](const Call& call) { return poll(call); });
        on_timer("poll_customer", [this](const Call& call) { return poll(call); });
        on_hook("alertmanager", [this](const Call& call) { return take(call, desk::SourceKind::alertmanager); });
        on_hook("statuspage", [this](const Call& call) { return take(call, desk::SourceKind::statuspage_webhook); });
        on_question("health.lookup", [this](const Call& call, std::string_view question) { return look_up(call, question); });
        on_question("health.incidents", [this](const Call& call, std::string_view question) { return incidents(call, question); });
        on_question("health.history", [this](const Call& call, std::string_view question) { return history(call, question); });
    }

private:
    Result<Answer> show(const Call& call) {
        DESK_TRY(const auto services, customer_services());
        const auto wanted = wanted_in(call["service"]);
        const auto* service = wanted.service.empty() ? nullptr : desk::find_service(services, wanted.service);
        if (!wanted.service.empty() && service == nullptr)
            return desk::unknown_service({call, desk::vendor_of(host_), call.now}, wanted.service, services);
        if (service != nullptr && !wanted.follow.empty()) return follow(call, *service, wanted.follow);
        DESK_TRY(const auto picture, look(call));
        return service != nullptr ? about(call, picture, *service) : overview(call, picture, services);
    }

    Result<Answer> about(const Call& call, const desk::Picture& picture, const Service& service) {
        const auto reading = picture.read(service, call.now);
        const desk::HealthQuestion question{call, reading.vendor, reading.as_of};
        auto answer = reading.is_reachable ? desk::one_service(question, service, reading.state)
                                           : desk::unreachable(question, service, reading.last);
        DESK_TRY(const auto days, shelf_.history(call, service, call.now));
        desk::add_history(answer, days);
        return answer;
    }

    static Answer overview(const Call& call, const desk::Picture& picture, const std::vector<Service>& services) {
        const desk::HealthQuestion question{call, picture.vendor(), picture.as_of(call.now)};
        std::vector<desk::ServiceState> states;
        bool is_reachable = false;
        for (const auto& service : services) {
            const auto reading = picture.read(service, call.now);
            states.push_back(reading.state);
            is_reachable = is_reachable || reading.is_reachable;
        }
        return is_reachable || services.empty() ? desk::overview(question, services, states) : desk::unreachable(question, services);
    }

    Answer follow(const Call& call, const Service& service, const std::string& follow) {
        if (follow == "subscribe") {
            host_.subscribe(desk::topic_of(service));
            return desk::say("health.following", {{"service", service.name}});
        }
        host_.unsubscribe(desk::topic_of(service));
        static_cast<void>(call);
        return desk::say("health.not_following", {{"service", service.name}});
    }

    Result<Answer> broadcast(const Call& call) {
        DESK_TRY(const auto picture, look(call));
        return announcing_.broadcast(call, picture);
    }

    Result<Answer> poll(const Call& call) {
        DESK_TRY(const auto& sources, checked_sources());
        DESK_CHECK(polling_.poll(call, *sources));
        return Answer{};
    }
    Result<Answer> take(const Call& call, desk::SourceKind kind) {
        DESK_TRY(const auto& sources, checked_sources());
        DESK_CHECK(polling_.take(call, *sources, kind));
        return Answer{};
    }

    Result<std::string> look_up(const Call& call, std::string_view text) {
        DESK_TRY(const auto question, desk::parse_json(text));
        DESK_TRY(auto services, customer_services());
        DESK_TRY(const auto picture, look(call));
        return desk::dump_json(desk::health_reply(picture, std::move(services), question, call.now));
    }
    Result<std::string> incidents(const Call& call, std::string_view text) {
        DESK_TRY(const auto question, desk::parse_json(text));
        std::vector<Service> services;
        if (!call.customer.id.empty()) {
            DESK_TRY(services, customer_services());
            if (services.empty()) return desk::dump_json({{"usable", true}, {"incidents", desk::Json::array()}});
        }
        DESK_TRY(const auto picture, look(call));
        return desk::dump_json(desk::incidents_reply(picture, services, question, call.now));
    }
    Result<std::string> history(const Call& call, std::string_view text) {
        DESK_TRY(const auto question, desk::parse_json(text));
        DESK_TRY(const auto services, customer_services());
        const auto* service = desk::find_service(services, desk::text_or(question, "service", ""));
        if (service == nullptr) return desk::not_found("health.history: the customer has no such service");
        DESK_TRY(const auto days, shelf_.history(call, *service, call.now));
        return desk::dump_json(desk::history_reply(*service, days, call.now));
    }

    Result<desk::Picture> look(const Call& call) {
        DESK_TRY(const auto& sources, checked_sources());
        return shelf_.picture(call, *sources);
    }
    Result<const std::vector<desk::HealthSource>*> checked_sources() const {
        if (!sources_) return sources_.error();
        return &*sources_;
    }
    Result<std::vector<Service>> customer_services() {
        DESK_TRY(const auto list, host_.look_up("customer.services"));
        return desk::read_services(list);
    }

    desk::Host& host_;
    Result<std::vector<desk::HealthSource>> sources_;
    desk::HealthShelf shelf_;
    desk::Polling polling_;
    desk::Announcing announcing_;
};

}  // namespace

DESK_PLUGIN(Health)
