#include "plugins/status_source/source.hpp"

#include "plugins/status_source/status_page.hpp"

#include <charconv>
#include <chrono>
#include <string_view>
#include <utility>

namespace desk {
namespace {

std::chrono::seconds seconds_of(const Host& host, std::string_view name,
                                std::chrono::seconds otherwise) {
    const auto text = host.setting(name);
    long long seconds = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool is_number =
        problem == std::errc{} && end == text.data() + text.size() && seconds >= 0;
    return is_number ? std::chrono::seconds{seconds} : otherwise;
}

Result<HttpResponse> fetch(Host& host, const std::string& url) {
    return host.fetch(
        {.url = url, .max_age = seconds_of(host, "max_age_s", std::chrono::seconds{60})});
}

Result<SeenPage> read(Host& host, const std::string& url, const HttpResponse& response, Time now) {
    if (response.status != 200)
        return unavailable(url + ": status " + std::to_string(response.status));
    const auto most = seconds_of(host, "stale_after_s", std::chrono::seconds{900});
    if (now - response.fetched_at > most) return unavailable(url + ": last answer is too old");

    auto page = read_status_page(response.body);
    if (!page) return unavailable(url + ": " + page.error().what);
    return SeenPage{*std::move(page), response.fetched_at};
}

}  // namespace

std::string summary_url(std::string url) {
    if (url.ends_with(".json")) return url;
    if (!url.ends_with('/')) url += '/';
    return url + "api/v2/summary.json";
}

Result<SeenPage> see_status_page(Host& host, Time now) {
    const auto url = summary_url(host.setting("status_url"));
    DESK_TRY(const auto response, fetch(host, url));
    return read(host, url, response, now);
}

Result<SeenPage> see_incident_history(Host& host, Time now) {
    auto url = summary_url(host.setting("status_url"));
    url = url.substr(0, url.find_last_of('/') + 1) + "incidents.json";
    DESK_TRY(const auto response, fetch(host, url));
    if (response.status == 404) return SeenPage{{}, now};
    return read(host, url, response, now);
}

}  // namespace desk
