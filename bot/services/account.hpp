// One of the desk's accounts at others ([accounts.NAME]): signs what plugins fetch, so that no plugin ever sees a token.
// Any thread.
//
// type = "header": a fixed header, e.g. "Token token=…" of Zammad.
// type = "microsoft": access tokens for a refresh token (Secure Application Model), one for each tenant and resource, used
// until four fifths of their life are over. Source: ../shared/facts/partner-support.md §8.1.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include <desk/http.hpp>
#include <desk/result.hpp>

#include "bot/configuration/configuration.hpp"
#include "bot/deliver/send_http.hpp"

namespace desk {

class Account {
public:
    explicit Account(AccountConfiguration configured) : configured_{std::move(configured)} {}

    // Adds the header that opens `request.url`. `tenant`: whose data it is about; "": the partner's own.
    // Errors: denied (a host the account is not for; the sign-in was refused: consent has ended, a wrong secret),
    // unavailable, timeout (the sign-in did not answer). No error holds a secret.
    Result<void> sign(HttpRequest& request, const std::string& tenant, const SendHttp& send, Time now);

    // The token it was signed with is not taken any more: the next `sign` gets another.
    void forget_token(const HttpRequest& request, const std::string& tenant);

private:
    struct Token {
        std::string text = {};
        Time use_until = {};
    };
    using Key = std::pair<std::string, std::string>;  // tenant, resource

    Result<std::string> token(const Key& key, const SendHttp& send, Time now);
    Result<HttpResponse> ask_for_token(const Key& key, const SendHttp& send);
    Result<Token> read_token(const HttpResponse& response, Time now);
    void keep_refresh_token(const std::string& next);

    const AccountConfiguration configured_;
    std::mutex mutex_;               // held while signing in: who waits would need the same token
    std::map<Key, Token> tokens_;    // guarded by mutex_
    std::string refresh_token_ = {};  // guarded by mutex_; "": not read yet
};

}  // namespace desk
