// A running desk, asked over HTTP: POST /api/v1/ask, contract.md §4.
#pragma once

#include "bot/cli/ask_desk.hpp"
#include <desk/http.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace desk {

// `url`: "http://127.0.0.1:8080". `fetch` makes one request.
std::unique_ptr<AskDesk> make_remote_desk(
    std::string url, std::string token,
    std::function<Result<HttpResponse>(const HttpRequest&, std::chrono::milliseconds)> fetch);

// {"message_id","replies":[{"text","language","card"?}],"why"?} Errors: broken (something else).
Result<ChatAnswer> read_chat_answer(std::string_view body);

}  // namespace desk
