// How long /health takes inside the plugin, answered from what the clock has kept: 10,000 customers with 12 services each,
// each with the overview and eight open issues of its own Microsoft 365 tenant, beside three sources they share. Through
// the plugin's C functions and JSON documents, without the process between. Prints p50, p99 and the worst in
// milliseconds of processor time, and what one tenant costs in storage and in the plugin's memory. Run in the build folder.
#include <desk/testkit.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace desk;

constexpr int customers = 10'000;
constexpr int asking = 1'000;  // of them, evenly spread
constexpr int services = 12;
constexpr int issues = 8;
const std::string base = "https://graph.microsoft.com/v1.0/admin/serviceAnnouncement/";

std::string service_name(int i) {
    return "Service number " + std::to_string(i);
}

std::string directory() {
    Json list = Json::array();
    for (int i = 0; i < services; ++i)
        list.push_back({{"id", "service-number-" + std::to_string(i)}, {"name", service_name(i)}, {"vendor", "Microsoft"}});
    return dump_json(list);
}

std::string overviews() {
    Json list = Json::array();
    for (int i = 0; i < 25; ++i)
        list.push_back({{"id", "S" + std::to_string(i)}, {"service", service_name(i)}, {"status", i % 6 == 0 ? "serviceDegradation" : "serviceOperational"}});
    return dump_json({{"value", list}});
}

std::string open_issues() {
    Json list = Json::array();
    for (int i = 0; i < issues; ++i) {
        Json posts = Json::array();
        for (int post = 0; post < 6; ++post) {
            posts.push_back({{"createdDateTime", "2026-11-24T0" + std::to_string(post + 1) + ":10:00Z"},
                             {"description", {{"contentType", "html"}, {"content", "Current status: " + std::string(900, 'x')}}}});
        }
        list.push_back({{"id", "EX10" + std::to_string(i)}, {"title", "Trouble " + std::to_string(i)}, {"service", service_name(i)},
                        {"status", "serviceDegradation"}, {"isResolved", false}, {"startDateTime", "2026-11-24T01:00:00Z"}, {"posts", posts}});
    }
    return dump_json({{"value", list}});
}

std::string feed() {
    std::string items;
    for (int i = 0; i < 20; ++i)
        items += "<item><guid>g" + std::to_string(i) + "</guid><title>t</title><category>" + service_name(i) + "</category><description>" +
                 std::string(800, 'y') + "</description></item>";
    return "<rss><channel>" + items + "</channel></rss>";
}

// Of this thread alone: others on the machine do not count.
double cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

std::size_t resident_kb() {
    std::ifstream file{"/proc/self/statm"};
    std::size_t all = 0, resident = 0;
    file >> all >> resident;
    return resident * 4;
}

void print(const char* what, std::vector<double>& ms) {
    std::sort(ms.begin(), ms.end());
    std::printf("%-28s p50 %.3f ms  p99 %.3f ms  worst %.3f ms  (%zu calls)\n", what, ms[ms.size() / 2], ms[ms.size() * 99 / 100],
                ms.back(), ms.size());
}

}  // namespace

int main() {
    const std::string sources = R"({"source": [
        {"id": "m365", "kind": "graph", "name": "Microsoft 365", "vendor": "Microsoft", "account": "partner"},
        {"id": "azure", "kind": "azure_feed", "name": "Azure"}, {"id": "azure2", "kind": "azure_feed", "name": "Azure"},
        {"id": "azure3", "kind": "azure_feed", "name": "Azure"}]})";
    test::TestBot bot{"health", {{"account", "partner"}, {"sources", sources}}};
    bot.look_up("customer.services", directory());
    bot.web(base + "healthOverviews", {200, overviews()});
    bot.web(base + "issues?$filter=isResolved%20eq%20false", {200, open_issues()});
    bot.web("https://azure.status.microsoft/en-us/status/feed/", {200, feed()});
    bot.customer({});
    bot.fire("poll");
    bot.customer({"c0", "Customer 0"});
    bot.fire("poll_customer");
    std::size_t bytes = 0;
    const auto kept = bot.shelf();
    for (const auto& [key, value] : kept) bytes += key.size() + value.size();
    for (int i = 1; i < customers; ++i) {
        bot.customer({"c" + std::to_string(i), "Customer"});
        bot.shelf() = kept;
    }

    const auto before = resident_kb();
    std::vector<double> overview, one;
    for (int i = 0; i < customers; i += customers / asking) {
        bot.customer({"c" + std::to_string(i), "Customer"});
        for (const auto* line : {"/health", "/health number 7"}) {
            const auto begun = cpu_ms();
            const auto said = bot.say(line);
            (line[7] == '\0' ? overview : one).push_back(cpu_ms() - begun);
            if (said.starts_with("error")) return std::printf("%s\n", said.c_str()), 1;
        }
    }
    print("/health, 12 services", overview);
    print("/health SERVICE", one);
    std::printf("one tenant: %zu bytes kept; the plugin's memory grew by %zd kB over %d tenants\n", bytes,
                static_cast<std::ptrdiff_t>(resident_kb()) - static_cast<std::ptrdiff_t>(before), asking);
    return 0;
}
