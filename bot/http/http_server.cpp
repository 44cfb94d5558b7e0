#include "bot/http/http_server.hpp"

#include "bot/http/problem.hpp"
#include "bot/http/security_headers.hpp"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <exception>
#include <mutex>
#include <utility>
#include <vector>

namespace desk {
namespace {

// What cpp-httplib reads from and writes to instead of a socket.
class MemoryStream final : public httplib::Stream {
public:
    explicit MemoryStream(std::string_view input) : input_{input} { output_.reserve(1'024); }

    bool is_readable() const override { return !input_.empty(); }
    bool is_writable() const override { return true; }
    ssize_t read(char* to, std::size_t size) override {
        const auto taken = input_.copy(to, size);
        input_.remove_prefix(taken);
        return static_cast<ssize_t>(taken);
    }
    ssize_t write(const char* from, std::size_t size) override {
        output_.append(from, size);
        return static_cast<ssize_t>(size);
    }
    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}
    socket_t socket() const override { return INVALID_SOCKET; }

    std::string take() { return std::move(output_); }

private:
    std::string_view input_;
    std::string output_;
};

bool is_same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

// The framing of the answer is decided here, not by handlers.
bool is_framing(std::string_view name) {
    constexpr std::array<std::string_view, 4> names{"Content-Length", "Transfer-Encoding",
                                                    "Connection", "Keep-Alive"};
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view framing) { return is_same_name(name, framing); });
}

bool is_writable_header(const std::pair<std::string, std::string>& header) {
    const auto is_control = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; };
    const auto is_bad_in_name = [&](char c) { return c <= ' ' || c == ':' || c == 0x7f; };
    const auto& [name, value] = header;
    return !name.empty() && std::none_of(name.begin(), name.end(), is_bad_in_name) &&
           std::none_of(value.begin(), value.end(), is_control);
}

bool is_sound(const HttpResponse& response) {
    return response.status >= 200 && response.status <= 599 &&
           std::all_of(response.headers.begin(), response.headers.end(), is_writable_header);
}

bool has_header(const Headers& headers, std::string_view name) {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto& header) { return is_same_name(header.first, name); });
}

void append_line(std::string& to, std::string_view name, std::string_view value) {
    to.append(name).append(": ").append(value).append("\r\n");
}

// What follows the status line. `connection`: the line that says whether it stays open.
void append_rest(std::string& to, const HttpResponse& response, std::string_view connection,
                 bool with_body) {
    append_line(to, "Content-Length", std::to_string(response.body.size()));
    for (const auto& [name, value] : response.headers)
        if (!is_framing(name)) append_line(to, name, value);
    if (!response.body.empty() && !has_header(response.headers, "Content-Type"))
        append_line(to, "Content-Type", "text/plain");
    for (const auto& [name, value] : security_headers)
        if (!has_header(response.headers, name)) append_line(to, name, value);
    to.append(connection).append("\r\n\r\n");
    if (with_body) to += response.body;
}

HttpResponse refusal_of(const RouteMatch& match, std::string_view method) {
    if (match.kind == RouteMatch::Kind::path_unknown)
        return problem_response(problems::path_unknown);
    auto response = method == "OPTIONS" ? HttpResponse{.status = 204}
                                        : problem_response(problems::method_wrong);
    response.headers.emplace_back("Allow", match.allowed);
    return response;
}

}  // namespace

// One request at a time through cpp-httplib. It is fed the request line alone: the fields it would
// act on (compression, ranges, multipart, Expect, form bodies over 8,192 bytes) are the gate's or
// the handler's business. Of what it writes only the status line is taken: it formats each header
// for itself, which cost more than all the rest it does.
class HttpServer::Exchange final : public httplib::Server {
public:
    Exchange(const HttpServer::Table& lines, const HttpLimits& limits)
        : table_{lines}, stays_open_{keep_alive_line(limits)} {
        set_pre_routing_handler([this](const httplib::Request& parsed, httplib::Response& begun) {
            begin(begun, respond(parsed));
            return HandlerResponse::Handled;
        });
        set_exception_handler([this](const httplib::Request&, httplib::Response& begun,
                                     const std::exception_ptr&) {
            begin(begun, problem_response(problems::failed));
        });
    }

    std::string answer(CheckedRequest&& request, std::string&& remote_address, bool close) {
        const bool with_body = request.method != "HEAD";
        const auto head = request.method + " " + request.target + " HTTP/1.1\r\n\r\n";
        request_ = std::move(request);
        remote_address_ = std::move(remote_address);
        response_ = {};
        MemoryStream stream{head};
        bool is_closed = false;
        process_request(stream, true, is_closed, nullptr);
        auto bytes = stream.take();
        bytes.resize(bytes.find("\r\n") + 2);
        append_rest(bytes, response_, close ? "Connection: close" : stays_open_, with_body);
        return bytes;
    }

private:
    static std::string keep_alive_line(const HttpLimits& limits) {
        const auto idle = std::chrono::duration_cast<std::chrono::seconds>(limits.idle_time);
        return "Keep-Alive: timeout=" + std::to_string(idle.count()) +
               ", max=" + std::to_string(limits.requests_per_connection);
    }

    HttpResponse respond(const httplib::Request& parsed);
    void begin(httplib::Response& begun, HttpResponse response) {
        begun.status = response.status;
        response_ = std::move(response);
    }

    const HttpServer::Table& table_;
    const std::string stays_open_;
    CheckedRequest request_;
    std::string remote_address_;
    HttpResponse response_;
};

// The routes with their handlers, and the exchanges that are free.
class HttpServer::Table {
public:
    Table(const HttpLimits& limits, OnFailure on_failure)
        : limits_{limits}, on_failure_{std::move(on_failure)} {}

    void add(std::string_view method, std::string_view path, Handler handler) {
        routes_.add(method, path, handlers_.size());
        handlers_.push_back(std::move(handler));
    }

    RouteMatch match(std::string_view method, const std::string& path) const {
        return routes_.match(method, path);
    }

    HttpResponse call(std::size_t route, const IncomingRequest& request) const {
        try {
            auto response = handlers_[route](request);
            if (is_sound(response)) return response;
            on_failure_("a handler's response has an odd status or header");
        } catch (const std::exception& thrown) {
            on_failure_(thrown.what());
        } catch (...) {
            on_failure_("a handler threw something that is no exception");
        }
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

    const HttpLimits& limits() const { return limits_; }

private:
    const HttpLimits limits_;
    OnFailure on_failure_;
    Routes routes_;
    std::vector<Handler> handlers_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Exchange>> free_;  // guarded by mutex_
};

HttpResponse HttpServer::Exchange::respond(const httplib::Request& parsed) {
    auto match = table_.match(parsed.method, parsed.path);
    if (match.kind != RouteMatch::Kind::found) return refusal_of(match, parsed.method);

    IncomingRequest incoming{.request = {.method = std::move(request_.method),
                                         .url = parsed.path,
                                         .headers = std::move(request_.headers),
                                         .body = std::move(request_.body)},
                             .remote_address = std::move(remote_address_),
                             .parameters = std::move(match.parameters)};
    for (const auto& [name, value] : parsed.params) incoming.query.emplace(name, value);
    return table_.call(match.route, incoming);
}

HttpServer::HttpServer(const HttpLimits& limits, OnFailure on_failure)
    : table_{std::make_unique<Table>(limits, std::move(on_failure))} {}

HttpServer::~HttpServer() = default;

void HttpServer::route(std::string_view method, std::string_view path, Handler handler) {
    table_->add(method, path, std::move(handler));
}

std::string HttpServer::answer(CheckedRequest request, std::string remote_address, bool close) {
    auto exchange = table_->take_free();
    if (!exchange) exchange = std::make_unique<Exchange>(*table_, table_->limits());
    auto bytes = exchange->answer(std::move(request), std::move(remote_address), close);
    table_->give_back(std::move(exchange));
    return bytes;
}

}  // namespace desk
