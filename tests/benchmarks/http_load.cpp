#include "tests/benchmarks/http_load.hpp"

#include "bot/http/descriptor.hpp"
#include "tests/benchmarks/reply_sink.hpp"

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
#include <unordered_map>
#include <utility>
#include <vector>

namespace desk::test {
namespace {

using std::chrono::steady_clock;
using Moment = steady_clock::time_point;

constexpr std::uint64_t sink_mark = std::uint64_t{1} << 63;
constexpr std::chrono::milliseconds longest{600'000};
// After the time is over: for what is under way, so that the slowest are not left out.
constexpr std::chrono::seconds grace{5};

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

bool is_good(int status) { return status >= 200 && status < 300; }

class Load {
public:
    Load(const LoadPlan& plan, const MakeRequest& make_request)
        : plan_{plan},
          make_request_{make_request},
          poll_{epoll_create1(EPOLL_CLOEXEC)},
          sink_{plan.run, [this](std::uint64_t n) { take_reply(n); }},
          clients_(plan.connections) {}

    Result<LoadFigures> run() {
        if (plan_.reply_port != 0) DESK_CHECK(sink_.listen(plan_.reply_port, poll_.number(), sink_mark));
        for (std::size_t n = 0; n < clients_.size(); ++n) {
            if (!connect(n)) return unavailable(plan_.host + ":" + std::to_string(plan_.port) + ": no connection; does it run?");
            idle_.push_back(n);
        }
        start_ = steady_clock::now();
        begin_ = start_ + plan_.warm_up;
        end_ = begin_ + std::min(plan_.lasts, longest);
        work_until_end();
        finish();
        return std::move(counted_);
    }

private:
    struct Client {
        OwnedDescriptor socket = {};
        std::string input = {};
        std::uint64_t number = 0;  // of the request under way
        Moment due = {};
        bool is_busy = false;
        bool needs_answer = false;
        bool needs_reply = false;
    };

    bool is_open_loop() const { return plan_.per_second > 0; }
    bool waits_for_replies() const { return plan_.reply_port != 0 && !plan_.is_answer_enough; }
    bool is_enough() const { return plan_.most_requests > 0 && counted_.answers >= plan_.most_requests; }
    bool counts(Moment due) const { return due >= begin_ && due < end_; }

    Moment due_at(std::uint64_t n) const {
        const std::chrono::duration<double> after{static_cast<double>(n) / plan_.per_second};
        return start_ + std::chrono::duration_cast<steady_clock::duration>(after);
    }

    void work_until_end() {
        bool has_begun = false;
        while (!is_enough()) {
            const auto now = steady_clock::now();
            if (!has_begun && now >= begin_) {
                has_begun = true;
                if (plan_.on_begin) plan_.on_begin();
            }
            if (now >= end_) break;
            send_what_is_due(now);
            turn(next_wake(now));
        }
        stopped_ = steady_clock::now();
        if (plan_.on_end) plan_.on_end();
    }

    // Sends what was due before the end, and waits for what is under way.
    void finish() {
        const std::chrono::duration<double> passed = std::min(stopped_, end_) - begin_;
        while (steady_clock::now() < stopped_ + grace && is_under_way()) {
            if (is_open_loop()) send_what_is_due(std::min(end_, stopped_));
            turn(std::chrono::milliseconds{10});
        }
        for (; is_open_loop() && due_at(next_) < stopped_; ++next_) counted_.overdue += counts(due_at(next_)) ? 1 : 0;
        for (const auto& client : clients_) counted_.overdue += is_open_loop() && client.is_busy && counts(client.due) ? 1 : 0;
        counted_.per_second = static_cast<double>(counted_.latencies.count()) / std::max(passed.count(), 0.001);
    }

    bool is_under_way() const {
        if (is_open_loop() && due_at(next_) < stopped_) return true;
        return (is_open_loop() || waits_for_replies()) && idle_.size() < clients_.size();
    }

    steady_clock::duration next_wake(Moment now) const {
        const auto end = std::min<steady_clock::duration>(end_ - now, std::chrono::milliseconds{100});
        if (!is_open_loop() || idle_.empty()) return end;
        return std::clamp<steady_clock::duration>(due_at(next_) - now, {}, end);
    }

    bool connect(std::size_t n) {
        auto& client = clients_[n];
        client = Client{.socket = OwnedDescriptor{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)}};
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(plan_.port);
        inet_pton(AF_INET, plan_.host.c_str(), &to.sin_addr);
        if (::connect(client.socket.number(), reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) return false;
        const int on = 1;
        setsockopt(client.socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = n;
        return epoll_ctl(poll_.number(), EPOLL_CTL_ADD, client.socket.number(), &event) == 0;
    }

    void send_what_is_due(Moment now) {
        while (!idle_.empty() && (!is_open_loop() || due_at(next_) <= now)) {
            const auto n = idle_.back();
            idle_.pop_back();
            send_next(n);
        }
    }

    void send_next(std::size_t n) {
        auto& client = clients_[n];
        client.number = next_++;
        const auto request = make_request_(client.number);
        client.due = is_open_loop() ? due_at(client.number) : steady_clock::now();
        client.is_busy = client.needs_answer = true;
        client.needs_reply = waits_for_replies();
        if (client.needs_reply) under_way_[client.number] = n;
        std::size_t sent = 0;
        while (sent < request.size()) {
            const auto now = ::send(client.socket.number(), request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
            if (now <= 0) return;  // seen as the end of the connection when it is read
            sent += static_cast<std::size_t>(now);
        }
    }

    void turn(steady_clock::duration most) {
        std::array<epoll_event, 256> events;
        const auto wait = std::chrono::duration_cast<std::chrono::nanoseconds>(most).count();
        const timespec time{.tv_sec = wait / 1'000'000'000, .tv_nsec = wait % 1'000'000'000};
        const int count = epoll_pwait2(poll_.number(), events.data(), static_cast<int>(events.size()), &time, nullptr);
        for (int at = 0; at < count; ++at) {
            const auto what = events[static_cast<std::size_t>(at)].data.u64;
            if ((what & sink_mark) != 0) {
                sink_.ready(static_cast<int>(what & ~sink_mark));
            } else {
                take(what);
            }
        }
    }

    void take(std::size_t n) {
        auto& client = clients_[n];
        const auto got = ::recv(client.socket.number(), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
        if (got <= 0) return lose(n);
        client.input.append(buffer_.data(), static_cast<std::size_t>(got));
        const auto length = answer_length(client.input);
        if (length == 0 || client.input.size() < length) return;

        const int status = status_of(client.input);
        const bool reconnect = is_closing(client.input.substr(0, length));
        client.input.clear();
        take_answer(n, status);
        if (reconnect && !client.is_busy) reopen(n);
    }

    // The connection has ended.
    void lose(std::size_t n) {
        auto& client = clients_[n];
        if (client.is_busy) {
            ++counted_.broken;
            under_way_.erase(client.number);
            idle_.push_back(n);
        }
        reopen(n);
    }

    // A connection that cannot be opened again is out of the game.
    void reopen(std::size_t n) {
        if (!connect(n)) std::erase(idle_, n);
    }

    void take_answer(std::size_t n, int status) {
        auto& client = clients_[n];
        if (!client.needs_answer) return;
        client.needs_answer = false;
        if (!is_good(status)) client.needs_reply = false;
        const bool counted = is_open_loop() ? counts(client.due) : counts(steady_clock::now());
        if (counted) {
            ++counted_.answers;
            ++counted_.statuses[status];
        }
        end_if_done(n, is_good(status));
    }

    void take_reply(std::uint64_t number) {
        const auto found = under_way_.find(number);
        if (found == under_way_.end()) return;
        clients_[found->second].needs_reply = false;
        end_if_done(found->second, true);
    }

    void end_if_done(std::size_t n, bool is_good) {
        auto& client = clients_[n];
        if (client.needs_answer || client.needs_reply) return;
        const auto now = steady_clock::now();
        if (is_good && (is_open_loop() ? counts(client.due) : counts(now)))
            counted_.latencies.record(std::chrono::duration_cast<std::chrono::microseconds>(now - client.due));
        under_way_.erase(client.number);
        client.is_busy = false;
        idle_.push_back(n);
    }

    const LoadPlan& plan_;
    const MakeRequest& make_request_;
    OwnedDescriptor poll_;
    ReplySink sink_;
    std::vector<Client> clients_;
    std::vector<std::size_t> idle_ = {};
    std::unordered_map<std::uint64_t, std::size_t> under_way_ = {};  // only while replies are waited for
    std::array<char, 65'536> buffer_{};
    LoadFigures counted_;
    std::uint64_t next_ = 0;
    Moment start_{}, begin_{}, end_{}, stopped_{};
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
    const auto& latencies = figures.latencies;
    auto text = std::to_string(static_cast<std::uint64_t>(figures.per_second)) + "/s  p50 " +
                milliseconds(latencies.quantile(0.5)) + "  p99 " + milliseconds(latencies.quantile(0.99)) + "  slowest " +
                milliseconds(latencies.slowest()) + " ";
    for (const auto& [status, count] : figures.statuses)
        text += " " + std::to_string(status) + ":" + std::to_string(count);
    return text + (figures.broken > 0 ? "  broken:" + std::to_string(figures.broken) : "");
}

}  // namespace desk::test
