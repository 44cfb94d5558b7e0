#include "tests/benchmarks/measured_desk.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include "bot/http/http_client.hpp"
#include "tests/benchmarks/process_costs.hpp"

namespace desk::test {
namespace {

using std::chrono::steady_clock;

std::string configuration(std::uint16_t reply_port) {
    const auto port = std::to_string(MeasuredDesk::port);
    return "[server]\nlisten = \"127.0.0.1:" + port + "\"\nadmin_listen = \"127.0.0.1:" +
           std::to_string(MeasuredDesk::port + 1) + "\"\n[api]\ntoken = \"benchmark\"\n[limits]\nworkers = 64\n" +
           "requests_per_connection = 1000000\n[adapters.helpdesk]\ntype = \"webhook\"\nsecret = \"whsec_" +
           MeasuredDesk::key + "\"\nallow_private = true\nreply_url = \"http://127.0.0.1:" + std::to_string(reply_port) +
           "/replies\"\n[plugins.echo]\nfile = \"echo.so\"\n[log]\nlevel = \"error\"\n";
}

double each(double amount, std::uint64_t turns) { return amount / static_cast<double>(std::max<std::uint64_t>(turns, 1)); }

}  // namespace

MeasuredDesk::MeasuredDesk(std::uint16_t reply_port, const std::vector<std::string>& under)
    : folder_{std::string{DESK_BUILD_DIR} + "/desk_benchmark_data"} {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    std::ofstream{folder_ + "/desk.toml"} << configuration(reply_port);

    auto words = under;
    for (const auto* word : {DESK_BUILD_DIR "/deskhand", "serve", "--config"}) words.emplace_back(word);
    words.push_back(folder_ + "/desk.toml");
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawnp(&pid_, arguments.front(), nullptr, nullptr, arguments.data(), environ);
}

MeasuredDesk::~MeasuredDesk() {
    end();
    std::filesystem::remove_all(folder_);
}

void MeasuredDesk::end() {
    if (pid_ <= 0) return;
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
}

bool MeasuredDesk::is_ready(std::chrono::seconds longest) const {
    const auto url = "http://127.0.0.1:" + std::to_string(port + 1) + "/readyz";
    HttpClient client;
    for (const auto until = steady_clock::now() + longest; steady_clock::now() < until;) {
        const auto response = client.send({.url = url}, {.reach = {.allow_private = true}});
        if (response && response->status == 200) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    return false;
}

DeskCost MeasuredDesk::cost() const {
    const auto desk = processor_time(pid_);
    return {.desk = desk, .plugins = costs_of(pid_).cpu - desk, .kernel = kernel_.now()};
}

std::string cost_each(const DeskCost& before, const DeskCost& after, std::uint64_t turns) {
    const auto desk = each(static_cast<double>((after.desk - before.desk).count()) / 1e3, turns);
    const auto plugins = each(static_cast<double>((after.plugins - before.plugins).count()) / 1e3, turns);
    std::array<char, 160> text{};
    std::snprintf(text.data(), text.size(), "%.0f µs CPU (desk %.0f, plugin %.0f), %.1f system calls, %.1f switches, %.2f flushes",
                  desk + plugins, desk, plugins, each(static_cast<double>(after.kernel.calls - before.kernel.calls), turns),
                  each(static_cast<double>(after.kernel.switches - before.kernel.switches), turns),
                  each(static_cast<double>(after.kernel.flushes - before.kernel.flushes), turns));
    return text.data();
}

}  // namespace desk::test
