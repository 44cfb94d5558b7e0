#include "bot/http/door_loop.hpp"
#include "bot/http/problem.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <string_view>
#include <utility>

namespace desk {
namespace {

constexpr int reads_per_turn = 4;
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

bool would_block(int number) {
    return number == EAGAIN || number == EWOULDBLOCK || number == EINTR;
}

// "HTTP/1.1 404 Not Found…" → 404
int status_of(std::string_view answer) {
    int status = 0;
    if (answer.size() >= 12) std::from_chars(answer.data() + 9, answer.data() + 12, status);
    return status;
}

bool proves_nothing(int status) {
    return status >= 400 && status < 500 && status != 429;
}

}  // namespace

HttpConnection* FrontDoor::Loop::find(std::uint64_t id) {
    const auto found = connections_.find(id);
    return found == connections_.end() ? nullptr : found->second.get();
}

// Bytes while the answer has not begun were sent without waiting for it. Afterwards they are the
// next request.
void FrontDoor::Loop::look_ahead(HttpConnection& connection) {
    connection.is_awaited = true;
    is_answer_awaited_ = true;
    if (connection.answer_begun || !connection.is_readable) return;
    char byte = 0;
    if (::recv(connection.socket.number(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 1)
        connection.is_pipelining = true;
}

void FrontDoor::Loop::read(HttpConnection& connection) {
    if (connection.is_lost && !connection.is_readable) return close(connection);
    for (int n = 0; n < reads_per_turn && connection.is_readable; ++n) {
        const auto got =
            ::recv(connection.socket.number(), input_.data(), input_.size(), MSG_DONTWAIT);
        if (got == 0) return close(connection);
        if (got < 0) {
            if (!would_block(errno)) return close(connection);
            connection.is_readable = false;
            return;
        }
        const auto size = static_cast<std::size_t>(got);
        // A short read has emptied the socket, and what comes later is a new event; the end of the
        // stream is none.
        if (size < input_.size() && !connection.is_ending) connection.is_readable = false;
        const auto id = connection.id;
        take_bytes(connection, {input_.data(), size});
        if (find(id) == nullptr || connection.phase != Phase::reading) return;
    }
    if (connection.is_readable) read_again_.push_back(connection.id);
}

void FrontDoor::Loop::take_bytes(HttpConnection& connection, std::string_view bytes) {
    auto& gate = connection.gate;
    if (gate.state() == RequestGate::State::empty) connection.began = now_;
    const auto state = gate.feed(bytes);
    count(connection, gate.buffered());
    if (buffered_ > limits_.buffered_bytes) return refuse(connection, problems::busy, true);
    if (state == RequestGate::State::refused) return refuse(connection, gate.problem(), true);
    if (state == RequestGate::State::complete) return dispatch(connection);

    const bool is_head = state == RequestGate::State::head;
    schedule(connection, connection.began + (is_head ? limits_.header_time : limits_.request_time));
    if (gate.take_continue())
        ::send(connection.socket.number(), go_on.data(), go_on.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

void FrontDoor::Loop::dispatch(HttpConnection& connection) {
    ReadyRequest ready{.connection = connection.id,
                       .socket = connection.socket.number(),
                       .answer_begun = &connection.answer_begun,
                       .is_awaited = &connection.is_awaited,
                       .request = connection.gate.take()};
    auto& request = ready.request;
    connection.client = take_origin(request.headers, connection.address, rules_.trusted_proxies);
    const bool is_reading = request.method == "GET" || request.method == "HEAD";
    if (is_draining_ && !is_reading) return refuse(connection, problems::draining, true);
    if (rules_.limits_unproven && is_limited(connection.client) &&
        buckets_.is_empty(connection.client, now_))
        return refuse(connection, problems::too_often, true);

    ready.remote_address = to_text(connection.client);
    ready.close = !request.keep_alive || ++connection.served >= limits_.requests_per_connection ||
                  is_stopping_;
    const bool close = ready.close || request.method == "HEAD";
    connection.answer_begun = false;
    connection.is_awaited = false;
    connection.is_pipelining = false;
    if (!workers_->push(ready)) return refuse(connection, problems::busy, close);

    connection.phase = Phase::answering;
    schedule(connection, Moment::max());
    ++own_.requests;
}

void FrontDoor::Loop::take_finished() {
    for (auto& answer : workers_->take_finished())
        if (auto* const connection = find(answer.connection))
            finish(*connection, std::move(answer));
}

void FrontDoor::Loop::finish(HttpConnection& connection, FinishedAnswer answer) {
    if (rules_.limits_unproven && proves_nothing(status_of(answer.bytes)))
        buckets_.charge(connection.client, now_);
    if (answer.is_lost || connection.is_lost) return close(connection);
    connection.close_after = answer.close || is_stopping_;
    if (answer.is_all_sent()) return after_answer(connection);

    connection.phase = Phase::writing;
    connection.out = std::move(answer.bytes);
    connection.sent = answer.sent;
    count(connection, connection.out.size());
    schedule(connection, now_ + limits_.write_stall);
    write(connection);
}

void FrontDoor::Loop::refuse(HttpConnection& connection, Problem problem, bool close) {
    ++own_.refused;
    if (rules_.limits_unproven && proves_nothing(problem.status))
        buckets_.charge(connection.address, now_);
    connection.gate = RequestGate{rules_.gate};
    send(connection, as_wire(problem, close), close);
}

void FrontDoor::Loop::send(HttpConnection& connection, std::string bytes, bool close) {
    connection.phase = Phase::writing;
    connection.close_after = close;
    connection.out = std::move(bytes);
    connection.sent = 0;
    count(connection, connection.out.size());
    schedule(connection, now_ + limits_.write_stall);
    write(connection);
}

void FrontDoor::Loop::write(HttpConnection& connection) {
    if (connection.is_lost) return close(connection);
    while (connection.sent < connection.out.size()) {
        const auto sent =
            ::send(connection.socket.number(), connection.out.data() + connection.sent,
                   connection.out.size() - connection.sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && would_block(errno)) return;
        if (sent <= 0) return close(connection);
        connection.sent += static_cast<std::size_t>(sent);
        schedule(connection, now_ + limits_.write_stall);
    }
    after_answer(connection);
}

void FrontDoor::Loop::after_answer(HttpConnection& connection) {
    connection.out = {};
    count(connection, 0);
    connection.phase = Phase::reading;
    if (std::exchange(connection.is_pipelining, false) && !connection.close_after)
        return refuse(connection, problems::pipelined, true);
    if (connection.close_after) return linger(connection);

    schedule(connection, now_ + limits_.idle_time);
    if (connection.is_readable) read_again_.push_back(connection.id);
}

// Closing a socket with unread bytes resets the connection, and the other side may lose the answer
// it is reading.
void FrontDoor::Loop::linger(HttpConnection& connection) {
    ::shutdown(connection.socket.number(), SHUT_WR);
    connection.phase = Phase::lingering;
    connection.lingered = 0;
    schedule(connection, now_ + limits_.linger_time);
    throw_away(connection);
}

void FrontDoor::Loop::throw_away(HttpConnection& connection) {
    for (;;) {
        const auto got =
            ::recv(connection.socket.number(), input_.data(), input_.size(), MSG_DONTWAIT);
        if (got < 0 && would_block(errno)) return;
        if (got <= 0) return close(connection);
        connection.lingered += static_cast<std::size_t>(got);
        if (connection.lingered > limits_.linger_bytes) return close(connection);
    }
}

void FrontDoor::Loop::count(HttpConnection& connection, std::size_t bytes) {
    buffered_ = buffered_ - connection.counted + bytes;
    connection.counted = bytes;
}

void FrontDoor::Loop::close(HttpConnection& connection) {
    count(connection, 0);
    counts_.remove(connection.address);
    connections_.erase(connection.id);
}

}  // namespace desk
