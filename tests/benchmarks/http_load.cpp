#include "tests/benchmarks/http_load.hpp"

#include "bot/http/descriptor.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace desk::test {
namespace {

using std::chrono::steady_clock;
using Moment = steady_clock::time_point;

// The whole length of the answer at the front of `bytes`; 0: its head is incomplete, or it has no
// Content-Length.
std::size_t answer_length(std::string_view bytes) {
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) return 0;
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto at = bytes.substr(0, end + 2).find(name);
    if (at == std::string_view::npos) return 0;
    std::size_t length = 0;
    std::from_chars(bytes.data() + at + name.size(), bytes.data() + end, length);
    return end + 4 + length;
}

bool is_closing(std::string_view head) {
    return head.find("\r\nConnection: close\r\n") != std::string_view::npos;
}

int status_of(std::string_view answer) {
    int status = 0;
    if (answer.size() >= 12) std::from_chars(answer.data() + 9, answer.data() + 12, status);
    return status;
}

class Load {
public:
    Load(const LoadPlan& plan, const MakeRequest& make_request)
        : plan_{plan},
          make_request_{make_request},
          poll_{epoll_create1(EPOLL_CLOEXEC)},
          clients_(plan.connections) {}

    Result<LoadFigures> run() {
        for (std::size_t n = 0; n < clients_.size(); ++n)
            if (!connect(n))
                return unavailable(plan_.host + ":" + std::to_string(plan_.port) +
                                   ": no connection");
        begin_ = steady_clock::now() + plan_.warm_up;
        end_ = begin_ + std::min(plan_.lasts, std::chrono::milliseconds{60'000});
        for (std::size_t n = 0; n < clients_.size(); ++n) send_next(n);
        while (steady_clock::now() < end_ && !is_enough()) turn();
        return figures();
    }

private:
    struct Client {
        OwnedDescriptor socket = {};
        std::string input = {};
        Moment asked = {};
    };

    bool is_enough() const {
        return plan_.most_requests > 0 && counted_.answers >= plan_.most_requests;
    }

    bool connect(std::size_t n) {
        auto& client = clients_[n];
        client =
            Client{.socket = OwnedDescriptor{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)}};
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(plan_.port);
        inet_pton(AF_INET, plan_.host.c_str(), &to.sin_addr);
        if (::connect(client.socket.number(), reinterpret_cast<const sockaddr*>(&to), sizeof to) !=
            0)
            return false;
        const int on = 1;
        setsockopt(client.socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = n;
        return epoll_ctl(poll_.number(), EPOLL_CTL_ADD, client.socket.number(), &event) == 0;
    }

    void send_next(std::size_t n) {
        auto& client = clients_[n];
        const auto request = make_request_(next_++);
        client.asked = steady_clock::now();
        std::size_t sent = 0;
        while (sent < request.size()) {
            const auto now = ::send(client.socket.number(), request.data() + sent,
                                    request.size() - sent, MSG_NOSIGNAL);
            if (now <= 0) return;
            sent += static_cast<std::size_t>(now);
        }
    }

    void turn() {
        std::array<epoll_event, 256> events{};
        const int count =
            epoll_wait(poll_.number(), events.data(), static_cast<int>(events.size()), 100);
        for (int at = 0; at < count; ++at) take(events[static_cast<std::size_t>(at)].data.u64);
    }

    void take(std::size_t n) {
        auto& client = clients_[n];
        const auto got =
            ::recv(client.socket.number(), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
        if (got <= 0) {
            ++counted_.broken;
            if (connect(n)) send_next(n);
            return;
        }
        client.input.append(buffer_.data(), static_cast<std::size_t>(got));
        const auto length = answer_length(client.input);
        if (length == 0 || client.input.size() < length) return;

        const auto now = steady_clock::now();
        if (now >= begin_) {
            ++counted_.answers;
            ++counted_.statuses[status_of(client.input)];
            times_.push_back(
                std::chrono::duration_cast<std::chrono::microseconds>(now - client.asked));
        }
        const bool reconnect = is_closing(client.input.substr(0, length));
        client.input.clear();
        if (!reconnect || connect(n)) send_next(n);
    }

    LoadFigures figures() {
        const std::chrono::duration<double> passed = std::min(steady_clock::now(), end_) - begin_;
        counted_.per_second =
            static_cast<double>(counted_.answers) / std::max(passed.count(), 0.001);
        if (times_.empty()) return counted_;
        std::sort(times_.begin(), times_.end());
        counted_.p50 = times_[times_.size() / 2];
        counted_.p99 = times_[times_.size() * 99 / 100];
        counted_.slowest = times_.back();
        return counted_;
    }

    const LoadPlan& plan_;
    const MakeRequest& make_request_;
    OwnedDescriptor poll_;
    std::vector<Client> clients_;
    std::array<char, 65'536> buffer_{};
    std::vector<std::chrono::microseconds> times_;
    LoadFigures counted_;
    std::uint64_t next_ = 0;
    Moment begin_{};
    Moment end_{};
};

std::string milliseconds(std::chrono::microseconds time) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f ms", static_cast<double>(time.count()) / 1'000);
    return text.data();
}

}  // namespace

Result<LoadFigures> run_load(const LoadPlan& plan, const MakeRequest& make_request) {
    if (!plan.host.starts_with("127.")) return denied(plan.host + ": load is for loopback only");
    return std::make_unique<Load>(plan, make_request)->run();
}

std::string to_text(const LoadFigures& figures) {
    auto text = std::to_string(static_cast<std::uint64_t>(figures.per_second)) + "/s  p50 " +
                milliseconds(figures.p50) + "  p99 " + milliseconds(figures.p99) + "  slowest " +
                milliseconds(figures.slowest) + " ";
    for (const auto& [status, count] : figures.statuses)
        text += " " + std::to_string(status) + ":" + std::to_string(count);
    return text + (figures.broken > 0 ? "  broken:" + std::to_string(figures.broken) : "");
}

}  // namespace desk::test
