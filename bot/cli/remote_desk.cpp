#include "bot/cli/remote_desk.hpp"

#include "conversations/documents.hpp"
#include <desk/json.hpp>

namespace desk {
namespace {

// The desk itself answers within 30 s.
constexpr std::chrono::seconds limit{35};

std::string detail_of(const HttpResponse& response) {
    const auto document = parse_json(response.body);
    const auto detail = document ? text_or(*document, "detail", "") : std::string{};
    const auto status = "status " + std::to_string(response.status);
    return detail.empty() ? status : status + ": " + detail;
}

Error refusal(const HttpResponse& response) {
    switch (response.status) {
        case 401:
        case 403:
            return denied(detail_of(response));
        case 404:
            return not_found(detail_of(response));
        case 408:
        case 504:
            return timeout(detail_of(response));
        case 429:
        case 503:
            return unavailable(detail_of(response));
        default:
            return response.status >= 500 ? broken(detail_of(response))
                                          : invalid(detail_of(response));
    }
}

class RemoteDesk final : public AskDesk {
public:
    using Fetch =
        std::function<Result<HttpResponse>(const HttpRequest&, std::chrono::milliseconds)>;

    RemoteDesk(std::string url, std::string token, Fetch fetch)
        : url_{std::move(url)}, token_{std::move(token)}, fetch_{std::move(fetch)} {
        while (url_.ends_with('/')) url_.pop_back();
    }

    Result<ChatAnswer> ask(std::string_view person, std::string_view conversation,
                           std::string_view text, std::string_view language) override {
        Json body{{"conversation", conversation},
                  {"sender", {{"id", person}, {"name", person}}},
                  {"text", text}};
        if (!language.empty()) body["language"] = language;
        const HttpRequest request{.method = "POST",
                                  .url = url_ + "/api/v1/ask",
                                  .headers = {{"Content-Type", "application/json"},
                                              {"Authorization", "Bearer " + token_}},
                                  .body = dump_json(body)};
        DESK_TRY(const auto response, fetch_(request, limit));
        if (response.status != 200) return refusal(response);
        return read_chat_answer(response.body);
    }

private:
    std::string url_;
    std::string token_;
    Fetch fetch_;
};

}  // namespace

Result<ChatAnswer> read_chat_answer(std::string_view body) {
    auto parsed = parse_json(body);
    if (!parsed) return broken("the desk's answer: " + parsed.error().what);
    const auto& document = *parsed;

    ChatAnswer answer{.message_id = text_or(document, "message_id", ""),
                      .why = text_or(document, "why", "")};
    for (const auto& reply : array_or_empty(document, "replies")) {
        ChatAnswer::Said said{.text = text_or(reply, "text", ""),
                              .language = text_or(reply, "language", "")};
        const auto* card = find_field(reply, "card");
        if (card != nullptr && card->is_object()) {
            DESK_TRY(said.card, read_shown_card(*card));
        }
        answer.replies.push_back(std::move(said));
    }
    return answer;
}

std::unique_ptr<AskDesk> make_remote_desk(std::string url, std::string token,
                                          RemoteDesk::Fetch fetch) {
    return std::make_unique<RemoteDesk>(std::move(url), std::move(token), std::move(fetch));
}

}  // namespace desk
