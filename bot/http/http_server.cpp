#include "bot/http/http_server.hpp"

#include "bot/http/problem.hpp"
#include "bot/http/response_bytes.hpp"

#include <httplib.h>

#include <exception>
#include <mutex>
#include <utility>
#include <vector>

namespace desk {
namespace {

// What cpp-httplib reads from instead of a socket. What it writes is thrown away.
class RequestHead final : public httplib::Stream {
public:
    explicit RequestHead(std::string_view input) : input_{input} {}

    bool is_readable() const override { return !input_.empty(); }
    bool is_writable() const override { return true; }
    ssize_t read(char* to, std::size_t size) override {
        const auto taken = input_.copy(to, size);
        input_.remove_prefix(taken);
        return static_cast<ssize_t>(taken);
    }
    ssize_t write(const char*, std::size_t size) override { return static_cast<ssize_t>(size); }
    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}
    socket_t socket() const override { return INVALID_SOCKET; }

private:
    std::string_view input_;
};

HttpResponse refusal_of(const RouteMatch& match, std::string_view method) {
    if (match.kind == RouteMatch::Kind::path_unknown)
        return problem_response(problems::path_unknown);
    auto response = method == "OPTIONS" ? HttpResponse{.status = 204}
                                        : problem_response(problems::method_wrong);
    response.headers.emplace_back("Allow", match.allowed);
    return response;
}

}  // namespace

// What a response needs on its way out, also when it comes after the server has gone.
struct HttpServer::WayOut {
    OnFailure on_failure;
    std::string stays_open;

    std::string bytes(const HttpResponse& response, bool close, bool with_body) const {
        if (is_sound(response)) return response_bytes(response, close ? "Connection: close" : stays_open, with_body);
        on_failure("a handler's response has an odd status or header");
        return bytes(problem_response(problems::failed), close, with_body);
    }
};

// One request at a time through cpp-httplib. It is fed the request line alone: the fields it would
// act on (compression, ranges, multipart, Expect, form bodies over 8,192 bytes) are the gate's or
// the handler's business. Nothing of what it writes is taken: it formats each header for itself,
// which cost more than all the rest it does, and it knows no answer that comes later.
class HttpServer::Exchange final : public httplib::Server {
public:
    explicit Exchange(const HttpServer::Table& lines) : table_{lines} {
        set_pre_routing_handler([this](const httplib::Request& parsed, httplib::Response& begun) {
            begun.status = 200;
            is_taken_apart_ = true;
            response_ = respond(parsed);
            return HandlerResponse::Handled;
        });
        set_exception_handler([this](const httplib::Request&, httplib::Response&, const std::exception_ptr&) {
            response_ = problem_response(problems::failed);
        });
    }

    std::optional<std::string> answer(CheckedRequest&& request, std::string&& remote_address, bool close, SendBytes&& later);

private:
    std::optional<HttpResponse> respond(const httplib::Request& parsed);

    const HttpServer::Table& table_;
    CheckedRequest request_;
    std::string remote_address_;
    Responder::Send send_;
    bool is_taken_apart_ = false;
    std::optional<HttpResponse> response_;  // none: it comes later
};

// The routes with their handlers, and the exchanges that are free.
class HttpServer::Table {
public:
    Table(const HttpLimits& limits, OnFailure on_failure)
        : out_{std::make_shared<const WayOut>(std::move(on_failure), keep_alive_line(limits))} {}

    void add(std::string_view method, std::string_view path, Handler now, LaterHandler later) {
        routes_.add(method, path, routed_.size());
        routed_.push_back({std::move(now), std::move(later)});
    }

    RouteMatch match(std::string_view method, const std::string& path) const {
        return routes_.match(method, path);
    }

    // None: it comes by `send`.
    std::optional<HttpResponse> call(std::size_t route, const IncomingRequest& request, Responder::Send send) const {
        const auto& routed = routed_[route];
        try {
            if (routed.now) return routed.now(request);
            const Responder responder{std::move(send)};
            routed.later(request, responder);
            return std::nullopt;
        } catch (const std::exception& thrown) {
            out_->on_failure(thrown.what());
        } catch (...) {
            out_->on_failure("a handler threw something that is no exception");
        }
        if (routed.later) return std::nullopt;  // the responder has said so when it went
        return problem_response(problems::failed);
    }

    std::unique_ptr<Exchange> take_free() {
        const std::lock_guard lock{mutex_};
        if (free_.empty()) return nullptr;
        auto exchange = std::move(free_.back());
        free_.pop_back();
        return exchange;
    }

    void give_back(std::unique_ptr<Exchange> exchange) {
        const std::lock_guard lock{mutex_};
        free_.push_back(std::move(exchange));
    }

    const std::shared_ptr<const WayOut>& out() const { return out_; }

private:
    struct Routed {
        Handler now = {};
        LaterHandler later = {};  // one of the two
    };

    static std::string keep_alive_line(const HttpLimits& limits) {
        const auto idle = std::chrono::duration_cast<std::chrono::seconds>(limits.idle_time);
        return "Keep-Alive: timeout=" + std::to_string(idle.count()) +
               ", max=" + std::to_string(limits.requests_per_connection);
    }

    std::shared_ptr<const WayOut> out_;
    Routes routes_;
    std::vector<Routed> routed_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Exchange>> free_;  // guarded by mutex_
};

std::optional<std::string> HttpServer::Exchange::answer(CheckedRequest&& request, std::string&& remote_address, bool close,
                                                        SendBytes&& later) {
    const bool with_body = request.method != "HEAD";
    const auto line = request.method + " " + request.target + " HTTP/1.1\r\n\r\n";
    request_ = std::move(request);
    remote_address_ = std::move(remote_address);
    send_ = [out = table_.out(), later = std::move(later), close, with_body](const HttpResponse& response) {
        later(out->bytes(response, close, with_body));
    };
    is_taken_apart_ = false;
    response_.reset();
    RequestHead head{line};
    bool is_closed = false;
    process_request(head, true, is_closed, nullptr);
    if (!is_taken_apart_ && !response_) response_ = problem_response(400, "The request's target cannot be taken apart.", "DH7400");
    if (!response_) return std::nullopt;
    return table_.out()->bytes(*response_, close, with_body);
}

std::optional<HttpResponse> HttpServer::Exchange::respond(const httplib::Request& parsed) {
    auto match = table_.match(parsed.method, parsed.path);
    if (match.kind != RouteMatch::Kind::found) return refusal_of(match, parsed.method);

    IncomingRequest incoming{.request = {.method = std::move(request_.method),
                                         .url = parsed.path,
                                         .headers = std::move(request_.headers),
                                         .body = std::move(request_.body)},
                             .remote_address = std::move(remote_address_),
                             .parameters = std::move(match.parameters)};
    for (const auto& [name, value] : parsed.params) incoming.query.emplace(name, value);
    return table_.call(match.route, incoming, std::move(send_));
}

HttpServer::HttpServer(const HttpLimits& limits, OnFailure on_failure)
    : table_{std::make_unique<Table>(limits, std::move(on_failure))} {}

HttpServer::~HttpServer() = default;

void HttpServer::route(std::string_view method, std::string_view path, Handler handler) {
    table_->add(method, path, std::move(handler), {});
}

void HttpServer::route_later(std::string_view method, std::string_view path, LaterHandler handler) {
    table_->add(method, path, {}, std::move(handler));
}

std::optional<std::string> HttpServer::answer(CheckedRequest request, std::string remote_address, bool close, SendBytes later) {
    auto exchange = table_->take_free();
    if (!exchange) exchange = std::make_unique<Exchange>(*table_);
    auto bytes = exchange->answer(std::move(request), std::move(remote_address), close, std::move(later));
    table_->give_back(std::move(exchange));
    return bytes;
}

}  // namespace desk
