// What a platform, a client and an operator send to a running desk.
#pragma once

#include "tests/support/raw_client.hpp"
#include <desk/http.hpp>
#include <desk/json.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace desk::test {

// As it goes over the wire.
std::string bytes_of(const HttpRequest& request);
// Status, headers and body of what came over the wire; status 0: that was no answer.
HttpResponse response_of(const std::string& answer);

// One request on a connection of its own; status 0: no answer came within `longest`.
HttpResponse exchange(std::uint16_t port, const HttpRequest& request,
                      std::chrono::seconds longest = std::chrono::seconds{40});

// {"conversation","sender","text"}, as the webhook adapter and /api/v1/ask take it.
std::string message_body(const std::string& conversation, const std::string& text,
                         const std::string& sender = "anna");
// Signed with desk_secret, for POST /hooks/helpdesk, sent now.
HttpRequest delivery(const std::string& event_id, const std::string& body);
// With desk_token, for POST /api/v1/ask.
HttpRequest question(const std::string& key, const std::string& body);

// A document of the admin listener; null: it did not come.
Json admin_document(std::uint16_t admin_port, const std::string& path);
// True: nothing waits any more, neither messages nor replies.
bool is_quiet(std::uint16_t admin_port);

}  // namespace desk::test
