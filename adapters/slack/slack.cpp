#include "adapters/slack/slack.hpp"

#include "adapters/form.hpp"
#include "adapters/settings.hpp"
#include "adapters/signature.hpp"
#include "adapters/slack/actions.hpp"
#include "adapters/slack/app.hpp"
#include "adapters/slack/blocks.hpp"
#include "adapters/slack/commands.hpp"
#include "adapters/slack/events.hpp"
#include "adapters/slack/verdict.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace desk {
namespace {

constexpr std::array<AdapterSetting, 6> settings_taken{
    AdapterSetting{"signing_secret", true, true, false,
                   "the app's signing secret; two while it is being changed"},
    AdapterSetting{"bot_token", true, true, false, "the app's bot token, xoxb-…"},
    AdapterSetting{"base_url", false, false, true,
                   "where Slack's methods are; https://slack.com/api"},
    AdapterSetting{"bot_user_id", false, false, false,
                   "the app's own user, U…, when events do not name it"},
    AdapterSetting{"command", false, false, false, "the command that holds all others; /desk"},
    AdapterSetting{"commands", false, false, false,
                   "other names on Slack: /slackname=/name, separated by spaces"}};

struct Secrets {
    std::vector<std::string> signing = {};
    std::string bot_token = {};
};

bool is_form(const HttpRequest& request) {
    const auto* type = find_header(request.headers, "Content-Type");
    return type != nullptr && type->starts_with("application/x-www-form-urlencoded");
}

class Slack final : public Adapter {
public:
    Slack(SlackApp app, Secrets secrets, const std::string& base_url)
        : app_{std::move(app)},
          secrets_{std::move(secrets)},
          post_url_{base_url + "/chat.postMessage"} {}

    Result<Inbound> read(const HttpRequest& request, Time now) const override {
        if (is_probe(request)) return Inbound{};
        DESK_CHECK(check_authentic(request, now));
        if (!is_form(request)) return read_slack_event(request.body, app_);

        DESK_TRY(const auto form, parse_form(request.body));
        if (is_ssl_check(form)) return Inbound{};
        if (form.contains("payload"))
            return read_slack_action(field_of(form, "payload"), app_, now);
        return read_slack_command(form, app_, now);
    }

    HttpResponse acknowledge(std::span<const std::string>) const override {
        return HttpResponse{200, {}, ""};
    }

    Result<HttpRequest> write(const Outgoing& outgoing, Time) const override {
        const auto& place = outgoing.reply.place;
        DESK_CHECK(slack_id(place.channel));
        if (!place.thread.empty()) DESK_CHECK(slack_time(place.thread));
        return HttpRequest{"POST",
                           post_url_,
                           {{"Authorization", "Bearer " + secrets_.bot_token},
                            {"Content-Type", "application/json; charset=utf-8"}},
                           post_message_body(outgoing)};
    }

    Verdict judge(const HttpResponse& response) const override {
        return verdict_of_slack(response);
    }

private:
    // Unsigned, by Slack's own rule. With a signature it has to be the right one, as always.
    static bool is_probe(const HttpRequest& request) {
        if (find_header(request.headers, "X-Slack-Signature") != nullptr) return false;
        constexpr std::size_t longest_probe = 4'096;
        if (!is_form(request) || request.body.size() > longest_probe) return false;
        const auto form = parse_form(request.body);
        return form.has_value() && is_ssl_check(*form);
    }

    Result<void> check_authentic(const HttpRequest& request, Time now) const {
        const auto* signature = only_header(request.headers, "X-Slack-Signature");
        const auto* timestamp = only_header(request.headers, "X-Slack-Request-Timestamp");
        if (signature == nullptr || timestamp == nullptr)
            return denied("slack: a header missing or twice");
        if (!fresh_time(*timestamp, now)) return denied("slack: over 300 s old or ahead");

        bool is_authentic = false;
        for (const auto& secret : secrets_.signing) {
            const auto mac = hmac_sha256(secret, {"v0:", *timestamp, ":", request.body});
            is_authentic |= is_equal_secret(*signature, "v0=" + to_hex(mac));
        }
        if (!is_authentic) return denied("slack: the signature does not fit");
        return {};
    }

    SlackApp app_;
    Secrets secrets_;
    std::string post_url_;
};

Result<std::map<std::string, std::string>> read_commands(std::string_view name,
                                                         const AdapterSettings& settings) {
    std::map<std::string, std::string> commands;
    for (const auto& pair : words_of(setting_or(settings, "commands", ""))) {
        const auto equals = std::min(pair.find('='), pair.size());
        const auto slack_name = pair.substr(0, equals);
        const auto desk_name = pair.substr(std::min(equals + 1, pair.size()));
        if (!slack_name.starts_with('/') || !desk_name.starts_with('/'))
            return wrong_setting(name, "commands", "not of the form /slackname=/name");
        commands[slack_name] = desk_name;
    }
    return commands;
}

Result<SlackApp> read_app(std::string_view name, const AdapterSettings& settings) {
    SlackApp app;
    app.adapter = name;
    app.container = setting_or(settings, "command", "/desk");
    if (!app.container.starts_with('/'))
        return wrong_setting(name, "command", "has no / before it");
    app.bot_user = setting_or(settings, "bot_user_id", "");
    if (!app.bot_user.empty() && !slack_id(app.bot_user))
        return wrong_setting(name, "bot_user_id", "not an id of Slack's, like U0123ABCD");
    DESK_TRY(app.commands, read_commands(name, settings));
    return app;
}

}  // namespace

std::span<const AdapterSetting> slack_settings() {
    return settings_taken;
}

Result<std::unique_ptr<Adapter>> make_slack(std::string_view name,
                                            const AdapterSettings& settings) {
    Secrets secrets;
    DESK_TRY(const auto signing, required_setting(name, settings, "signing_secret"));
    secrets.signing = words_of(signing);
    if (secrets.signing.empty()) return wrong_setting(name, "signing_secret", "missing");
    DESK_TRY(const auto token, required_setting(name, settings, "bot_token"));
    const auto words = words_of(token);
    if (words.size() != 1) return wrong_setting(name, "bot_token", "not one word");
    secrets.bot_token = words.front();
    const auto base = setting_or(settings, "base_url", "https://slack.com/api");
    DESK_TRY(const auto base_url, address_setting(name, "base_url", base));
    DESK_TRY(auto app, read_app(name, settings));
    return std::unique_ptr<Adapter>{
        std::make_unique<Slack>(std::move(app), std::move(secrets), base_url)};
}

}  // namespace desk
