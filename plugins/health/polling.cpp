#include "plugins/health/polling.hpp"

#include "plugins/health/ask_source.hpp"
#include "plugins/health/cards.hpp"
#include "plugins/status_source/alertmanager.hpp"
#include "plugins/status_source/status_page.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t most_asked = 4;  // in one call, which may take ten seconds

bool was_open(const SourceRecord& before, const ReportedIncident& incident) {
    return std::any_of(before.report.incidents.begin(), before.report.incidents.end(), [&](const auto& old) {
        return old.source_id == incident.source_id && old.is_open;
    });
}

Result<StatusReport> read_hook(const HealthSource& source, std::string_view body) {
    return source.kind == SourceKind::alertmanager ? read_alertmanager(body, source.label) : read_status_page_webhook(body);
}

}  // namespace

std::string topic_of(const Service& service) {
    return "service/" + service.id;
}

std::vector<std::string> topics_of(const ReportedIncident& incident) {
    std::set<std::string> topics;
    for (const auto& part : incident.affected) {
        const auto id = part.service.empty() ? slug_of(part.name) : part.service;
        if (!id.empty() && id.size() <= 100) topics.insert("service/" + id);
    }
    return {topics.begin(), topics.end()};
}

Result<std::vector<Polling::Due>> Polling::due(const Call& call, const std::vector<HealthSource>& sources) {
    std::vector<Due> found;
    for (const auto& source : sources) {
        const bool is_ours = source.is_per_customer != call.customer.id.empty() && !source.is_hook();
        if (!is_ours) continue;
        DESK_TRY(auto record, shelf_.record(source));
        if (record.is_due(source, call.now)) found.push_back({&source, std::move(record)});
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.record.tried_at < b.record.tried_at; });
    const std::size_t most = call.attempt > 1 ? 1 : most_asked;
    if (found.size() > most) found.resize(most);
    return found;
}

Result<void> Polling::poll(const Call& call, const std::vector<HealthSource>& sources) {
    DESK_TRY(const auto due_ones, due(call, sources));
    for (const auto& one : due_ones) DESK_CHECK(ask(call, one));
    return {};
}

Result<void> Polling::ask(const Call& call, const Due& due) {
    auto record = due.record;
    if (call.attempt > 2) {
        record.tried_at = call.now;
        record.why = due.source->url + ": no answer within the time of a call, twice";
        ++record.failures;
    } else {
        ask_source(host_, *due.source, record, AskDepth::history, call.now);
    }
    tell_of_new(*due.source, due.record, record);
    return shelf_.save(*due.source, due.record, record, call.now);
}

Result<void> Polling::take(const Call& call, const std::vector<HealthSource>& sources, SourceKind kind) {
    bool is_taken = false;
    for (const auto& source : sources) {
        if (source.kind != kind) continue;
        is_taken = true;
        DESK_TRY(auto news, read_hook(source, call["body"]));
        DESK_TRY(const auto before, shelf_.record(source));
        auto record = before;
        take_in(record, std::move(news), source, call.now);
        tell_of_new(source, before, record);
        DESK_CHECK(shelf_.save(source, before, record, call.now));
    }
    if (!is_taken) host_.log(2, "a report came in for which the setting sources names no source");
    return {};
}

// The first look at a source tells nobody what has been open for long.
void Polling::tell_of_new(const HealthSource& source, const SourceRecord& before, const SourceRecord& after) {
    if (before.seen_at == Time{} && !source.is_hook()) return;
    for (const auto& incident : after.report.incidents) {
        const bool is_news = incident.is_open && incident.kind == ReportKind::incident && !incident.needs_person &&
                             incident.state.level >= Level::degraded && !was_open(before, incident);
        if (!is_news) continue;
        for (const auto& topic : topics_of(incident))
            host_.publish(topic, incident.id.substr(0, 60) + "/new", new_incident(incident, source.vendor));
    }
}

}  // namespace desk
