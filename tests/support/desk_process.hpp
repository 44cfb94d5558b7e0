// The real desk, `deskhand serve` of the build folder, on free loopback ports and data of its own,
// with the plugins echo and fault: started, stopped, killed and started again on the same data.
// One thread at a time, but for the ports.
#pragma once

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"
#include <desk/http.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace desk::test {

inline constexpr const char* desk_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
inline constexpr const char* desk_slack_secret = "8f742231b10e8888abcd99yyyzzz85a5";
inline constexpr const char* desk_token = "a-token-of-the-tests";

// What a test wants to be different.
struct DeskPlan {
    std::string reply_url = "http://127.0.0.1:9/replies";  // of the adapter "helpdesk"
    std::string slack_url = {};  // base_url of the adapter "slack"; "": there is none
    std::string plugin_timeout = "10s";
    std::map<std::string, std::string> limits = {};  // key in [limits] → TOML
};

class DeskProcess {
public:
    // Writes the configuration; starts nothing.
    explicit DeskProcess(DeskPlan plan);

    // Starts the program. Nothing is waited for.
    void start();
    // True: /readyz said 200 within the time.
    bool is_ready_within(std::chrono::milliseconds longest);
    // Both of them, for at most two minutes; a desk that does not become ready fails the test.
    bool start_and_wait();

    void signal(int number) const { program_->signal(number); }
    // SIGKILL, and gone.
    void kill();
    std::optional<Ending> wait(std::chrono::milliseconds longest) {
        return program_->wait(longest);
    }
    pid_t pid() const { return program_->pid(); }

    std::uint16_t port() const { return port_; }
    std::uint16_t admin_port() const { return admin_port_; }
    // Everything it has logged so far, of all its lives.
    std::string log() const;
    const std::string& folder() const { return folder_.path(); }
    std::string database() const { return folder_.file("desk.db"); }
    std::string configuration_file() const { return folder_.file("desk.toml"); }
    std::string configuration() const;
    void write_configuration(const std::string& text) const;

    // `deskhand ARGUMENTS --config FILE`.
    Ran command(std::vector<std::string> arguments) const;

private:
    DeskPlan plan_;
    TemporaryFolder folder_;
    std::uint16_t port_;
    std::uint16_t admin_port_;
    std::optional<Program> program_ = {};
};

// A port nobody listens on, below those the kernel gives to clients, so that it stays free between
// two lives of a desk.
std::uint16_t free_port();

}  // namespace desk::test
