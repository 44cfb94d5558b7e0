// Answers "/health [service]" for the services of the asking customer from a status page, and other
// plugins' question "health.lookup".
#include "plugins/health/cards.hpp"
#include "plugins/status_source/source.hpp"
#include <desk/entry.hpp>
#include <desk/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using desk::Answer, desk::Call, desk::Json, desk::Result, desk::Service, desk::ServiceState;

class Health final : public desk::Plugin {
public:
    explicit Health(desk::Host& host) : host_{host} {
        on_command("health", [this](const Call& call) { return show(call); });
        on_question("health.lookup", [this](const Call& call, std::string_view question) {
            return look_up(call, question);
        });
    }

private:
    Result<Answer> show(const Call& call) {
        DESK_TRY(const auto services, customer_services());
        const auto& wanted = call["service"];
        const auto* service = wanted.empty() ? nullptr : desk::find_service(services, wanted);
        if (!wanted.empty() && service == nullptr)
            return desk::unknown_service(question_at(call, call.now), wanted, services);

        if (!see(call.now)) {
            const auto question = question_at(call, call.now);
            return service == nullptr ? desk::unreachable(question, services)
                                      : desk::unreachable(question, *service, last_known(*service));
        }
        const auto question = question_at(call, seen_->at);
        if (service != nullptr)
            return desk::one_service(question, *service, desk::state_of(seen_->page, *service));
        return desk::overview(question, services, states_of(services));
    }

    // {"service"?: id or name} → {"state","word","vendor","as_of","service"?,"incident"?}; without
    // a service, or with one the customer does not have, the worst of all.
    Result<std::string> look_up(const Call& call, std::string_view text) {
        DESK_TRY(const auto question, desk::parse_json(text));
        DESK_TRY(auto services, customer_services());
        const auto* wanted = desk::find_service(services, desk::text_or(question, "service", ""));
        if (wanted != nullptr) services = {Service{*wanted}};

        const bool is_seen = see(call.now);
        const auto states =
            is_seen ? states_of(services) : std::vector<ServiceState>(services.size());
        Json reply{{"state", desk::name_of(desk::roll_up(states))},
                   {"word", "unknown"},
                   {"vendor", host_.setting("vendor")},
                   {"as_of", desk::wire::time_text(is_seen ? seen_->at : call.now)}};
        for (std::size_t i = 0; i < states.size(); ++i) {
            if (states[i].level != desk::roll_up(states)) continue;
            add_service(reply, services[i], states[i]);
            break;
        }
        return desk::dump_json(reply);
    }

    static void add_service(Json& reply, const Service& service, const ServiceState& state) {
        reply["word"] = state.word;
        reply["service"] = {{"id", service.id}, {"name", service.name}};
        const auto* incident = state.incident;
        if (incident == nullptr || incident->from) return;
        reply["incident"] = {
            {"id", incident->id}, {"title", incident->title}, {"state", incident->said}};
    }

    Result<std::vector<Service>> customer_services() {
        DESK_TRY(const auto list, host_.look_up("customer.services"));
        return desk::read_services(list);
    }

    std::vector<ServiceState> states_of(const std::vector<Service>& services) const {
        std::vector<ServiceState> states;
        for (const auto& service : services) states.push_back(desk::state_of(seen_->page, service));
        return states;
    }

    // False: the source did not answer usably; then `seen_` still holds what was seen last.
    bool see(desk::Time now) {
        auto page = desk::see_status_page(host_, now);
        if (page) {
            seen_ = *std::move(page);
            return true;
        }
        host_.log(2, "status source: " + page.error().what);
        return false;
    }

    std::optional<desk::LastKnown> last_known(const Service& service) const {
        if (!seen_) return std::nullopt;
        return desk::LastKnown{desk::state_of(seen_->page, service), seen_->at};
    }

    desk::HealthQuestion question_at(const Call& call, desk::Time checked_at) const {
        return {call, desk::vendor_of(host_), checked_at};
    }

    desk::Host& host_;
    std::optional<desk::SeenPage> seen_;  // the last good page; the same for every customer
};

}  // namespace

DESK_PLUGIN(Health)
