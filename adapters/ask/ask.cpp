#include "adapters/ask/ask.hpp"

#include "adapters/question.hpp"
#include "adapters/settings.hpp"
#include "adapters/signature.hpp"
#include "adapters/status_verdict.hpp"
#include "conversations/documents.hpp"
#include <desk/object_text.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace desk {
namespace {

constexpr std::array<AdapterSetting, 1> settings_taken{
    AdapterSetting{"token", true, true, false,
                   "what clients send as bearer token; two while it is being changed"}};

constexpr std::size_t longest_event_id = 256;

// "Bearer" in any case; RFC 9110, section 11.1.
std::string_view bearer_token(const Headers& headers) {
    const auto* header = only_header(headers, "Authorization");
    if (header == nullptr || header->size() < 8) return {};
    const Headers scheme{{header->substr(0, 7), ""}};
    if (find_header(scheme, "bearer ") == nullptr) return {};
    return std::string_view{*header}.substr(7);
}

class Ask final : public Adapter {
public:
    Ask(std::string_view name, std::vector<std::string> tokens)
        : name_{name}, tokens_{std::move(tokens)} {}

    Result<Inbound> read(const HttpRequest& request, Time now) const override {
        if (!is_known(bearer_token(request.headers))) return denied("ask: no known bearer token");

        DESK_TRY(auto message, read_question(request.body));
        DESK_TRY(message.event_id, event_id(request.headers));
        message.place.adapter = name_;
        message.sent_at = now;
        return Inbound{{std::move(message)}, {}};
    }

    HttpResponse acknowledge(std::span<const std::string> message_ids) const override {
        Json body = Json::object();
        if (!message_ids.empty()) body["message_id"] = message_ids.front();
        return {202, {{"Content-Type", "application/json"}}, dump_json(body)};
    }

    Result<HttpRequest> write(const Outgoing& outgoing, Time) const override {
        const auto& reply = outgoing.reply;
        std::string body;
        {
            ObjectText document{body};
            if (reply.card && !outgoing.plain) document.document("card", dump_json(to_json(*reply.card)));
            document.text("language", reply.language);
            document.text("text", reply.text);
        }
        return HttpRequest{"POST", "", {{"Content-Type", "application/json"}}, std::move(body)};
    }

    Verdict judge(const HttpResponse& response) const override {
        return verdict_of_status(response);
    }

private:
    bool is_known(std::string_view token) const {
        bool found = false;
        for (const auto& known : tokens_) found |= is_equal_secret(token, known);
        return found;
    }

    static Result<std::string> event_id(const Headers& headers) {
        if (find_header(headers, "Idempotency-Key") == nullptr) return std::string{};
        const auto* key = only_header(headers, "Idempotency-Key");
        if (key == nullptr || !is_plain_id(*key, longest_event_id))
            return invalid("Idempotency-Key: not 1 to 256 visible characters, once");
        return *key;
    }

    std::string name_;
    std::vector<std::string> tokens_;
};

}  // namespace

std::span<const AdapterSetting> ask_settings() {
    return settings_taken;
}

Result<std::unique_ptr<Adapter>> make_ask(std::string_view name, const AdapterSettings& settings) {
    DESK_TRY(const auto token, required_setting(name, settings, "token"));
    auto tokens = words_of(token);
    if (tokens.empty()) return wrong_setting(name, "token", "missing");
    return std::unique_ptr<Adapter>{std::make_unique<Ask>(name, std::move(tokens))};
}

}  // namespace desk
