// Answers complete, checked requests: cpp-httplib takes the request line apart, the routes decide
// who answers, at once or later. It owns no socket; front_door.hpp feeds it.
//
//     HttpServer server{limits, [&](std::string_view what) { log.error("handler failed", {{"what",
//     what}}); }}; server.route("POST", "/hooks/:adapter", [&](const IncomingRequest& request) {
//     return receive(request); });
//
// Every answer has the headers of security_headers.hpp unless the handler set its own. An unknown
// path is answered 404, a method the path does not take 405, a handler that throws 500, all as
// problem documents; the reason of the last one goes to `on_failure` and to nobody else. HEAD is
// GET without the body.
#pragma once

#include "bot/http/checked_request.hpp"
#include "bot/http/limits.hpp"
#include "bot/http/responder.hpp"
#include "bot/http/routes.hpp"
#include <desk/http.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

struct IncomingRequest {
    HttpRequest request = {};  // url: the decoded path; headers and body as they were sent
    std::string remote_address =
        {};                      // of the client, trusted proxies taken into account; "127.0.0.1"
    NamedTexts parameters = {};  // of the ":name" segments of the route, decoded
    NamedTexts query = {};       // decoded; of equal names the first
};

class HttpServer {
public:
    // Called by several threads at once.
    using Handler = std::function<HttpResponse(const IncomingRequest&)>;
    // The same, for requests whose answer another stage knows.
    using LaterHandler = std::function<void(const IncomingRequest&, const Responder&)>;
    // Takes the bytes of a response that comes later; called once, on any thread.
    using SendBytes = std::function<void(std::string)>;
    // What a handler threw, or what was wrong with its response; for the log.
    using OnFailure = std::function<void(std::string_view what)>;

    HttpServer(const HttpLimits& limits, OnFailure on_failure);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    // Before the first answer. `path` as in routes.hpp.
    void route(std::string_view method, std::string_view path, Handler handler);
    void route_later(std::string_view method, std::string_view path, LaterHandler handler);

    // The bytes of the whole response; none: `later` gets them, maybe before this returns, maybe after the server has gone.
    // `close`: it says "Connection: close". Any thread.
    std::optional<std::string> answer(CheckedRequest request, std::string remote_address, bool close, SendBytes later = {});

private:
    class Exchange;
    class Table;
    struct WayOut;

    std::unique_ptr<Table> table_;
};

}  // namespace desk
