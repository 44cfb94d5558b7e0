#include "bot/services/second_reader.hpp"

#include <string>
#include <utility>

namespace desk {
namespace {

constexpr const char* endpoint = "second opinion";
constexpr Circuit::Limits circuit_limits{.failures = 3, .conversations = 1};
constexpr std::size_t most_reply_bytes = 65'536;

bool is_refusal(int status) { return status == 401 || status == 403 || status == 429; }

}  // namespace

SecondReader::SecondReader(Configuration::SecondOpinion configured)
    : configured_{std::move(configured)},
      budget_{{.per_minute = configured_.calls_per_minute, .per_day = configured_.calls_per_day}},
      circuit_{circuit_limits} {}

Result<Opinion> SecondReader::ask(const OpinionQuestion& question, Account* account, const SendHttp& send, Time now) {
    if (!circuit_.may_send(endpoint, now)) return denied("the second opinion is left alone: it failed");
    if (!budget_.take(now)) return denied("the second opinion is used up; see calls_per_minute and calls_per_day of [second_opinion]");
    DESK_TRY(const auto reply, reply_to(question, account, send, now));
    return read_opinion(reply, question);
}

Result<std::string> SecondReader::reply_to(const OpinionQuestion& question, Account* account, const SendHttp& send, Time now) {
    HttpRequest request{.method = "POST",
                        .url = configured_.url,
                        .headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
                        .body = opinion_request(question, configured_.model, configured_.reply_tokens)};
    const auto is_signed = account == nullptr ? Result<void>{} : account->sign(request, "", send, now);
    auto response = is_signed ? send(request, {.allow_private = configured_.allow_private, .longest = configured_.timeout,
                                               .most_bytes = most_reply_bytes})
                              : Result<HttpResponse>{is_signed.error()};
    if (response && response->status == 200) {
        circuit_.succeeded(endpoint, now);
        return std::move(response->body);
    }
    response && is_refusal(response->status) ? circuit_.refused(endpoint, now) : circuit_.failed(endpoint, {}, now);
    if (!response) return response.error().code == ErrorCode::timeout ? response.error() : unavailable(response.error().what);
    return unavailable("the second opinion answered " + std::to_string(response->status) + "; see [second_opinion]");
}

}  // namespace desk
