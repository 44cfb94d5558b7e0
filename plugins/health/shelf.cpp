#include "plugins/health/shelf.hpp"

#include "plugins/health/ask_source.hpp"
#include "plugins/health/history.hpp"

#include <algorithm>
#include <utility>

namespace desk {
namespace {

using namespace std::chrono;

constexpr int most_asked_now = 4;  // a person waits
constexpr days ended_kept{30};

std::string value_or_empty(const std::map<std::string, std::string>& values, const std::string& key) {
    const auto found = values.find(key);
    return found == values.end() ? std::string{} : found->second;
}

// The clock has looked lately, so asking at once would bring nothing better.
bool is_watched(const HealthSource& source, const SourceRecord& kept, Time now) {
    return kept.tried_at != Time{} && now - kept.tried_at <= 2 * std::max(source.period, seconds{60}) + seconds{30};
}

void put_words(SourceRecord& record, const std::map<std::string, std::string>& values) {
    for (auto& incident : record.report.incidents) {
        const auto words = values.find("now/words/" + incident.id);
        if (words != values.end()) add_words(incident, read_words(words->second));
    }
}

bool has_words(const SourceRecord& record, const std::map<std::string, std::string>& values) {
    return std::any_of(record.report.incidents.begin(), record.report.incidents.end(),
                       [&](const auto& incident) { return values.contains("now/words/" + incident.id); });
}

}  // namespace

Result<HealthShelf::Values> HealthShelf::recall(const Call& call, std::string_view prefix) {
    Values values;
    DESK_TRY(const auto shared, host_.recall_all_shared(prefix));
    for (const auto& kept : shared) values[kept.key] = kept.value;
    if (call.customer.id.empty()) return values;
    DESK_TRY(const auto own, host_.recall_all(prefix));
    for (const auto& kept : own) values[kept.key] = kept.value;
    return values;
}

std::shared_ptr<const SourceRecord> HealthShelf::parsed(const HealthSource& source, const Values& values) {
    const auto head = value_or_empty(values, "now/head/" + source.id);
    const auto report = value_or_empty(values, "now/report/" + source.id);
    const auto read = [&] { return std::make_shared<const SourceRecord>(read_record(head, report)); };
    if (source.is_per_customer) return read();
    auto& kept = parsed_[source.id];
    if (kept.record == nullptr || kept.head != head || kept.report != report) kept = {head, report, read()};
    return kept.record;
}

KnownSource HealthShelf::asked_now(const HealthSource& source, const std::shared_ptr<const SourceRecord>& kept, Time now) {
    auto& record = asked_.try_emplace(source.id, *kept).first->second;
    if (kept->seen_at > record.seen_at) record = *kept;
    ask_source(host_, source, record, AskDepth::state, now);
    return {source, std::make_shared<const SourceRecord>(record), record.is_usable(source, now)};
}

KnownSource HealthShelf::of_desk(const Values& values, Time now) {
    KnownSource desk{.source = {.id = "desk", .kind = SourceKind::alertmanager, .vendor = {}}, .is_usable = true};
    SourceRecord record{.seen_at = now};
    for (const auto& [key, value] : values) {
        if (!key.starts_with("now/announce/")) continue;
        const auto announcement = read_announcement(value);
        if (announcement.ended && now - *announcement.ended > ended_kept) continue;
        record.report.incidents.push_back(incident_of(announcement));
    }
    put_words(record, values);
    desk.record = std::make_shared<const SourceRecord>(std::move(record));
    return desk;
}

Result<Picture> HealthShelf::picture(const Call& call, const std::vector<HealthSource>& sources) {
    DESK_TRY(const auto values, recall(call, "now/"));
    std::vector<KnownSource> known;
    int asked = 0;
    for (const auto& source : sources) {
        if (source.is_per_customer && call.customer.id.empty()) continue;
        const auto record = parsed(source, values);
        const bool is_cold = source.may_be_asked_now() && !is_watched(source, *record, call.now);
        known.push_back(is_cold && ++asked <= most_asked_now
                            ? asked_now(source, record, call.now)
                            : KnownSource{source, record, record->is_usable(source, call.now)});
        if (!has_words(*known.back().record, values)) continue;
        auto with_words = *known.back().record;
        put_words(with_words, values);
        known.back().record = std::make_shared<const SourceRecord>(std::move(with_words));
    }
    known.push_back(of_desk(values, call.now));
    return Picture{std::move(known)};
}

Result<SourceRecord> HealthShelf::record(const HealthSource& source) {
    DESK_TRY(const auto head, host_.recall("now/head/" + source.id));
    DESK_TRY(const auto report, host_.recall("now/report/" + source.id));
    return read_record(head.value_or(""), report.value_or(""));
}

Result<void> HealthShelf::save(const HealthSource& source, const SourceRecord& before, const SourceRecord& record, Time now) {
    host_.remember("now/head/" + source.id, write_head(record));
    const auto report = write_kept_report(record);
    if (before.seen_at == Time{} || report != write_kept_report(before)) host_.remember("now/report/" + source.id, report);
    if (!record.is_usable(source, now)) return {};
    const auto key = "history/" + source.id;
    DESK_TRY(const auto kept, host_.recall(key));
    auto history = read_history(kept.value_or(""));
    history.take(record.report, now);
    if (const auto text = write_history(history); text != kept) host_.remember(key, text);
    return {};
}

Result<std::vector<Announcement>> HealthShelf::announcements() {
    DESK_TRY(const auto kept, host_.recall_all("now/announce/"));
    std::vector<Announcement> announcements;
    for (const auto& one : kept) announcements.push_back(read_announcement(one.value));
    return announcements;
}

void HealthShelf::save(const Announcement& announcement) {
    host_.remember("now/announce/" + announcement.id, write_announcement(announcement));
}

Result<void> HealthShelf::add(const std::string& incident, DeskWords words) {
    const auto key = "now/words/" + incident;
    DESK_TRY(const auto kept, host_.recall(key));
    auto all = read_words(kept.value_or(""));
    const bool is_there = std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.id == words.id; });
    if (!is_there) all.push_back(std::move(words));
    host_.remember(key, write_words(all));
    return {};
}

Result<std::string> HealthShelf::history(const Call& call, const Service& service, Time now) {
    DESK_TRY(const auto values, recall(call, "history/"));
    std::string merged;
    for (const auto& [key, value] : values) {
        auto history = read_history(value);
        history.move_to(floor<std::chrono::days>(now));
        merged = merged_days(merged, history.of(service));
    }
    return merged;
}

}  // namespace desk
