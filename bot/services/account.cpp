#include "bot/services/account.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>

#include <desk/json.hpp>

#include "bot/configuration/form.hpp"
#include "bot/http/address_rules.hpp"
#include "bot/http/percent_encoding.hpp"
#include "bot/replace_file.hpp"

namespace desk {
namespace {

constexpr std::chrono::seconds sign_in_time{8};
constexpr std::int64_t shortest_life_s = 60;

// "graph.microsoft.com", or with a port that is not the scheme's own.
std::string host_of(const Url& url) {
    const bool is_usual = (url.scheme == "https" && url.port == 443) || (url.scheme == "http" && url.port == 80);
    return is_usual ? url.host : url.host + ":" + std::to_string(url.port);
}

// A number, or a text of digits.
std::int64_t whole_number(const Json& document, const char* name) {
    const auto text = text_or(document, name, "");
    return text.empty() ? integer_or(document, name, 0) : read_integer(text).value_or(0);
}

std::string first_line(const std::string& path) {
    std::ifstream file{path};
    std::string line;
    std::getline(file, line);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    return line;
}

}  // namespace

Result<void> Account::sign(HttpRequest& request, const std::string& tenant, const SendHttp& send, Time now) {
    DESK_TRY(const auto url, split_url(request.url));
    const auto host = host_of(url);
    const auto& hosts = configured_.hosts;
    if (std::find(hosts.begin(), hosts.end(), host) == hosts.end())
        return denied("account " + configured_.name + ": not for " + host + "; see hosts of [accounts." + configured_.name + "]");
    if (configured_.type == "header") {
        request.headers.emplace_back(configured_.header, configured_.value.reveal());
        return {};
    }
    const std::lock_guard lock{mutex_};
    const Key key{tenant.empty() ? configured_.tenant : tenant, url.scheme + "://" + host};
    DESK_TRY(const auto text, token(key, send, now));
    request.headers.emplace_back("Authorization", "Bearer " + text);
    return {};
}

void Account::forget_token(const HttpRequest& request, const std::string& tenant) {
    const auto url = split_url(request.url);
    if (!url) return;
    const std::lock_guard lock{mutex_};
    tokens_.erase({tenant.empty() ? configured_.tenant : tenant, url->scheme + "://" + host_of(*url)});
}

Result<std::string> Account::token(const Key& key, const SendHttp& send, Time now) {
    const auto known = tokens_.find(key);
    if (known != tokens_.end() && now < known->second.use_until) return known->second.text;
    DESK_TRY(const auto response, ask_for_token(key, send));
    DESK_TRY(auto token, read_token(response, now));
    return tokens_.insert_or_assign(key, std::move(token)).first->second.text;
}

Result<HttpResponse> Account::ask_for_token(const Key& key, const SendHttp& send) {
    if (refresh_token_.empty()) refresh_token_ = first_line(configured_.refresh_token_file);
    if (refresh_token_.empty())
        return denied("account " + configured_.name + ": no refresh token in " + configured_.refresh_token_file);
    const auto& [tenant, resource] = key;
    HttpRequest request{.method = "POST",
                        .url = configured_.sign_in_url + "/" + percent_encoded(tenant) + "/oauth2/token",
                        .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}},
                        .body = "grant_type=refresh_token&resource=" + percent_encoded(resource) + "&client_id=" +
                                percent_encoded(configured_.client_id) + "&client_secret=" +
                                percent_encoded(configured_.client_secret.reveal()) + "&refresh_token=" +
                                percent_encoded(refresh_token_) + "&scope=openid"};
    auto response = send(request, {.allow_private = configured_.allow_private, .longest = sign_in_time});
    if (!response) return Error{response.error().code, "account " + configured_.name + ": the sign-in does not answer"};
    return response;
}

// Numbers arrive as strings as well.
Result<Account::Token> Account::read_token(const HttpResponse& response, Time now) {
    const auto about = "account " + configured_.name + ": the sign-in answered " + std::to_string(response.status);
    const auto document = parse_json(response.body);
    if (response.status != 200) {
        const auto code = document ? text_or(*document, "error", "") : std::string{};
        const bool may_pass = response.status == 429 || response.status >= 500;
        return Error{may_pass ? ErrorCode::unavailable : ErrorCode::denied, about + (code.empty() ? "" : ", " + code)};
    }
    if (!document) return unavailable(about + ", and no JSON");
    const auto text = text_or(*document, "access_token", "");
    const auto life = whole_number(*document, "expires_in");
    if (text.empty() || life <= 0) return unavailable(about + ", without a token");
    keep_refresh_token(text_or(*document, "refresh_token", ""));
    return Token{text, now + std::chrono::seconds{std::max(life, shortest_life_s) * 4 / 5}};
}

// Whole or not at all: a half-written refresh token would lock the desk out for good. Where the file cannot be written (a
// read-only credential), the new one lives as long as the desk.
void Account::keep_refresh_token(const std::string& next) {
    if (next.empty() || next == refresh_token_) return;
    refresh_token_ = next;
    static_cast<void>(replace_file(configured_.refresh_token_file, next + "\n", 0600));
}

}  // namespace desk
