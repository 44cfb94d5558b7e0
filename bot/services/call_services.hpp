// What a plugin may ask the desk during one call: made for that call, with its plugin, customer and deadline inside, so
// that no document can name another. What the manifest does not grant is refused, and the refusal is audited.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <desk/json.hpp>
#include <desk/plugin.hpp>
#include <desk/result.hpp>
#include <desk/wire.hpp>

#include "bot/clock.hpp"
#include "bot/deliver/send_http.hpp"
#include "bot/desk.hpp"
#include "bot/services/fetch_cache.hpp"
#include "storage/store.hpp"

namespace desk {

class CallNotes;
struct Url;

// Of one call.
struct FetchLimits {
    int most = 20;
    std::chrono::milliseconds longest{10'000};
    std::size_t page_bytes = 5 * 1'048'576;
};

class CallServices {
public:
    struct Parts {
        Store& store;
        const Desk& desk;
        FetchCache& cache;
        const SendHttp& send;
        const ProbeHost& probe;
        const Clock& now;
        FetchLimits limits = {};
    };
    // On whose behalf; outlives the services.
    struct Caller {
        const PluginInUse& plugin;
        const Call& call;
        Tenant tenant = {};
        Ticket ticket = {};
        Deadline until = {};
        bool may_ask = true;  // false while answering another plugin: one level deep, so there is no circle
        CallNotes* notes = nullptr;  // what is asked is noted there; may be none
    };

    CallServices(Parts parts, Caller caller) : parts_{parts}, caller_{caller} {}

    // A question document (plugins/sdk/wire.md) → its reply document, or an error document. One thread: the one that
    // waits for the plugin.
    std::string answer(std::string_view question);

    // What the call read from the shelf and what it was refused; for the outcome.
    std::vector<ShelfSeen> take_seen() { return std::move(seen_); }
    std::vector<AuditEntry> take_refusals() { return std::move(refusals_); }

private:
    Result<std::string> dispatch(const Json& document);
    Result<HttpResponse> fetch(HttpRequest request);
    Result<HttpResponse> fetch_page(HttpRequest request);
    Result<HttpResponse> send_page(const HttpRequest& request);
    Result<HttpResponse> fetch_with_effect(HttpRequest request);
    Result<HttpResponse> send_signed(const HttpRequest& request);
    Result<Probed> probe(const Probe& probe);
    Result<std::optional<std::string>> recall(const wire::Recall& wanted);
    Result<std::vector<Kept>> recall_all(const wire::RecallAll& wanted);
    Result<std::string> look_up(const std::string& what);
    Result<std::string> ask(const std::string& capability, const std::string& question);
    Result<std::int64_t> next_number(const std::string& series);
    Result<void> check_host(const Url& address);
    Result<void> check_account(const HttpRequest& request);
    Result<std::string> tenant_to_sign_for(const HttpRequest& request) const;
    SendRules rules(const HttpRequest& request) const;
    Error refuse(std::string what);

    Parts parts_;
    Caller caller_;
    std::vector<ShelfSeen> seen_;
    std::vector<AuditEntry> refusals_;
    int fetches_ = 0;
    int outside_requests_ = 0;
    int numbers_ = 0;
};

// The call one plugin makes to another: same asker, customer, language and time, the question as argument "question".
Call question_call(const Call& caller, const std::string& capability, const std::string& question);

}  // namespace desk
