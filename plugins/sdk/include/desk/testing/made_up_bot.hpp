// The bot as a plugin sees it, made up: a web, a directory, other plugins, numbers and a shelf that
// a test fills. Grants are those of the manifest, so a plugin that reaches further fails in its
// test as it would in the desk.
#pragma once

#include <desk/grants.hpp>
#include <desk/json.hpp>
#include <desk/manifest.hpp>
#include <desk/result.hpp>
#include <desk/wire.hpp>
#include <desk/wire_replies.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace desk::test {

using Settings = std::map<std::string, std::string>;

struct Page {
    int status = 200;
    std::string body = {};
    Headers headers = {};
    Time fetched_at = {};  // zero: the call's now
};

// What is made up. One thread at a time.
class MadeUpBot {
public:
    using Capability = std::function<Result<std::string>(std::string_view question)>;

    MadeUpBot(const Manifest& manifest, const Settings& settings)
        : manifest_{manifest}, settings_{settings} {}

    std::map<std::string, Result<Page>, std::less<>> web = {};
    std::map<std::string, std::string, std::less<>> look_ups = {};
    std::map<std::string, Capability, std::less<>> capabilities = {};
    std::map<std::string, std::int64_t, std::less<>> next_numbers = {};
    std::map<std::string, std::map<std::string, std::string>> shelves = {};  // by customer
    std::vector<HttpRequest> fetched = {};
    // What effects have done beside the shelf.
    std::map<std::string, Effect> timers = {};         // set and not yet due, by name
    std::set<std::string> subscriptions = {};          // of the one conversation
    std::vector<Effect> published = {};                // each revision of a topic once
    std::map<std::string, std::int64_t> counted = {};  // by metric
    std::map<std::string, std::string> enrolled = {};  // customers told to the directory, by their id at the source
    std::map<std::string, Probed> probes = {};         // by "host:port"; others are refused

    // Answers one question of the call with a document.
    std::string answer(const Call& call, std::string_view text) {
        auto reply = reply_to(call, text);
        return dump_json(reply ? *reply : wire::to_json(reply.error()));
    }

    // Errors: denied (an effect the manifest does not grant).
    Result<void> check(const std::vector<Effect>& effects) const {
        for (const auto& effect : effects) DESK_CHECK(check_grant(manifest_, effect));
        return {};
    }

    // What `call` wanted to have done.
    void apply(const Call& call, const std::vector<Effect>& effects) {
        for (const auto& effect : effects) apply(call, effect);
    }

private:
    void apply(const Call& call, const Effect& effect) {
        auto& shelf = shelves[call.customer.id];
        switch (effect.kind) {
            case Effect::Kind::remember: shelf[effect.key] = effect.value; break;
            case Effect::Kind::forget: shelf.erase(effect.key); break;
            case Effect::Kind::schedule: timers.insert_or_assign(effect.key, effect); break;
            case Effect::Kind::unschedule: timers.erase(effect.key); break;
            case Effect::Kind::subscribe: subscriptions.insert(effect.key); break;
            case Effect::Kind::unsubscribe: subscriptions.erase(effect.key); break;
            case Effect::Kind::count: counted[effect.key] += effect.by; break;
            case Effect::Kind::hand_over: break;
            case Effect::Kind::enrol: enrolled[effect.key] = effect.value; break;
            case Effect::Kind::publish: publish(effect);
        }
    }
    void publish(const Effect& effect) {
        const bool is_known = std::any_of(published.begin(), published.end(), [&](const Effect& earlier) {
            return earlier.key == effect.key && earlier.revision == effect.revision;
        });
        if (!is_known) published.push_back(effect);
    }

    Result<Json> reply_to(const Call& call, std::string_view text) {
        DESK_TRY(const auto document, parse_json(text, wire::document_limits));
        DESK_TRY(const auto question, wire::read_question(document));
        return std::visit([&](const auto& one) { return reply(call, one); }, question);
    }

    Result<Json> reply(const Call& call, const wire::Fetch& fetch) {
        if (!is_granted(fetch.request.url))
            return denied(fetch.request.url + ": not among the manifest's hosts");
        if (!fetch.request.account.empty() && !may_sign_with(manifest_, settings_, fetch.request.account))
            return denied("account " + fetch.request.account + ": not granted in the manifest");
        fetched.push_back(fetch.request);
        const auto found = web.find(fetch.request.url);
        if (found == web.end()) return unavailable("no answer from " + fetch.request.url);
        DESK_TRY(const auto page, found->second);
        const Time at = page.fetched_at == Time{} ? call.now : page.fetched_at;
        return wire::to_json(HttpResponse{page.status, page.headers, page.body, at});
    }
    Result<Json> reply(const Call&, const Probe& probe) {
        const auto origin_of_probe = probe.host + ":" + std::to_string(probe.port);
        if (!is_granted("https://" + (probe.port == 443 ? probe.host : origin_of_probe)) && !is_granted("https://" + probe.host))
            return denied(origin_of_probe + ": not among the manifest's hosts");
        const auto found = probes.find(origin_of_probe);
        return wire::to_json(found == probes.end() ? Probed{.why = "refused"} : found->second);
    }
    Result<Json> reply(const Call& call, const wire::Recall& recall) {
        const auto& shelf = shelves[recall.is_shared ? std::string{} : call.customer.id];
        const auto found = shelf.find(recall.key);
        return wire::recalled(found == shelf.end() ? std::nullopt : std::optional{found->second});
    }
    Result<Json> reply(const Call& call, const wire::RecallAll& recall) {
        std::vector<Kept> entries;
        for (const auto& [key, value] : shelves[recall.is_shared ? std::string{} : call.customer.id]) {
            if (key.starts_with(recall.prefix)) entries.push_back({key, value});
        }
        return wire::to_json(entries);
    }
    Result<Json> reply(const Call&, const wire::LookUp& look_up) {
        if (!has(manifest_.permissions.look_up, look_up.what)) {
            return denied("look_up " + look_up.what + ": not granted in the manifest");
        }
        const auto found = look_ups.find(look_up.what);
        if (found == look_ups.end()) return not_found("look_up " + look_up.what);
        return wire::wrapped(found->second);
    }
    Result<Json> reply(const Call&, const wire::AskCapability& ask) {
        const bool may = std::any_of(manifest_.asks.begin(), manifest_.asks.end(), [&](const std::string& name) {
            return is_same_capability(name, ask.capability);
        });
        if (!may) return denied(ask.capability + ": not in the manifest's asks");
        const auto found = capabilities.find(ask.capability);
        if (found == capabilities.end()) return not_found("nobody provides " + ask.capability);
        DESK_TRY(const auto document, found->second(ask.question));
        return wire::wrapped(document);
    }
    Result<Json> reply(const Call& call, const wire::NextNumber& next) {
        if (!has(manifest_.series, next.series))
            return denied(next.series + ": not in the manifest's series");
        const auto key = std::pair{call.id, next.series};
        const auto given = given_.find(key);
        if (given != given_.end()) return wire::numbered(given->second);
        auto [number, is_new] = next_numbers.try_emplace(next.series, 1);
        given_[key] = number->second;
        return wire::numbered(number->second++);
    }

    static bool has(const std::vector<std::string>& list, const std::string& what) {
        return std::find(list.begin(), list.end(), what) != list.end();
    }
    // "https://status.example:8443" of a whole address.
    static std::string origin(std::string_view url) {
        const auto scheme = url.find("://");
        if (scheme == std::string_view::npos) return {};
        return std::string{url.substr(0, url.find_first_of("/?#", scheme + 3))};
    }
    bool is_granted(const std::string& url) const {
        const std::string asked = origin(url);
        return std::any_of(manifest_.permissions.hosts.begin(), manifest_.permissions.hosts.end(),
                           [&](const std::string& host) {
                               if (!host.starts_with('{')) return asked == "https://" + host;
                               const auto found = settings_.find(host.substr(1, host.size() - 2));
                               if (found == settings_.end() || asked.empty()) return false;
                               const auto addresses = granted_addresses(found->second);
                               return std::any_of(addresses.begin(), addresses.end(),
                                                  [&](const auto& address) { return origin(address) == asked; });
                           });
    }

    const Manifest& manifest_;
    const Settings& settings_;
    std::map<std::pair<std::string, std::string>, std::int64_t> given_ = {};
};

}  // namespace desk::test
