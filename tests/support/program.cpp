#include "tests/support/program.hpp"

#include "tests/support/temporary_folder.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <limits>
#include <sstream>
#include <utility>

namespace desk::test {
namespace {

std::string content(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

pid_t spawn(const std::vector<std::string>& arguments, const std::string& output_file,
            const std::string& error_file) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    constexpr int flags = O_WRONLY | O_CREAT | O_APPEND;
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, output_file.c_str(), flags, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, error_file.c_str(), flags, 0600);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);

    std::vector<std::string> kept = arguments;
    std::vector<char*> pointers;
    for (auto& argument : kept) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    std::string path = "PATH=/usr/bin:/bin";
    char* environment[] = {path.data(), nullptr};
    pid_t pid = 0;
    const int failure =
        posix_spawn(&pid, kept.front().c_str(), &actions, nullptr, pointers.data(), environment);
    posix_spawn_file_actions_destroy(&actions);
    return failure == 0 ? pid : 0;
}

// The words of /proc/PID/stat behind the name, which may hold anything: state, parent, …
std::vector<std::string> status_words(pid_t pid) {
    const auto text = content("/proc/" + std::to_string(pid) + "/stat");
    const auto name_ends = text.rfind(')');
    if (name_ends == std::string::npos) return {};
    std::istringstream rest{text.substr(name_ends + 1)};
    return {std::istream_iterator<std::string>{rest}, std::istream_iterator<std::string>{}};
}

}  // namespace

Program::Program(const std::vector<std::string>& arguments, const std::string& output_file,
                 const std::string& error_file)
    : pid_{spawn(arguments, output_file, error_file)} {
    if (pid_ > 0) watch_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
    if (pid_ == 0) ending_ = Ending{};
}

Program::Program(Program&& other) noexcept
    : pid_{std::exchange(other.pid_, 0)},
      watch_{std::exchange(other.watch_, -1)},
      ending_{other.ending_} {}

Program::~Program() {
    if (pid_ > 0 && !ending_) {
        signal(SIGKILL);
        wait(std::chrono::seconds{30});
    }
    if (watch_ >= 0) ::close(watch_);
}

void Program::signal(int number) const {
    if (pid_ > 0 && !ending_) ::kill(pid_, number);
}

std::optional<Ending> Program::wait(std::chrono::milliseconds longest) {
    if (ending_) return ending_;
    pollfd watched{watch_, POLLIN, 0};
    if (::poll(&watched, 1, static_cast<int>(longest.count())) <= 0) return {};
    int status = 0;
    if (::waitpid(pid_, &status, 0) != pid_) return {};
    ending_ =
        WIFSIGNALED(status) ? Ending{true, WTERMSIG(status)} : Ending{false, WEXITSTATUS(status)};
    return ending_;
}

Ran run_deskhand(std::vector<std::string> arguments) {
    const TemporaryFolder folder;
    arguments.insert(arguments.begin(), std::string{DESK_BUILD_DIR} + "/deskhand");
    Program program{arguments, folder.file("out"), folder.file("err")};
    const auto ending = program.wait(std::chrono::minutes{1});
    return {.code = ending && !ending->by_signal ? ending->number : -1,
            .out = content(folder.file("out")),
            .err = content(folder.file("err"))};
}

std::vector<pid_t> children_of(pid_t parent) {
    std::vector<pid_t> found;
    for (const auto& entry : std::filesystem::directory_iterator{"/proc"}) {
        const auto pid = std::atoi(entry.path().filename().c_str());
        if (pid <= 0) continue;
        const auto words = status_words(pid);
        if (words.size() > 1 && words[1] == std::to_string(parent)) found.push_back(pid);
    }
    return found;
}

bool is_running(pid_t pid) {
    const auto words = status_words(pid);
    return !words.empty() && words[0] != "Z" && words[0] != "X";
}

long long resident_bytes(pid_t pid) {
    std::istringstream pages{content("/proc/" + std::to_string(pid) + "/statm")};
    long long total = 0, resident = 0;
    pages >> total >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

bool has_grown(long long before, long long after) {
#ifdef DESK_SANITIZED
    constexpr long long allowed = std::numeric_limits<long long>::max();
#else
    constexpr long long allowed = 64ll * 1'048'576;
#endif
    return after - before > allowed;
}

}  // namespace desk::test
