#include "bot/runtime/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>
#include <vector>

namespace desk {
namespace {

constexpr std::size_t longest_line = 4096;

// The two ends of something; closed unless taken.
struct Pair {
    std::array<int, 2> ends{-1, -1};
    Pair() = default;
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;
    ~Pair() {
        for (const int end : ends) {
            if (end >= 0) ::close(end);
        }
    }
    int take_ours() { return std::exchange(ends[0], -1); }
};

// The settings of one posix_spawn.
class SpawnPlan {
public:
    SpawnPlan(int socket, int output) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions_, output, 1);
        posix_spawn_file_actions_adddup2(&actions_, output, 2);
        posix_spawn_file_actions_adddup2(&actions_, socket, 3);
        posix_spawn_file_actions_addclosefrom_np(&actions_, 4);

        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setflags(
            &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }

    // `words`: the program and its arguments.
    Result<pid_t> run(std::vector<std::string> words) const {
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        std::array<char*, 1> environment{nullptr};
        const std::string& program = words.front();
        pid_t pid = 0;
        const int failure = posix_spawn(&pid, program.c_str(), &actions_, &attributes_,
                                        arguments.data(), environment.data());
        if (failure != 0)
            return unavailable(program + " cannot be started: " + std::strerror(failure));
        return pid;
    }

private:
    posix_spawn_file_actions_t actions_;
    posix_spawnattr_t attributes_;
};

// Below 10 a descriptor could be one of those the plan replaces.
void move_up(int& descriptor) {
    const int higher = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 10);
    if (higher < 0) return;
    ::close(descriptor);
    descriptor = higher;
}

std::string ending(int status) {
    if (WIFEXITED(status)) return "exited with " + std::to_string(WEXITSTATUS(status));
    if (!WIFSIGNALED(status)) return "ended";
    const char* name = ::sigabbrev_np(WTERMSIG(status));
    return std::string{"killed by "} + (name == nullptr
                                            ? "signal " + std::to_string(WTERMSIG(status))
                                            : std::string{"SIG"} + name);
}

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const std::string& program,
                                                          std::vector<std::string> arguments,
                                                          PrintedLine printed) {
    arguments.insert(arguments.begin(), {program, std::to_string(::getpid())});
    Pair sockets, output;
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets.ends.data()) != 0 ||
        ::pipe2(output.ends.data(), O_CLOEXEC) != 0) {
        return unavailable(std::string{"no descriptor for a plugin's process: "} +
                           std::strerror(errno));
    }
    move_up(sockets.ends[1]);
    move_up(output.ends[1]);
    ::fcntl(output.ends[0], F_SETFL, O_NONBLOCK);
    DESK_TRY(const pid_t pid, SpawnPlan(sockets.ends[1], output.ends[1]).run(std::move(arguments)));
    return std::unique_ptr<ChildProcess>{
        new ChildProcess{pid, sockets.take_ours(), output.take_ours(), std::move(printed)}};
}

ChildProcess::ChildProcess(pid_t pid, int socket, int output, PrintedLine printed)
    : pid_{pid}, socket_{socket}, output_{output}, printed_{std::move(printed)} {}

ChildProcess::~ChildProcess() {
    end();
    if (output_ >= 0) ::close(output_);
}

bool ChildProcess::wait_for_frame(int timeout_ms) {
    std::array<pollfd, 2> both{pollfd{socket_.descriptor(), POLLIN, 0},
                               pollfd{output_, POLLIN, 0}};
    const int ready = ::poll(both.data(), both.size(), timeout_ms);
    if (ready < 0) return errno != EINTR;  // whoever reads the socket will see what is wrong
    if (both[1].revents != 0) hear();
    return both[0].revents != 0;
}

Result<std::optional<wire::Frame>> ChildProcess::next_frame(FrameSocket::Deadline until) {
    const auto began = std::chrono::steady_clock::now();
    auto now = began;
    for (const auto look_until = std::min(until, patience_.look_until(began)); now < look_until;
         now = std::chrono::steady_clock::now()) {
        DESK_TRY(const auto frame, socket_.receive());
        if (frame) return frame;
        std::this_thread::yield();  // to whoever is to answer, where there is one processor
    }
    do {
        if (!wait_for_frame(poll_timeout(until))) continue;
        DESK_TRY(const auto frame, socket_.receive());
        patience_.waited(began, std::chrono::steady_clock::now());
        if (frame) return frame;
    } while (std::chrono::steady_clock::now() < until);
    return std::optional<wire::Frame>{};
}

Result<std::optional<wire::Frame>> ChildProcess::frame_at_hand() {
    if (!wait_for_frame(0)) return std::optional<wire::Frame>{};
    return socket_.receive();
}

void ChildProcess::hear() {
    if (output_ < 0) return;
    std::array<char, 4096> buffer;
    const auto count = ::read(output_, buffer.data(), buffer.size());
    if (count < 0) return;
    if (count == 0) {
        ::close(std::exchange(output_, -1));
        return pass_on_lines(true);
    }
    line_.append(buffer.data(), static_cast<std::size_t>(count));
    pass_on_lines(false);
}

// Whole lines, and a line that never ends in pieces.
void ChildProcess::pass_on_lines(bool is_last) {
    std::string_view rest = line_;
    while (!rest.empty()) {
        const auto end = rest.substr(0, longest_line).find('\n');
        if (end == std::string_view::npos && rest.size() < longest_line && !is_last) break;
        const auto length = std::min({end, rest.size(), longest_line});
        if (printed_ && length > 0) printed_(rest.substr(0, length));
        rest.remove_prefix(end == std::string_view::npos ? length : end + 1);
    }
    line_.erase(0, line_.size() - rest.size());
}

std::string ChildProcess::end() {
    if (!how_it_ended_.empty()) return how_it_ended_;
    ::kill(-pid_, SIGKILL);
    ::kill(pid_, SIGKILL);  // in the moment before it has a group of its own
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    how_it_ended_ = ending(status);
    for (int n = 0; n < 64 && output_ >= 0; ++n) hear();  // last words, at most what a pipe holds
    return how_it_ended_;
}

}  // namespace desk
