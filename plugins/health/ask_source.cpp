#include "plugins/health/ask_source.hpp"

#include "plugins/health/read_source.hpp"
#include "plugins/status_source/graph.hpp"
#include "plugins/status_source/status_page.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>
#include <utility>

namespace desk {
namespace {

using namespace std::chrono;

constexpr int most_pages = 8;
constexpr std::size_t most_ends = 3;  // looked up in one poll
constexpr days kept_for{30};
constexpr days repeated_within{1};

bool is_same_origin(std::string_view a, std::string_view b) {
    const auto origin = [](std::string_view url) { return url.substr(0, url.find('/', url.find("://") + 3)); };
    return origin(a) == origin(b);
}

// One poll: what it needs, and where its calls are counted.
class Asking {
public:
    Asking(Host& host, const HealthSource& source, SourceRecord& record, AskDepth depth, Time now)
        : host_{host}, source_{source}, record_{record}, depth_{depth}, now_{now} {}

    Result<StatusReport> report() {
        if (source_.is_probe()) return probed();
        DESK_TRY(const auto first, fetch(first_address(source_)));
        seen_at_ = first.fetched_at;
        DESK_TRY(auto report, read_source(source_, first.body, now_));
        DESK_CHECK(add_pages(report));
        if (source_.kind == SourceKind::graph) DESK_CHECK(add_issues(report));
        report = mapped(std::move(report), source_.services);
        if (depth_ == AskDepth::history) add_past(report);
        return report;
    }
    Time seen_at() const { return seen_at_; }

private:
    Result<HttpResponse> fetch(const std::string& url) {
        if (!record_.quota.take(now_)) return unavailable(url + ": our own limit of calls is reached");
        HttpRequest request{.url = url, .max_age = depth_ == AskDepth::state ? source_.max_age : seconds{1}};
        request.account = source_.account;
        request.as_customer = source_.is_per_customer;
        if (source_.kind == SourceKind::graph) request.headers.emplace_back("Prefer", "odata.maxpagesize=25");
        DESK_TRY(auto response, host_.fetch(request));
        if (response.status == 200) return response;
        if (response.status == 429 || response.status == 503)
            record_.wait_until = retry_time(response, now_).value_or(now_ + minutes{response.status == 429 ? 1 : 0});
        return unavailable(url + ": status " + std::to_string(response.status));
    }

    // A next page on another host would carry the signature there.
    Result<void> add_pages(StatusReport& report) {
        for (int page = 1; !report.next_page.empty() && page < most_pages; ++page) {
            if (!is_same_origin(report.next_page, source_.url)) return unavailable("a next page on another host");
            DESK_TRY(const auto response, fetch(report.next_page));
            DESK_TRY(auto more, page_of(response.body));
            append_page(report, std::move(more));
        }
        return {};
    }
    Result<StatusReport> page_of(std::string_view body) {
        return is_at_issues_ ? read_graph_issues(body) : read_source(source_, body, now_);
    }

    Result<void> add_issues(StatusReport& report) {
        is_at_issues_ = true;
        DESK_TRY(const auto response, fetch(source_.url + "/admin/serviceAnnouncement/issues?$filter=isResolved%20eq%20false"));
        DESK_TRY(auto issues, read_graph_issues(response.body));
        append_page(report, std::move(issues));
        return add_pages(report);
    }

    bool has_vanished(const StatusReport& report, const ReportedIncident& before) const {
        return before.is_open && std::none_of(report.incidents.begin(), report.incidents.end(), [&](const auto& incident) {
            return incident.source_id == before.source_id;
        });
    }

    // What the state does not need; a failure here costs nothing but detail.
    void add_past(StatusReport& report) {
        std::vector<std::string> vanished;
        for (const auto& before : record_.report.incidents) {
            if (has_vanished(report, before) && before.kind == ReportKind::incident) vanished.push_back(before.source_id);
        }
        const bool is_hour_over = now_ - record_.history_at >= hours{1};
        if (source_.kind == SourceKind::statuspage && (is_hour_over || !vanished.empty())) {
            add(report, history_address(source_), read_status_page);
            record_.history_at = now_;
        }
        if (source_.kind != SourceKind::graph) return;
        for (std::size_t i = 0; i < std::min(vanished.size(), most_ends); ++i) {
            add(report, source_.url + "/admin/serviceAnnouncement/issues/" + vanished[i],
                [](std::string_view body) { return read_graph_issues("{\"value\":[" + std::string{body} + "]}"); });
        }
        if (!is_hour_over) return;
        record_.history_at = now_;
        add(report, source_.url + "/admin/serviceAnnouncement/messages?$filter=actionRequiredByDateTime%20ne%20null",
            read_graph_messages);
    }

    template <class Read>
    bool add(StatusReport& report, const std::string& url, const Read& read) {
        const auto response = fetch(url);
        auto past = response ? read(response->body) : Result<StatusReport>{response.error()};
        if (!past) return false;
        for (auto& incident : mapped(*std::move(past), source_.services).incidents) {
            const bool is_known = std::any_of(report.incidents.begin(), report.incidents.end(),
                                              [&](const auto& known) { return known.source_id == incident.source_id; });
            if (!is_known) report.incidents.push_back(std::move(incident));
        }
        return true;
    }

    Result<StatusReport> probed() {
        const auto begun = steady_clock::now();
        auto result = source_.kind == SourceKind::http ? probe_page() : probe_port();
        if (source_.kind == SourceKind::http) result.took = duration_cast<milliseconds>(steady_clock::now() - begun);
        const auto state = judge_probe(result, source_.probe, record_.failures, now_);
        if (state.level == Level::unknown) return unavailable(source_.url + ": status " + std::to_string(result.status));
        if (is_failure(result)) why_ = source_.url + ": " + result.why;
        seen_at_ = now_;
        auto services = source_.services;
        for (auto& [service, names] : services) names = {source_.id};
        return mapped(probe_report(source_.id, state), services);
    }
    ProbeResult probe_page() {
        const auto response = host_.fetch({.url = source_.url});
        if (!response) return {.why = response.error().what};
        return {.is_open = true, .status = response->status, .why = "status " + std::to_string(response->status)};
    }
    ProbeResult probe_port() {
        const auto rest = source_.url.substr(source_.url.find("://") + 3);
        const auto colon = rest.find(':');
        Probe probe{.kind = source_.kind == SourceKind::tls ? Probe::Kind::tls : Probe::Kind::tcp, .host = rest.substr(0, colon)};
        const auto port = colon == std::string::npos ? std::string_view{"443"} : std::string_view{rest}.substr(colon + 1);
        std::from_chars(port.data(), port.data() + port.size(), probe.port);
        const auto probed = host_.probe(probe);
        if (!probed) return {.why = probed.error().what};
        return {.is_open = probed->is_open, .took = probed->took, .certificate_until = probed->certificate_until, .why = probed->why};
    }

public:
    // Of a probe that failed, which is a result: the next failure in a row counts more.
    const std::string& probe_failure() const { return why_; }

private:
    Host& host_;
    const HealthSource& source_;
    SourceRecord& record_;
    AskDepth depth_;
    Time now_;
    Time seen_at_ = {};
    std::string why_ = {};
    bool is_at_issues_ = false;
};

}  // namespace

void carry_over(StatusReport& report, const StatusReport& before, Time now) {
    for (const auto& old : before.incidents) {
        const bool is_there = std::any_of(report.incidents.begin(), report.incidents.end(),
                                          [&](const auto& incident) { return incident.source_id == old.source_id; });
        const bool is_past = !old.is_open && now - old.ended.value_or(old.began) > kept_for;
        const bool is_done = old.kind != ReportKind::incident && old.until && *old.until < now;
        if (is_there || is_past || is_done) continue;
        report.incidents.push_back(old);
        auto& incident = report.incidents.back();
        if (!incident.is_open || incident.kind != ReportKind::incident) continue;
        incident.is_open = false;
        incident.ended = now;
        incident.next_update.reset();
        incident.state = {Level::ok, "resolved"};
    }
}

void ask_source(Host& host, const HealthSource& source, SourceRecord& record, AskDepth depth, Time now) {
    record.tried_at = now;
    Asking asking{host, source, record, depth, now};
    auto report = asking.report();
    if (!report) {
        // Asked to wait: what is known stays good until it is too old.
        if (record.wait_until <= now || record.seen_at == Time{}) record.why = report.error().what;
        ++record.failures;
        host.log(2, "source " + source.id + ": " + report.error().what);
        return;
    }
    if (depth == AskDepth::history) carry_over(*report, record.report, now);
    record.report = *std::move(report);
    record.seen_at = asking.seen_at();
    record.why.clear();
    record.failures = asking.probe_failure().empty() ? 0 : record.failures + 1;
}

void take_in(SourceRecord& record, StatusReport news, const HealthSource& source, Time now) {
    news = mapped(std::move(news), source.services);
    auto& known = record.report;
    const bool is_forgotten = source.kind == SourceKind::alertmanager && now - record.seen_at > repeated_within;
    if (is_forgotten) std::erase_if(known.incidents, [](const auto& old) { return old.is_open; });
    known.name = news.name;
    known.whole = news.whole;
    known.lists_trouble_only = news.lists_trouble_only;
    for (auto& part : news.parts) {
        std::erase_if(known.parts, [&](const auto& old) { return old.id == part.id && old.name == part.name && old.service == part.service; });
        if (source.kind == SourceKind::statuspage_webhook) known.parts.push_back(std::move(part));
    }
    for (auto& incident : news.incidents) {
        std::erase_if(known.incidents, [&](const auto& old) { return old.source_id == incident.source_id; });
        known.incidents.insert(known.incidents.begin(), std::move(incident));
    }
    std::erase_if(known.incidents, [&](const auto& old) { return !old.is_open && now - old.ended.value_or(old.began) > kept_for; });
    record.tried_at = now;
    record.seen_at = now;
    record.why.clear();
}

}  // namespace desk
