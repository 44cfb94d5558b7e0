// Answers "/incident" with the open incidents of the asking customer's services, and "/incident
// EX1042" with the timeline of one, also of one that is over. "/incident EX1042 subscribe" follows it:
// the status page is watched, and what is new is said to everybody who follows.
#include "plugins/incidents/cards.hpp"
#include "plugins/incidents/following.hpp"
#include "plugins/status_source/source.hpp"
#include <desk/entry.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using desk::Answer, desk::Call, desk::Result, desk::SeenPage, desk::Service;

class Incidents final : public desk::Plugin {
public:
    explicit Incidents(desk::Host& host) : host_{host} {
        on_command("incident", [this](const Call& call) { return show(call); });
        on_timer("watch", [this](const Call& call) { return watch(call); });
    }

private:
    Result<Answer> show(const Call& call) {
        DESK_TRY(const auto list, host_.look_up("customer.services"));
        DESK_TRY(const auto services, desk::read_services(list));
        const auto seen = desk::see_status_page(host_, call.now);
        if (!seen) return unreachable(call, seen.error());

        const auto question = question_at(call, seen->at);
        const auto incidents = desk::own_incidents(seen->page, services);
        if (call["id"].empty()) return desk::open_incidents(question, incidents);
        const auto* own = desk::find_incident(incidents, call["id"]);
        if (own == nullptr) return show_past(call, services, *seen);
        return call["follow"].empty() ? desk::timeline(question, *own) : follow(call, own->incident->id);
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

    // What is new since the last look, to everybody who follows it. A page that cannot be seen says nothing: neither an
    // update nor an end.
    Result<Answer> watch(const Call& call) {
        DESK_TRY(const auto seen, desk::see_status_page(host_, call.now));
        DESK_TRY(const auto kept, host_.recall("known"));
        const auto known = desk::read_known(kept.value_or("{}"));
        if (!known) return known.error();
        for (const auto& news : desk::updates(seen.page, *known)) tell(news);

        const auto now_known = desk::known_of(seen.page);
        if (const auto ids = desk::gone(*known, now_known); !ids.empty()) {
            const auto history = desk::see_incident_history(host_, call.now);
            for (const auto& news : desk::endings(ids, history ? history->page : desk::StatusReport{})) tell(news);
        }
        if (now_known != *known) host_.remember("known", desk::write_known(now_known));
        return Answer{};
    }
    void tell(const desk::IncidentNews& news) { host_.publish("incident/" + news.id, news.revision, news.answer); }

    // The summary lists open incidents only; what is over stands in the history. Its components are
    // the summary's.
    Result<Answer> show_past(const Call& call, const std::vector<Service>& services,
                             const SeenPage& seen) {
        auto history = desk::see_incident_history(host_, call.now);
        if (!history) return unreachable(call, history.error());

        history->page.name = seen.page.name;
        history->page.parts = seen.page.parts;
        const auto question = question_at(call, history->at);
        const auto incidents = desk::own_incidents(history->page, services);
        if (const auto* own = desk::find_incident(incidents, call["id"]))
            return desk::timeline(question, *own);
        return desk::no_such_incident(question, call["id"]);
    }

    Answer unreachable(const Call& call, const desk::Error& error) {
        host_.log(2, "status source: " + error.what);
        return desk::source_unreachable(question_at(call, call.now));
    }

    desk::IncidentQuestion question_at(const Call& call, desk::Time checked_at) const {
        return {call, desk::vendor_of(host_), checked_at};
    }

    desk::Host& host_;
};

}  // namespace

DESK_PLUGIN(Incidents)
