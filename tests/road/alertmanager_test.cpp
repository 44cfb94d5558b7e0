// The real Prometheus Alertmanager reports to the real desk: an alert that fires is trouble in "/health", one that is resolved
// is none.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/support/desk_client.hpp"
#include "tests/support/desk_process.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/program.hpp"

namespace desk::test {
namespace {

using std::chrono::seconds;

constexpr const char* people = R"(
[[service]]
id = "web-shop"
name = "Web shop"
[[customer]]
id = "contoso"
name = "Contoso Kft."
services = ["web-shop"]
[[customer.contact]]
id = "anna"
given = "Anna"
)";
constexpr const char* sources = R"(
[[source]]
id = "monitoring"
kind = "alertmanager"
name = "Monitoring"
vendor = "Contoso Partner"
label = "service"
[source.services]
web-shop = "shop"
)";

struct Alertmanager : testing::Test {
    DeskProcess desk{DeskPlan{}};
    std::uint16_t port = free_port();
    std::optional<Program> program = {};

    void SetUp() override {
        if (!std::filesystem::exists(DESK_ALERTMANAGER)) GTEST_SKIP() << "no Alertmanager: tests/fetch_alertmanager.sh build/alertmanager";
        write("customers.toml", people);
        write("sources.toml", sources);
        desk.write_configuration(desk.configuration() +
                                 "\n[directory]\nfile = \"customers.toml\"\n\n[plugins.health]\n"
                                 "settings = { sources = \"sources.toml\", hook_token = \"a-token-of-the-tests\" }\n");
        ASSERT_TRUE(desk.start_and_wait());
        start();
    }
    void write(const std::string& name, const std::string& text) const { std::ofstream{desk.folder() + "/" + name} << text; }

    // Tells the desk at once, and again as soon as something has changed.
    void start() {
        write("alertmanager.yml", "route:\n  receiver: desk\n  group_by: [alertname]\n  group_wait: 0s\n  group_interval: 1s\nreceivers:\n- name: desk\n"
                                  "  webhook_configs:\n  - url: http://127.0.0.1:" + std::to_string(desk.port()) + "/hooks/plugins/health/alertmanager\n"
                                  "    send_resolved: true\n    http_config:\n      authorization:\n        credentials: a-token-of-the-tests\n");
        // It reads its templates below /usr/share and nowhere else: it gets a /usr/share of its own.
        program.emplace(std::vector<std::string>{"/usr/bin/unshare", "--map-root-user", "--mount", "/bin/sh", "-c",
                                                 "mount --bind \"$1\" /usr/share && shift && exec \"$0\" \"$@\"", DESK_ALERTMANAGER,
                                                 std::string{DESK_ALERTMANAGER}.substr(0, std::string{DESK_ALERTMANAGER}.rfind("/bin/")) + "/share",
                                                 "--config.file=" + desk.folder() + "/alertmanager.yml",
                                                 "--storage.path=" + desk.folder() + "/alertmanager", "--cluster.listen-address=",
                                                 "--web.listen-address=127.0.0.1:" + std::to_string(port)},
                        desk.folder() + "/alertmanager.out", desk.folder() + "/alertmanager.err");
        const bool is_up = eventually(seconds{30}, [this] { return program->wait(std::chrono::milliseconds{0}) || is_ready(); });
        if (!is_up || !is_ready()) GTEST_SKIP() << "Alertmanager does not start here (it needs user namespaces)";
    }
    bool is_ready() const { return exchange(port, {.method = "GET", .url = "/-/ready"}).status == 200; }
    void alert(const std::string& more) {
        const auto body = R"([{"labels":{"alertname":"ShopDown","service":"shop","severity":"critical"},"annotations":{"summary":"The shop answers 503"})" + more + "}]";
        const auto answer = exchange(port, {.method = "POST", .url = "/api/v2/alerts", .headers = {{"Content-Type", "application/json"}}, .body = body});
        EXPECT_EQ(answer.status, 200) << answer.body;
    }
    std::string health() {
        const auto answer = exchange(desk.port(), question("q" + std::to_string(++asked_), message_body("c-1", "/health web-shop")));
        return answer.body;
    }

private:
    int asked_ = 0;
};

TEST_F(Alertmanager, TellsTheDeskOfTroubleAndOfItsEnd) {
    alert("");
    EXPECT_TRUE(eventually(seconds{30}, [this] { return health().find("The shop answers 503") != std::string::npos || health().find("ShopDown") != std::string::npos; })) << health();
    alert(R"(,"endsAt":"2026-01-01T00:00:00Z","startsAt":"2025-12-31T00:00:00Z")");
    EXPECT_TRUE(eventually(seconds{30}, [this] { return health().find("ShopDown") == std::string::npos && health().find("503") == std::string::npos; })) << health();
}

}  // namespace
}  // namespace desk::test
