// Misbehaves on demand: "!fault hang 60". What each kind must cost, and whom, is in
// tests/plugins/runner_contract and in the failure catalogue. Never enabled by default.
#include <desk/entry.hpp>
#include <desk/plugin.hpp>
#include <desk/wire_frame.hpp>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

// What may be said of an attempt at the forbidden: "open: denied (Operation not permitted)".
std::string outcome(const std::string& what, bool has_worked) {
    return what + (has_worked ? ": done" : std::string{": denied ("} + std::strerror(errno) + ")");
}

int number(const std::string& text, int otherwise) {
    char* end = nullptr;
    const long value = std::strtol(text.c_str(), &end, 10);
    return end == text.c_str() ? otherwise : static_cast<int>(value);
}

// Uses the stack up. The volatile array and the sum keep the compiler from making a loop of it.
int deeper(int level) {  // NOLINT(misc-no-recursion)
    volatile char space[16'384] = {};
    if (level < 0) return 0;
    space[level % 16'384] = static_cast<char>(level);
    return deeper(level + 1) + space[0];
}

// Neither a std::exception nor a number.
struct OwnKind {};

struct ThrowsAtItsEnd {
    ThrowsAtItsEnd() = default;
    ThrowsAtItsEnd(const ThrowsAtItsEnd&) = delete;
    ThrowsAtItsEnd& operator=(const ThrowsAtItsEnd&) = delete;
    ~ThrowsAtItsEnd() noexcept(false) { throw std::runtime_error("thrown at the end"); }
};

class Fault final : public desk::Plugin {
public:
    explicit Fault(desk::Host& host) : host_(host) {
        if (host.setting("throw") == "opening") throw std::runtime_error("thrown while opening");
        on_text("fault", [this](const desk::Call& call) { return act(call); });
        on_question("fault.reply", [this](const desk::Call&, std::string_view question) {
            ++calls_;
            return desk::Result<std::string>{std::string{question}};
        });
    }

private:
    using Words = std::vector<std::string>;
    using Act = std::string (Fault::*)(const desk::Call&, const Words&);

    desk::Result<desk::Answer> act(const desk::Call& call) {
        static const std::map<std::string, Act> acts{{"hang", &Fault::hang},
                                                     {"sleep", &Fault::sleep},
                                                     {"exit", &Fault::exit},
                                                     {"_exit", &Fault::exit_at_once},
                                                     {"quick_exit", &Fault::exit_quickly},
                                                     {"terminate", &Fault::terminate},
                                                     {"illegal", &Fault::illegal},
                                                     {"abort", &Fault::abort},
                                                     {"segv", &Fault::segv},
                                                     {"stack", &Fault::stack},
                                                     {"throw", &Fault::throw_it},
                                                     {"leak", &Fault::leak},
                                                     {"fds", &Fault::descriptors},
                                                     {"thread", &Fault::thread},
                                                     {"fork", &Fault::fork},
                                                     {"open", &Fault::open},
                                                     {"write", &Fault::write},
                                                     {"connect", &Fault::connect},
                                                     {"flood", &Fault::flood},
                                                     {"garbage", &Fault::garbage},
                                                     {"bigreply", &Fault::big_reply},
                                                     {"sigterm-ignore", &Fault::ignore_sigterm},
                                                     {"ptrace", &Fault::ptrace_parent},
                                                     {"kill-parent", &Fault::kill_parent},
                                                     {"raise-limit", &Fault::raise_limit},
                                                     {"self-test", &Fault::self_test},
                                                     {"forge", &Fault::forge},
                                                     {"put", &Fault::put},
                                                     {"put-crash", &Fault::put_and_crash},
                                                     {"get", &Fault::get},
                                                     {"calls", &Fault::calls},
                                                     {"once-crash", &Fault::crash_at_first},
                                                     {"log", &Fault::log}};
        ++calls_;
        std::istringstream text{call["text"]};
        Words words;
        for (std::string word; text >> word;) words.push_back(word);
        words.resize(std::max<std::size_t>(words.size(), 4));
        const auto found = acts.find(words[1]);
        if (found == acts.end()) return desk::invalid("no fault called " + words[1]);
        return desk::say("common.text", {{"text", (this->*found->second)(call, words)}});
    }

    std::string hang(const desk::Call&, const Words& words) {
        const auto until =
            std::chrono::steady_clock::now() + std::chrono::seconds{number(words[2], 60)};
        volatile unsigned turns = 0;
        while (std::chrono::steady_clock::now() < until) turns = turns + 1;
        return "hung";
    }
    std::string sleep(const desk::Call&, const Words& words) {
        std::this_thread::sleep_for(std::chrono::milliseconds{number(words[2], 100)});
        return "slept";
    }
    std::string exit(const desk::Call&, const Words& words) {
        std::fputs("leaving\n", stdout);
        std::exit(number(words[2], 0));
    }
    // Written and not flushed: it must come to the log once, or never.
    std::string exit_at_once(const desk::Call&, const Words& words) {
        std::fputs("leaving\n", stdout);
        ::_exit(number(words[2], 0));
    }
    std::string exit_quickly(const desk::Call&, const Words& words) {
        std::fputs("leaving\n", stdout);
        std::quick_exit(number(words[2], 0));
    }
    std::string terminate(const desk::Call&, const Words&) { std::terminate(); }
    std::string illegal(const desk::Call&, const Words&) { __builtin_trap(); }
    std::string abort(const desk::Call&, const Words&) { std::abort(); }
    std::string segv(const desk::Call&, const Words&) {
        volatile int* nowhere = nullptr;
        *nowhere = 1;
        return "survived";
    }
    std::string stack(const desk::Call&, const Words&) { return std::to_string(deeper(0)); }
    std::string throw_it(const desk::Call&, const Words& words) {
        if (words[2] == "int") throw 42;
        if (words[2] == "own") throw OwnKind{};
        if (words[2] == "destructor") const ThrowsAtItsEnd thrower;
        throw std::runtime_error("thrown on demand");
    }

    std::string leak(const desk::Call&, const Words& words) {
        for (int n = 0; n < number(words[2], 1); ++n) leaked_.emplace_back(1'048'576, 'x');
        return "leaked";
    }
    std::string descriptors(const desk::Call&, const Words& words) {
        int taken = 0;
        while (taken < number(words[2], 100) && ::dup(0) >= 0) ++taken;
        return outcome(std::to_string(taken) + " descriptors", taken > 0);
    }
    std::string thread(const desk::Call&, const Words&) {
        std::thread{[] { std::this_thread::sleep_for(std::chrono::hours{1}); }}.detach();
        return "thread: done";
    }
    std::string fork(const desk::Call&, const Words&) {
        const pid_t child = ::fork();
        if (child == 0) ::_exit(0);
        if (child > 0) ::waitpid(child, nullptr, 0);
        return outcome("fork", child > 0);
    }
    std::string open(const desk::Call&, const Words& words) {
        return opened("open", words[2], O_RDONLY);
    }
    std::string write(const desk::Call&, const Words& words) {
        return opened("write", words[2], O_WRONLY | O_CREAT | O_CLOEXEC);
    }
    std::string opened(const std::string& what, const std::string& path, int flags) {
        const int file = ::open(path.c_str(), flags, 0600);
        const auto said = outcome(what, file >= 0);
        if (file >= 0) ::close(file);
        return said;
    }
    std::string connect(const desk::Call&, const Words& words) {
        const auto colon = words[2].find(':');
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (socket < 0) return outcome("connect", false);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port =
            htons(static_cast<std::uint16_t>(number(words[2].substr(colon + 1), 80)));
        ::inet_pton(AF_INET, words[2].substr(0, colon).c_str(), &address.sin_addr);
        const bool is_connected =
            ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        const auto said = outcome("connect", is_connected);
        ::close(socket);
        return said;
    }

    std::string flood(const desk::Call&, const Words& words) {
        const int lines = number(words[2], 1000);
        for (int n = 0; n < lines; ++n) {
            std::printf("flood %d\n", n);
            host_.log(1, "flood");
        }
        std::fflush(stdout);
        return "flooded";
    }
    std::string log(const desk::Call&, const Words& words) {
        host_.log(2, words[2]);
        return "logged";
    }
    std::string garbage(const desk::Call&, const Words& words) {
        const auto bytes = garbage_called(words[2]);
        const auto count = ::write(3, bytes.data(), bytes.size());
        return outcome("garbage", count > 0);
    }
    static std::string garbage_called(const std::string& kind) {
        using desk::wire::FrameType;
        if (kind == "frame") return std::string(12, '\0') + "\x7F";  // right length, unknown type
        if (kind == "short") return "\x01\x02";
        if (kind == "truncated") return desk::wire::encode(1, FrameType::answer, "{\"text\":[]}").substr(0, 20);
        if (kind == "oversized") return std::string(desk::wire::most_frame_bytes + 1, 'x');
        if (kind == "id") return desk::wire::encode(4711, FrameType::answer, "{}");
        if (kind == "layers") return desk::wire::encode(0, FrameType::layers, R"({"layers":["armour"]})");
        return "\xFF\xFE these are no frames \x01\x02";
    }
    // Asks, past the SDK, on behalf of somebody else, and tells what it got.
    std::string forge(const desk::Call&, const Words& words) {
        const std::string question = R"({"do":"recall","key":"last","tenant":")" + words[2] + "\"}";
        const auto packet = desk::wire::encode(calls_, desk::wire::FrameType::host_request, question);
        std::string reply(4096, '\0');
        if (::send(3, packet.data(), packet.size(), 0) < 0) return outcome("forge", false);
        const auto count = ::recv(3, reply.data(), reply.size(), 0);
        return "forge: got " + std::to_string(count) + " bytes";
    }
    std::string big_reply(const desk::Call&, const Words& words) {
        return std::string(static_cast<std::size_t>(number(words[2], 1)) * 1'048'576, 'x');
    }
    std::string ignore_sigterm(const desk::Call&, const Words&) {
        std::signal(SIGTERM, SIG_IGN);
        return "ignoring";
    }

    std::string ptrace_parent(const desk::Call&, const Words&) {
        return outcome("ptrace", ::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr) == 0);
    }
    // Signal 0 asks whether it could, without harm where it can.
    std::string kill_parent(const desk::Call&, const Words&) {
        return outcome("kill-parent", ::kill(::getppid(), 0) == 0);
    }
    std::string raise_limit(const desk::Call&, const Words&) {
        const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
        return outcome("raise-limit", ::setrlimit(RLIMIT_NOFILE, &more) == 0);
    }
    // Everything the sandbox forbids, tried from inside; words[2]: a file of the desk, its database for example.
    std::string self_test(const desk::Call& call, const Words& words) {
        const std::string file = words[2].empty() ? "/etc/shadow" : words[2];
        const std::vector<std::pair<Act, std::string>> attempts{
            {&Fault::open, "/etc/passwd"},          {&Fault::open, file},
            {&Fault::open, "/proc/self/environ"},   {&Fault::write, file},
            {&Fault::write, "/tmp/deskhand-fault"}, {&Fault::connect, "127.0.0.1:80"},
            {&Fault::connect, "169.254.169.254:80"}, {&Fault::fork, ""},
            {&Fault::ptrace_parent, ""},            {&Fault::kill_parent, ""},
            {&Fault::raise_limit, ""}};
        std::string report;
        for (const auto& [attempt, with] : attempts) {
            report += (report.empty() ? "" : "; ") + (this->*attempt)(call, {"", "", with, ""});
        }
        return report;
    }

    std::string put(const desk::Call&, const Words& words) {
        host_.remember(words[2], words[3]);
        return "put " + words[2];
    }
    std::string put_and_crash(const desk::Call& call, const Words& words) {
        put(call, words);
        std::abort();
    }
    std::string get(const desk::Call&, const Words& words) {
        const auto value = host_.recall(words[2]);
        if (!value) return "no answer: " + value.error().what;
        const std::string text = value->value_or("nothing");
        return words[2] + "=" +
               (text.size() > 1000 ? std::to_string(text.size()) + " bytes" : text);
    }
    // How many of N questions were answered.
    std::string calls(const desk::Call&, const Words& words) {
        int answered = 0;
        for (int n = 0; n < number(words[2], 1); ++n) answered += host_.recall("calls") ? 1 : 0;
        return "answered " + std::to_string(answered);
    }
    std::string crash_at_first(const desk::Call& call, const Words&) {
        if (call.attempt < 3) std::abort();
        return "attempt " + std::to_string(call.attempt);
    }

    desk::Host& host_;
    std::uint64_t calls_ = 0;  // of this process: the id of the frames of the running one
    std::vector<std::string> leaked_;
};

}  // namespace

DESK_PLUGIN(Fault)
