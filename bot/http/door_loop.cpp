#include "bot/http/door_loop.hpp"

#include "bot/http/problem.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <utility>

namespace desk {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds longest_pause{500};
constexpr std::size_t input_bytes = 65'536;
constexpr int accepts_per_turn = 256;
// For the store, the log, plugin processes and requests of our own.
constexpr std::size_t reserved_descriptors = 512;

constexpr std::uint64_t listener_id = 0;
constexpr std::uint64_t workers_id = 1;
constexpr std::uint64_t nudge_id = 2;
constexpr std::uint64_t first_connection_id = 3;

// The soft limit of descriptors, after raising it to the hard one.
std::size_t descriptors_allowed() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1'024;
    if (limit.rlim_cur < limit.rlim_max) {
        const rlimit raised{limit.rlim_max, limit.rlim_max};
        if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
    }
    return static_cast<std::size_t>(limit.rlim_cur);
}

std::size_t connections_possible(std::size_t wanted) {
    const auto allowed = descriptors_allowed();
    const auto reserved = std::min(reserved_descriptors, allowed / 2);
    return std::min(wanted, allowed - reserved);
}

void watch(int poll, int descriptor, std::uint64_t id, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
}

void hear(int event_descriptor) {
    eventfd_t count = 0;
    eventfd_read(event_descriptor, &count);
}

}  // namespace

FrontDoor::Loop::Loop(HttpServer& server, DoorRules rules)
    : rules_{std::move(rules)},
      limits_{rules_.gate.limits},
      server_{server},
      poll_{epoll_create1(EPOLL_CLOEXEC)},
      nudge_{eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)},
      most_connections_{connections_possible(limits_.connections)},
      next_id_{first_connection_id},
      buckets_{limits_.address_rate, limits_.address_burst},
      input_(input_bytes) {
    watch(poll_.number(), nudge_.number(), nudge_id, EPOLLIN);
}

Result<Endpoint> FrontDoor::Loop::listen(const std::string& host, std::uint16_t port) {
    DESK_TRY(auto listener, Listener::open(host, port));
    listener_.emplace(std::move(listener));
    watch(poll_.number(), listener_->descriptor(), listener_id, EPOLLIN);
    return listener_->endpoint();
}

void FrontDoor::Loop::run() {
    workers_ = std::make_unique<RequestWorkers>(server_, limits_.workers, limits_.queue);
    watch(poll_.number(), workers_->wake_descriptor(), workers_id, EPOLLIN);
    while (!is_finished()) turn();

    workers_.reset();
    connections_.clear();
    publish_figures();
}

void FrontDoor::Loop::stop() {
    is_stopping_ = true;
    eventfd_write(nudge_.number(), 1);
}

DoorFigures FrontDoor::Loop::figures() const {
    return {.turns = published_.turns,
            .connections = published_.connections,
            .buffered_bytes = published_.buffered_bytes,
            .waiting = published_.waiting,
            .accepted = published_.accepted,
            .requests = published_.requests,
            .refused = published_.refused};
}

void FrontDoor::Loop::turn() {
    now_ = steady_clock::now();
    const auto pause =
        read_again_.empty() ? deadlines_.pause(now_, longest_pause) : std::chrono::milliseconds{0};
    std::array<epoll_event, 256> events{};
    const int count = epoll_wait(poll_.number(), events.data(), static_cast<int>(events.size()),
                                 static_cast<int>(pause.count()));
    now_ = steady_clock::now();
    take_finished();
    for (int n = 0; n < count; ++n) {
        const auto& event = events[static_cast<std::size_t>(n)];
        take_event(event.data.u64, event.events);
    }
    if (std::exchange(is_answer_awaited_, false)) take_finished();
    for (const auto id : std::exchange(read_again_, {}))
        if (auto* const connection = find(id);
            connection != nullptr && connection->phase == Phase::reading)
            read(*connection);
    take_due();
    if (is_stopping_ && !stop_at_) begin_stop();
    publish_figures();
}

void FrontDoor::Loop::take_event(std::uint64_t id, std::uint32_t events) {
    if (id == listener_id) return accept_waiting();
    if (id == workers_id) {
        hear(workers_->wake_descriptor());
        return take_finished();
    }
    if (id == nudge_id) return hear(nudge_.number());
    auto* const connection = find(id);
    if (connection == nullptr) return;

    if ((events & (EPOLLERR | EPOLLHUP)) != 0) connection->is_lost = true;
    if ((events & EPOLLRDHUP) != 0) connection->is_ending = true;
    if ((events & (EPOLLIN | EPOLLRDHUP)) != 0) connection->is_readable = true;
    switch (connection->phase) {
        case Phase::reading:
            return read(*connection);
        case Phase::answering:
            return look_ahead(*connection);
        case Phase::writing:
            return write(*connection);
        case Phase::lingering:
            return throw_away(*connection);
    }
}

void FrontDoor::Loop::accept_waiting() {
    for (int n = 0; n < accepts_per_turn && listener_; ++n) {
        auto accepted = listener_->accept();
        const bool is_more = accepted.is_more_waiting;
        if (accepted.socket.is_open()) let_in(std::move(accepted));
        if (!is_more) return;
    }
}

bool FrontDoor::Loop::is_limited(const IpAddress& address) const {
    return !contains(rules_.trusted_proxies, address) &&
           (rules_.limits_loopback || !is_loopback(address));
}

bool FrontDoor::Loop::is_welcome(const IpAddress& peer) const {
    if (connections_.size() >= most_connections_) return false;
    return !is_limited(peer) || counts_.of(peer) < limits_.connections_per_address;
}

void FrontDoor::Loop::let_in(Listener::Accepted accepted) {
    if (!is_welcome(accepted.address)) {
        static const auto answer = as_wire(problems::busy, true);
        ::send(accepted.socket.number(), answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        ::shutdown(accepted.socket.number(), SHUT_WR);
        ++own_.refused;
        return;
    }
    const auto id = next_id_++;
    auto owned =
        std::make_unique<HttpConnection>(std::move(accepted.socket), id, accepted.address, rules_.gate);
    auto& connection = *owned;
    connections_.emplace(id, std::move(owned));
    counts_.add(connection.address);
    ++own_.accepted;
    watch(poll_.number(), connection.socket.number(), id,
          EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
    schedule(connection, now_ + limits_.idle_time);
}

void FrontDoor::Loop::schedule(HttpConnection& connection, Moment when) {
    connection.deadline = when;
    if (when >= connection.next_entry) return;
    connection.next_entry = when;
    deadlines_.add(when, connection.id);
}

void FrontDoor::Loop::take_due() {
    while (const auto due = deadlines_.take_due(now_)) {
        const auto& [when, id] = *due;
        auto* const connection = find(id);
        if (connection == nullptr || connection->next_entry != when) continue;
        connection->next_entry = Moment::max();
        if (connection->deadline <= now_) {
            expire(*connection);
        } else if (connection->deadline != Moment::max()) {
            schedule(*connection, connection->deadline);
        }
    }
}

void FrontDoor::Loop::expire(HttpConnection& connection) {
    if (connection.phase == Phase::answering) return;
    const bool is_waiting_for_rest =
        connection.phase == Phase::reading && connection.gate.state() != RequestGate::State::empty;
    if (is_waiting_for_rest) return refuse(connection, problems::request_late, true);
    close(connection);
}

void FrontDoor::Loop::begin_stop() {
    stop_at_ = now_ + limits_.drain_time;
    listener_.reset();
    std::vector<HttpConnection*> idle;
    for (const auto& [id, connection] : connections_) {
        if (connection->phase == Phase::reading) idle.push_back(connection.get());
        connection->is_awaited = true;
    }
    for (auto* const connection : idle) close(*connection);
    take_finished();
}

bool FrontDoor::Loop::is_finished() const {
    return stop_at_ && (connections_.empty() || now_ >= *stop_at_);
}

void FrontDoor::Loop::publish_figures() {
    ++own_.turns;
    published_.turns = own_.turns;
    published_.connections = connections_.size();
    published_.buffered_bytes = buffered_;
    published_.waiting = workers_ ? workers_->waiting() : 0;
    published_.accepted = own_.accepted;
    published_.requests = own_.requests;
    published_.refused = own_.refused;
}

}  // namespace desk
