#include "adapters/webhook/webhook.hpp"

#include "adapters/question.hpp"
#include "adapters/settings.hpp"
#include "adapters/status_verdict.hpp"
#include "adapters/webhook/standard_webhook.hpp"
#include "conversations/documents.hpp"
#include "conversations/text.hpp"
#include <desk/object_text.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace desk {
namespace {

constexpr std::array<AdapterSetting, 2> settings_taken{
    AdapterSetting{"secret", true, true, false,
                   "Standard Webhooks secret, whsec_…; two while it is being changed"},
    AdapterSetting{"reply_url", true, false, true, "where replies are posted to"}};

constexpr std::size_t plain_characters = 2'000;

class Webhook final : public Adapter {
public:
    Webhook(std::string_view name, std::vector<std::string> secrets, std::string reply_url)
        : name_{name}, secrets_{std::move(secrets)}, reply_url_{std::move(reply_url)} {}

    Result<Inbound> read(const HttpRequest& request, Time now) const override {
        DESK_TRY(auto webhook, authentic_webhook(request, secrets_, now));
        DESK_TRY(auto message, read_question(request.body));
        message.place.adapter = name_;
        message.event_id = std::move(webhook.id);
        message.sent_at = webhook.sent_at;
        return Inbound{{std::move(message)}, {}};
    }

    HttpResponse acknowledge(std::span<const std::string> message_ids) const override {
        Json body = Json::object();
        if (!message_ids.empty()) body["message_id"] = message_ids.front();
        return {202, {{"Content-Type", "application/json"}}, dump_json(body)};
    }

    Result<HttpRequest> write(const Outgoing& outgoing, Time now) const override {
        const auto& reply = outgoing.reply;
        HttpRequest request{"POST", reply_url_, {}, {}};
        {
            ObjectText body{request.body};
            if (reply.card && !outgoing.plain) body.document("card", dump_json(to_json(*reply.card)));
            body.text("conversation", reply.place.channel);
            body.text("in_reply_to", outgoing.in_reply_to);
            body.text("language", reply.language);
            body.text("message_id", outgoing.message_id);
            body.number("part", outgoing.part);
            body.text("text", outgoing.plain ? cut_characters(reply.text, plain_characters) : reply.text);
        }
        DESK_TRY(request.headers,
                 signed_headers(outgoing.idempotency_key, request.body, secrets_, now));
        request.headers.emplace_back("Idempotency-Key", outgoing.idempotency_key);
        request.headers.emplace_back("Content-Type", "application/json");
        return request;
    }

    Verdict judge(const HttpResponse& response) const override {
        if (response.status == 410) return Pause{"status 410: the address is switched off"};
        return verdict_of_status(response);
    }

private:
    std::string name_;
    std::vector<std::string> secrets_;
    std::string reply_url_;
};

}  // namespace

std::span<const AdapterSetting> webhook_settings() {
    return settings_taken;
}

Result<std::unique_ptr<Adapter>> make_webhook(std::string_view name,
                                              const AdapterSettings& settings) {
    DESK_TRY(const auto secret, required_setting(name, settings, "secret"));
    auto secrets = read_webhook_secrets(secret);
    if (!secrets) return wrong_setting(name, "secret", secrets.error().what);
    DESK_TRY(const auto url, required_setting(name, settings, "reply_url"));
    DESK_TRY(auto reply_url, address_setting(name, "reply_url", url));
    return std::unique_ptr<Adapter>{
        std::make_unique<Webhook>(name, *std::move(secrets), std::move(reply_url))};
}

}  // namespace desk
