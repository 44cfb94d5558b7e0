#include "adapters/slack/verdict.hpp"

#include "adapters/retry_after.hpp"
#include "adapters/status_verdict.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace desk {
namespace {

enum class Class { slower, again, pause, plain };
struct KnownError {
    std::string_view name = {};
    Class means = Class::again;
};

// What is not here ends this one message.
constexpr std::array known_errors{KnownError{"ratelimited", Class::slower},
                                  KnownError{"rate_limited", Class::slower},
                                  KnownError{"message_limit_exceeded", Class::again},
                                  KnownError{"internal_error", Class::again},
                                  KnownError{"fatal_error", Class::again},
                                  KnownError{"service_unavailable", Class::again},
                                  KnownError{"request_timeout", Class::again},
                                  KnownError{"team_added_to_org", Class::again},
                                  KnownError{"invalid_auth", Class::pause},
                                  KnownError{"not_authed", Class::pause},
                                  KnownError{"token_revoked", Class::pause},
                                  KnownError{"token_expired", Class::pause},
                                  KnownError{"account_inactive", Class::pause},
                                  KnownError{"missing_scope", Class::pause},
                                  KnownError{"no_permission", Class::pause},
                                  KnownError{"not_allowed_token_type", Class::pause},
                                  KnownError{"org_login_required", Class::pause},
                                  KnownError{"ekm_access_denied", Class::pause},
                                  KnownError{"team_access_not_granted", Class::pause},
                                  KnownError{"msg_too_long", Class::plain},
                                  KnownError{"msg_blocks_too_long", Class::plain},
                                  KnownError{"invalid_blocks", Class::plain},
                                  KnownError{"invalid_blocks_format", Class::plain},
                                  KnownError{"no_text", Class::plain},
                                  KnownError{"view_too_large", Class::plain}};

// An error's name goes into logs, and a stranger wrote it.
std::string fit_name(std::string_view name) {
    std::string result;
    for (const char c : name.substr(0, 64)) {
        const bool is_fit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        result += is_fit ? c : '?';
    }
    return result.empty() ? "no reason given" : result;
}

Verdict verdict_of_error(const std::string& name, const HttpResponse& response) {
    const auto known = std::find_if(known_errors.begin(), known_errors.end(),
                                    [&](const KnownError& error) { return error.name == name; });
    auto why = "slack: " + fit_name(name);
    if (known == known_errors.end()) return GiveUp{std::move(why)};
    switch (known->means) {
        case Class::pause:
            return Pause{std::move(why)};
        case Class::plain:
            return SendPlain{std::move(why)};
        case Class::slower:
        case Class::again:
            break;
    }
    return TryAgain{std::move(why), asked_wait(response), known->means == Class::slower};
}

}  // namespace

Verdict verdict_of_slack(const HttpResponse& response) {
    if (response.status < 200 || response.status >= 300) return verdict_of_status(response);

    const auto document = parse_json(response.body);
    const auto* ok = document ? find_field(*document, "ok") : nullptr;
    if (ok == nullptr || !ok->is_boolean()) return TryAgain{"slack: not an answer of Slack's"};
    if (ok->get<bool>()) return Delivered{text_or(*document, "ts", "")};
    return verdict_of_error(text_or(*document, "error", ""), response);
}

}  // namespace desk
