// Answers "/incident" with the open incidents of the asking customer's services, and "/incident
// EX1042" with the timeline of one, also of one that is over. "/incident EX1042 subscribe" follows it:
// what is new is said to everybody who follows, once, and not at night unless it is an outage.
#include "plugins/incidents/cards.hpp"
#include "plugins/incidents/following.hpp"
#include "plugins/incidents/known_incidents.hpp"
#include "plugins/incidents/quiet_hours.hpp"
#include <desk/entry.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

using desk::Answer, desk::Call, desk::Result;

class Incidents final : public desk::Plugin {
public:
    explicit Incidents(desk::Host& host) : host_{host}, quiet_{desk::QuietHours::read(host.setting("quiet_hours"))} {
        if (!quiet_) host_.log(3, quiet_.error().what);
        on_command("incident", [this](const Call& call) { return show(call); });
        on_timer("watch", [this](const Call& call) { return watch(call); });
        on_timer("watch_customer", [this](const Call& call) { return watch(call); });
    }

private:
    Result<Answer> show(const Call& call) {
        const auto& id = call["id"];
        const auto seen = id.empty() ? desk::see_incidents(host_, call) : desk::see_incident(host_, call, id);
        if (!seen) return unreachable(call, seen.error());
        const desk::IncidentQuestion question{call, seen->vendor, seen->at, seen->is_partial};
        if (id.empty()) return desk::open_incidents(question, seen->incidents);
        const auto* own = desk::find_incident(seen->incidents, id);
        if (own == nullptr) return desk::no_such_incident(question, id);
        return call["follow"].empty() ? desk::timeline(question, *own) : follow(call, own->incident.id);
    }

    // `id` is one the asking customer may know.
    Result<Answer> follow(const Call& call, const std::string& id) {
        const auto key = "follows/" + call.conversation + "/" + call.asker.id + "/" + id;
        DESK_TRY(const auto before, host_.recall(key));
        if (call["follow"] == "unsubscribe") {
            host_.unsubscribe("incident/" + id);
            host_.forget(key);
            return desk::say("subscribe.removed", {{"id", id}});
        }
        host_.subscribe("incident/" + id);
        host_.remember(key, "1");
        return desk::say(before ? "subscribe.already" : "subscribe.done", {{"id", id}});
    }

    // What is new since the last look, to everybody who follows it: of the desk's sources to all, of a customer's own
    // tenant to that customer. Sources that cannot be used say nothing: neither an update nor an end. What has to wait for
    // the morning is not known yet, so the first look then tells the newest of it.
    Result<Answer> watch(const Call& call) {
        DESK_TRY(auto seen, desk::see_past_incidents(host_, call));
        if (!call.customer.id.empty()) std::erase_if(seen.incidents, [](const auto& own) { return !own.is_own; });
        DESK_TRY(const auto kept, host_.recall("known"));
        DESK_TRY(const auto known, desk::read_known(kept.value_or("{}")));
        DESK_TRY(const bool is_quiet, quiet(call));

        auto now_known = desk::known_of(seen.incidents);
        const auto over = desk::gone(known, now_known);
        for (const auto& news : desk::updates(seen.incidents, known)) {
            if (is_quiet && news.level != desk::Level::outage) now_known[news.id] = known.at(news.id);
            else tell(news);
        }
        for (const auto& news : desk::endings(over, seen.incidents)) {
            if (is_quiet) now_known[news.id] = known.at(news.id);
            else tell(news);
        }
        if (now_known != known) host_.remember("known", desk::write_known(now_known));
        return Answer{};
    }
    void tell(const desk::IncidentNews& news) { host_.publish("incident/" + news.id, news.revision, news.answer); }

    Result<bool> quiet(const Call& call) const {
        if (!quiet_) return false;
        return quiet_->is_quiet(call.now, call.time_zone.empty() ? "Etc/UTC" : call.time_zone);
    }

    Answer unreachable(const Call& call, const desk::Error& error) {
        host_.log(2, "incidents: " + error.what);
        return desk::source_unreachable({call, desk::vendor_of(host_), call.now});
    }

    desk::Host& host_;
    Result<desk::QuietHours> quiet_;
};

}  // namespace

DESK_PLUGIN(Incidents)
