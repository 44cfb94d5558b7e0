#include "plugins/health/source_list.hpp"

#include "plugins/status_source/document.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace desk {
namespace {

struct KindRow {
    std::string_view name;
    SourceKind kind;
    int period_s;
    const char* url;  // "": must be given; nullptr: has none
};
// Periods: a poll every five minutes costs Graph 24 of 800 calls an hour. Addresses: ../shared/facts/partner-support.md
// §3.2 to §3.4.
constexpr std::array kinds{
    KindRow{"statuspage", SourceKind::statuspage, 60, ""},
    KindRow{"graph", SourceKind::graph, 300, "https://graph.microsoft.com/v1.0"},
    KindRow{"azure_events", SourceKind::azure_events, 300, "https://management.azure.com"},
    KindRow{"azure_feed", SourceKind::azure_feed, 300, "https://azure.status.microsoft/en-us/status/feed/"},
    KindRow{"aws", SourceKind::aws, 300, "https://health.aws.amazon.com/public/currentevents"},
    KindRow{"google_cloud", SourceKind::google_cloud, 300, "https://status.cloud.google.com/incidents.json"},
    KindRow{"google_workspace", SourceKind::google_workspace, 300, "https://www.google.com/appsstatus/dashboard/incidents.json"},
    KindRow{"slack", SourceKind::slack, 120, "https://slack-status.com/api/v2.0.0/current"},
    KindRow{"http", SourceKind::http, 60, ""},
    KindRow{"tcp", SourceKind::tcp, 60, ""},
    KindRow{"tls", SourceKind::tls, 3'600, ""},
    KindRow{"alertmanager", SourceKind::alertmanager, 28'800, nullptr},  // it repeats every four hours
    KindRow{"statuspage_webhook", SourceKind::statuspage_webhook, 864'000, nullptr}};

std::vector<std::string> texts(const Json& entry, const char* name) {
    const auto one = text_or(entry, name, "");
    return one.empty() ? texts_of(entry, name) : std::vector{one};
}

ServiceMap services_of(const Json& entry) {
    ServiceMap services;
    const auto& table = object_or_empty(entry, "services");
    for (const auto& [service, names] : table.items()) services[service] = texts(table, service.c_str());
    return services;
}

bool is_id(const std::string& id) {
    return !id.empty() && id.size() <= 32 && std::all_of(id.begin(), id.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
    });
}

// "tcp://mail.example:25", "https://shop.example/health".
bool has_scheme(const std::string& url, std::initializer_list<std::string_view> schemes) {
    return std::any_of(schemes.begin(), schemes.end(), [&](auto scheme) { return url.starts_with(scheme) && url.size() > scheme.size(); });
}

Result<void> check(const HealthSource& source) {
    const auto refuse = [&](const std::string& why) { return invalid("sources: [" + source.id + "]: " + why); };
    if (source.kind == SourceKind::aws && source.choice.regions.empty())
        return refuse("regions is missing: somewhere in the world something is always open");
    const bool is_port = source.kind == SourceKind::tcp || source.kind == SourceKind::tls;
    if (is_port && (!has_scheme(source.url, {"tcp://", "tls://", "https://"}) || source.url.find(':', 8) == std::string::npos))
        return refuse("url must be tcp://HOST:PORT or tls://HOST:PORT");
    if (!is_port && !source.is_hook() && !has_scheme(source.url, {"https://", "http://"})) return refuse("url must be an address");
    if (source.kind == SourceKind::graph && source.account.empty()) return refuse("account is missing");
    if (source.kind == SourceKind::azure_events && source.account.empty()) return refuse("account is missing");
    if (source.is_probe() && source.services.empty()) return refuse("services is missing: which service is measured?");
    return {};
}

Result<HealthSource> read_source(const Json& entry) {
    HealthSource source{.id = text_or(entry, "id", "")};
    if (!is_id(source.id)) return invalid("sources: id \"" + source.id + "\" must be a-z, 0-9 and _, at most 32");
    const auto said = text_or(entry, "kind", "");
    const auto row = std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.name == said; });
    if (row == kinds.end()) return invalid("sources: [" + source.id + "]: there is no kind \"" + said + "\"");
    source.kind = row->kind;
    source.url = text_or(entry, "url", row->url == nullptr ? "" : row->url);
    source.account = text_or(entry, "account", "");
    source.is_per_customer = !source.account.empty() && bool_or(entry, "per_customer", true);
    source.vendor = {text_or(entry, "vendor", ""), text_or(entry, "name", source.id), text_or(entry, "language", "en")};
    if (source.vendor.name.empty()) source.vendor.name = source.vendor.source;
    source.period = std::chrono::seconds{std::clamp<std::int64_t>(integer_or(entry, "period_s", row->period_s), 30, 864'000)};
    source.stale_after = std::chrono::seconds{integer_or(entry, "stale_after_s", source.period.count() * 3)};
    source.max_age = source.period;
    source.choice = {.regions = texts(entry, "regions"), .products = texts(entry, "products")};
    source.label = text_or(entry, "label", "service");
    source.probe.slow = std::chrono::milliseconds{integer_or(entry, "slow_ms", source.probe.slow.count())};
    source.probe.certificate = std::chrono::days{integer_or(entry, "certificate_days", source.probe.certificate.count())};
    source.probe.failures = static_cast<int>(std::clamp<std::int64_t>(integer_or(entry, "failures", 2), 1, 100));
    source.services = services_of(entry);
    DESK_CHECK(check(source));
    return source;
}

std::chrono::seconds seconds_of(const Host& host, const char* name, std::int64_t otherwise) {
    return std::chrono::seconds{std::max<std::int64_t>(number_of(Json(host.setting(name))).value_or(otherwise), 0)};
}

// The one page of the settings that were there first.
HealthSource page_of(const Host& host) {
    HealthSource source{.id = "page", .vendor = vendor_of(host), .url = host.setting("status_url"), .period = std::chrono::seconds{60}};
    source.stale_after = seconds_of(host, "stale_after_s", 900);
    source.max_age = seconds_of(host, "max_age_s", 60);
    return source;
}

}  // namespace

Result<std::vector<HealthSource>> read_sources(std::string_view document) {
    DESK_TRY(const auto json, parse_json(document));
    std::vector<HealthSource> sources;
    std::set<std::string> ids{"page", "desk"};
    for (const auto& entry : array_or_empty(json, "source")) {
        DESK_TRY(auto source, read_source(entry));
        if (!ids.insert(source.id).second) return invalid("sources: id \"" + source.id + "\" is there already");
        sources.push_back(std::move(source));
    }
    return sources;
}

Result<std::vector<HealthSource>> sources_of(const Host& host) {
    std::vector<HealthSource> sources;
    if (!host.setting("status_url").empty()) sources.push_back(page_of(host));
    const auto document = host.setting("sources");
    if (document.empty()) return sources;
    DESK_TRY(auto listed, read_sources(document));
    for (auto& source : listed) sources.push_back(std::move(source));
    return sources;
}

}  // namespace desk
