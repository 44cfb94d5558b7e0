#include "tests/support/desk_process.hpp"

#include "bot/http/descriptor.hpp"
#include "tests/support/desk_client.hpp"
#include "tests/support/eventually.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>

#include <fstream>
#include <iterator>
#include <utility>

namespace desk::test {
namespace {

constexpr std::chrono::seconds longest_start{120};  // on a machine that does much else
constexpr int first_port = 20'000;
constexpr int ports = 12'000;

void write_file(const std::string& path, const std::string& text) {
    std::ofstream{path, std::ios::binary} << text;
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

std::string address(std::uint16_t port) {
    return "\"127.0.0.1:" + std::to_string(port) + "\"";
}

std::string slack_section(const std::string& base_url) {
    if (base_url.empty()) return {};
    return "\n[adapters.slack]\ntype = \"slack\"\nsigning_secret_file = \"slack.secret\"\n"
           "bot_token_file = \"slack.token\"\nbase_url = \"" +
           base_url + "\"\nallow_private = true\n";
}

std::string plugin_section(const std::string& name, const std::string& timeout) {
    return "\n[plugins." + name + "]\nfile = \"" + name + ".so\"\ntimeout = \"" + timeout + "\"\n";
}

bool is_free(int port) {
    const OwnedDescriptor socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_port = htons(static_cast<std::uint16_t>(port));
    own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::bind(socket.number(), reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0;
}

}  // namespace

// Tests that run side by side begin at different places.
std::uint16_t free_port() {
    static int next = static_cast<int>(::getpid()) * 13 % ports;
    for (int tries = 0; tries < ports; ++tries) {
        const int port = first_port + ++next % ports;
        if (is_free(port)) return static_cast<std::uint16_t>(port);
    }
    ADD_FAILURE() << "no port is free";
    return 0;
}

DeskProcess::DeskProcess(DeskPlan plan)
    : plan_{std::move(plan)}, port_{free_port()}, admin_port_{free_port()} {
    write_file(folder_.file("helpdesk.secret"), desk_secret);
    write_file(folder_.file("slack.secret"), desk_slack_secret);
    write_file(folder_.file("slack.token"), "xoxb-of-the-tests");
    write_file(folder_.file("api.token"), desk_token);
    write_configuration(configuration());
}

std::string DeskProcess::configuration() const {
    std::string limits;
    for (const auto& [key, value] : plan_.limits) limits += key + " = " + value + "\n";
    return "[desk]\nname = \"Contoso Partner\"\nlanguages = [\"en\"]\n"
           "time_zone = \"Europe/Budapest\"\n"
           "\n[server]\nlisten = " +
           address(port_) + "\nadmin_listen = " + address(admin_port_) +
           "\n\n[storage]\nurl = \"sqlite:desk.db\"\n\n[api]\ntoken_file = \"api.token\"\n"
           "\n[limits]\n" +
           limits +
           "\n[adapters.helpdesk]\ntype = \"webhook\"\nsecret_file = \"helpdesk.secret\"\n"
           "reply_url = \"" +
           plan_.reply_url + "\"\nallow_private = true\n" + slack_section(plan_.slack_url) +
           plugin_section("echo", plan_.plugin_timeout) +
           plugin_section("fault", plan_.plugin_timeout);
}

void DeskProcess::write_configuration(const std::string& text) const {
    write_file(configuration_file(), text);
}

void DeskProcess::start() {
    program_.reset();
    program_.emplace(std::vector<std::string>{std::string{DESK_BUILD_DIR} + "/deskhand", "serve",
                                              "--config", configuration_file()},
                     folder_.file("out.log"), folder_.file("desk.log"));
}

bool DeskProcess::is_ready_within(std::chrono::milliseconds longest) {
    bool is_ready = false;
    const bool came_to_an_end = eventually(longest, [&] {
        is_ready = exchange(admin_port_, {.method = "GET", .url = "/readyz"}).status == 200;
        return is_ready || program_->wait(std::chrono::milliseconds{0});
    });
    return came_to_an_end && is_ready;
}

bool DeskProcess::start_and_wait() {
    start();
    if (is_ready_within(longest_start)) return true;
    const auto all = log();
    ADD_FAILURE() << "the desk does not become ready; it said:\n"
                  << all.substr(all.size() - std::min<std::size_t>(all.size(), 4'000));
    return false;
}

void DeskProcess::kill() {
    program_->signal(SIGKILL);
    EXPECT_TRUE(program_->wait(longest_start)) << "a killed desk does not end";
}

std::string DeskProcess::log() const {
    std::ifstream file{folder_.file("desk.log"), std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

Ran DeskProcess::command(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--config", configuration_file()});
    return run_deskhand(std::move(arguments));
}

}  // namespace desk::test
