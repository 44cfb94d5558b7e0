#include "tests/support/desk_client.hpp"

#include "tests/adapters/requests.hpp"
#include "tests/support/desk_process.hpp"

#include <sstream>

namespace desk::test {

std::string bytes_of(const HttpRequest& request) {
    std::string bytes = request.method + " " + request.url + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const auto& [name, value] : request.headers) bytes += name + ": " + value + "\r\n";
    if (request.method == "GET") return bytes + "\r\n";
    return bytes + "Content-Length: " + std::to_string(request.body.size()) + "\r\n\r\n" +
           request.body;
}

HttpResponse response_of(const std::string& answer) {
    HttpResponse response{.status = status_of(answer), .body = body_of(answer)};
    std::istringstream head{answer.substr(0, answer.find("\r\n\r\n"))};
    for (std::string line; std::getline(head, line);) {
        if (line.ends_with('\r')) line.pop_back();
        const auto colon = line.find(": ");
        if (colon == std::string::npos) continue;
        response.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    return response;
}

HttpResponse exchange(std::uint16_t port, const HttpRequest& request,
                      std::chrono::seconds longest) {
    RawClient client{port, longest};
    client.send(bytes_of(request));
    return response_of(client.answer());
}

std::string message_body(const std::string& conversation, const std::string& text,
                         const std::string& sender) {
    return dump_json({{"conversation", conversation},
                      {"sender", {{"id", sender}, {"name", "Anna"}}},
                      {"text", text}});
}

HttpRequest delivery(const std::string& event_id, const std::string& body) {
    auto request = webhook_request(
        desk_secret, event_id, body,
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
    request.url = "/hooks/helpdesk";
    return request;
}

HttpRequest question(const std::string& key, const std::string& body) {
    return ask_request(desk_token, key, body);
}

Json admin_document(std::uint16_t admin_port, const std::string& path) {
    const auto response = exchange(admin_port, {.method = "GET", .url = path});
    if (response.status != 200) return nullptr;
    const auto document = parse_json(response.body);
    return document ? *document : Json{nullptr};
}

bool is_quiet(std::uint16_t admin_port) {
    const auto status = admin_document(admin_port, "/admin/status");
    return status.is_object() && integer_or(status, "waiting_messages", 1) == 0 &&
           integer_or(status, "waiting_replies", 1) == 0;
}

}  // namespace desk::test
