// What strangers reach: POST /hooks/{adapter}, POST /hooks/plugins/{plugin}/{hook} and POST
// /api/v1/ask. Every other path is answered 404 by the server.
#pragma once

#include <functional>
#include <string>

#include "bot/http/http_server.hpp"
#include "bot/receive/asking.hpp"
#include "bot/receive/receiver.hpp"

namespace desk {

struct PublicParts {
    Receiver& receiver;
    Asking& asking;
    const Current<Desk>& desk;
    std::function<std::string()> fresh_event_id = {};  // for questions without an Idempotency-Key
};

// The name of the adapter behind /api/v1/ask; its event ids are the clients' Idempotency-Keys.
inline constexpr const char* api_adapter = "api";

// `parts` outlive the server.
void add_public_routes(HttpServer& server, const PublicParts& parts);

}  // namespace desk
