// Answers "/incident" with the open incidents of the asking customer's services, and "/incident
// EX1042" with the timeline of one, also of one that is over.
#include "plugins/incidents/cards.hpp"
#include "plugins/status_source/source.hpp"
#include <desk/entry.hpp>

#include <string_view>
#include <utility>
#include <vector>

namespace {

using desk::Answer, desk::Call, desk::Result, desk::SeenPage, desk::Service;

class Incidents final : public desk::Plugin {
public:
    explicit Incidents(desk::Host& host) : host_{host} {
        on_command("incident", [this](const Call& call) { return show(call); });
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
        if (const auto* own = desk::find_incident(incidents, call["id"]))
            return desk::timeline(question, *own);
        return show_past(call, services, *seen);
    }

    // The summary lists open incidents only; what is over stands in the history. Its components are
    // the summary's.
    Result<Answer> show_past(const Call& call, const std::vector<Service>& services,
                             const SeenPage& seen) {
        auto history = desk::see_incident_history(host_, call.now);
        if (!history) return unreachable(call, history.error());

        history->page.name = seen.page.name;
        history->page.components = seen.page.components;
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
