#include "plugins/health/source_record.hpp"

#include "plugins/status_source/document.hpp"
#include "plugins/status_source/report_text.hpp"
#include "plugins/status_source/vendor_time.hpp"
#include <desk/wire_values.hpp>

#include <algorithm>

namespace desk {
namespace {

using namespace std::chrono;

constexpr std::size_t most_report = 60'000;  // a kept value may have 64 KB
constexpr seconds shortest_pause{30};

Time moment(const Json& object, const char* name) {
    const auto time = wire::read_time(text_or(object, name, ""));
    return time ? *time : Time{};
}

void put(Json& object, const char* name, Time time) {
    if (time != Time{}) object[name] = wire::time_text(time);
}

}  // namespace

bool CallQuota::take(Time now) {
    if (now - minute >= minutes{1}) minute = now, in_minute = 0;
    if (now - hour >= hours{1}) hour = now, in_hour = 0;
    if (in_minute >= most_a_minute || in_hour >= most_an_hour) return false;
    ++in_minute, ++in_hour;
    return true;
}

bool SourceRecord::is_usable(const HealthSource& source, Time now) const {
    return seen_at != Time{} && why.empty() && now - seen_at <= source.stale_after;
}

// After failures sooner than usual, then ever later: 30 s, 60 s, 120 s … up to its period.
bool SourceRecord::is_due(const HealthSource& source, Time now) const {
    if (source.is_hook() || now < wait_until) return false;
    const auto pause = failures == 0 ? source.period : std::min(source.period, shortest_pause * (1 << std::min(failures - 1, 10)));
    // What is due before the clock's next look is asked for now.
    const seconds early = std::min<seconds>(source.period / 10, seconds{15});
    return now - tried_at + early >= pause;
}

std::string write_head(const SourceRecord& record) {
    Json document{{"failures", record.failures}};
    put(document, "tried_at", record.tried_at);
    put(document, "seen_at", record.seen_at);
    put(document, "wait_until", record.wait_until);
    put(document, "history_at", record.history_at);
    put(document, "minute", record.quota.minute);
    put(document, "hour", record.quota.hour);
    document["in_minute"] = record.quota.in_minute;
    document["in_hour"] = record.quota.in_hour;
    if (!record.why.empty()) document["why"] = record.why.substr(0, 300);
    return dump_json(document);
}

std::string write_kept_report(const SourceRecord& record) {
    return write_report(record.report, most_report);
}

SourceRecord read_record(std::string_view head_document, std::string_view report_document) {
    const auto head = parse_json(head_document);
    auto report = read_report(report_document);
    if (!head || !report) return {};
    SourceRecord record{.tried_at = moment(*head, "tried_at"),
                        .seen_at = moment(*head, "seen_at"),
                        .why = text_or(*head, "why", ""),
                        .failures = static_cast<int>(std::clamp<std::int64_t>(integer_or(*head, "failures", 0), 0, 1'000'000)),
                        .wait_until = moment(*head, "wait_until"),
                        .history_at = moment(*head, "history_at")};
    record.quota = {moment(*head, "minute"), static_cast<int>(integer_or(*head, "in_minute", 0)), moment(*head, "hour"),
                    static_cast<int>(integer_or(*head, "in_hour", 0))};
    record.report = *std::move(report);
    return record;
}

std::optional<Time> retry_time(const HttpResponse& response, Time now) {
    const auto* header = find_header(response.headers, "Retry-After");
    if (header == nullptr) return std::nullopt;
    const auto delay = number_of(Json(*header));
    const auto at = delay ? std::optional{now + seconds{std::clamp<std::int64_t>(*delay, 0, 86'400)}} : read_feed_time(*header);
    if (!at) return std::nullopt;
    return std::clamp<Time>(*at, now + minutes{1}, now + days{1});
}

}  // namespace desk
