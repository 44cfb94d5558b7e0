#include "bot/services/call_services.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include <desk/grants.hpp>
#include <desk/wire.hpp>
#include <desk/wire_replies.hpp>

#include "bot/http/address_rules.hpp"
#include "bot/replay/call_notes.hpp"
#include "conversations/people/look_up.hpp"

namespace desk {
namespace {

constexpr int most_kept = 1'000;
constexpr std::chrono::milliseconds shortest_attempt{200};

// With the headers and whom it is signed for: a page may differ by whoever asks for it.
std::string cache_key(const std::string& plugin, const Tenant& tenant, const HttpRequest& request) {
    auto key = plugin + " " + request.url;
    if (!request.account.empty()) key += "\n" + request.account + (request.as_customer ? " for " + tenant.customer : "");
    for (const auto& [name, value] : request.headers) key.append("\n").append(name).append(": ").append(value);
    return key;
}

bool contains(const std::vector<std::string>& list, std::string_view what) {
    return std::find(list.begin(), list.end(), what) != list.end();
}

// "status.example", or "{status_url}": the origin of the address in that setting, or of those in that file.
bool is_granted(const std::string& grant, const Url& address, const PluginInUse& plugin) {
    if (!grant.starts_with("{")) return address.host == grant;
    const auto setting = plugin.settings.find(grant.substr(1, grant.size() - 2));
    if (setting == plugin.settings.end()) return false;
    const auto addresses = granted_addresses(setting->second);
    return std::any_of(addresses.begin(), addresses.end(), [&](const std::string& one) {
        const auto granted = split_url(one);
        return granted && granted->scheme == address.scheme && granted->host == address.host && granted->port == address.port;
    });
}

template <class T>
Result<std::string> document_of(const Result<T>& result) {
    if (!result) return result.error();
    return dump_json(wire::to_json(*result));
}

}  // namespace

Call question_call(const Call& caller, const std::string& capability, const std::string& question) {
    Call call = caller;
    call.kind = CallKind::question;
    call.name = capability;
    call.step = Step::answer;
    call.arguments = {{"question", question}};
    return call;
}

std::string CallServices::answer(std::string_view question) {
    const auto document = parse_json(question, wire::document_limits);
    auto found = document ? dispatch(*document) : Result<std::string>{document.error()};
    auto reply = found ? *std::move(found) : dump_json(wire::to_json(found.error()));
    if (document && caller_.notes != nullptr) caller_.notes->add(*document, reply);
    return reply;
}

Result<std::string> CallServices::dispatch(const Json& document) {
    DESK_TRY(const auto question, wire::read_question(document));
    if (const auto* asked = std::get_if<wire::Fetch>(&question)) return document_of(fetch(asked->request));
    if (const auto* asked = std::get_if<wire::RecallAll>(&question)) return document_of(recall_all(*asked));
    if (const auto* asked = std::get_if<Probe>(&question)) return document_of(probe(*asked));
    if (const auto* asked = std::get_if<wire::Recall>(&question)) {
        DESK_TRY(const auto value, recall(*asked));
        return dump_json(wire::recalled(value));
    }
    if (const auto* asked = std::get_if<wire::NextNumber>(&question)) {
        DESK_TRY(const auto number, next_number(asked->series));
        return dump_json(wire::numbered(number));
    }
    const auto* asked_directory = std::get_if<wire::LookUp>(&question);
    const auto* asked_plugin = std::get_if<wire::AskCapability>(&question);
    DESK_TRY(const auto found, asked_directory != nullptr ? look_up(asked_directory->what)
                                                          : ask(asked_plugin->capability, asked_plugin->question));
    DESK_TRY(const auto wrapped, wire::wrapped(found));
    return dump_json(wrapped);
}

Result<void> CallServices::check_host(const Url& address) {
    const auto& hosts = caller_.plugin.runner->manifest().permissions.hosts;
    const bool granted = std::any_of(hosts.begin(), hosts.end(), [&](const auto& grant) {
        return is_granted(grant, address, caller_.plugin);
    });
    if (!granted) return refuse("fetch from " + address.host);
    return {};
}

Result<void> CallServices::check_account(const HttpRequest& request) {
    if (request.account.empty()) return {};
    if (!may_sign_with(caller_.plugin.runner->manifest(), caller_.plugin.settings, request.account)) return refuse("account " + request.account);
    if (!parts_.desk.accounts.contains(request.account))
        return unavailable("there is no [accounts." + request.account + "] in the configuration");
    return {};
}

Result<HttpResponse> CallServices::fetch(HttpRequest request) {
    DESK_TRY(const auto address, split_url(request.url));
    DESK_CHECK(check_host(address));
    DESK_CHECK(check_account(request));
    if (++fetches_ > parts_.limits.most) return refuse("more than " + std::to_string(parts_.limits.most) + " fetches");
    return request.method == "GET" ? fetch_page(std::move(request)) : fetch_with_effect(std::move(request));
}

Result<HttpResponse> CallServices::fetch_page(HttpRequest request) {
    const auto key = cache_key(caller_.plugin.name, caller_.tenant, request);
    const auto now = parts_.now();
    auto kept = request.max_age.count() > 0 ? parts_.cache.find(key) : std::nullopt;
    if (kept && kept->fetched_at <= now && now - kept->fetched_at <= request.max_age) return *std::move(kept);

    const auto* tag = kept ? find_header(kept->headers, "ETag") : nullptr;
    if (tag != nullptr) request.headers.emplace_back("If-None-Match", *tag);
    DESK_TRY(auto response, send_page(request));
    const bool is_unchanged = response.status == 304 && tag != nullptr;
    if (is_unchanged) response = *std::move(kept);
    response.fetched_at = parts_.now();
    if (response.status >= 200 && response.status < 300) parts_.cache.keep(key, response);
    return response;
}

// Reading changes nothing outside, so what may pass is tried once more, at once: a person waits.
Result<HttpResponse> CallServices::send_page(const HttpRequest& request) {
    auto response = send_signed(request);
    const bool may_pass = response ? response->status == 502 || response->status == 503 || response->status == 504
                                   : response.error().code == ErrorCode::unavailable;
    const bool is_late = std::chrono::steady_clock::now() + shortest_attempt > caller_.until;
    return may_pass && !is_late ? send_signed(request) : response;
}

Result<std::string> CallServices::tenant_to_sign_for(const HttpRequest& request) const {
    if (!request.as_customer) return std::string{};
    const auto* customer = parts_.desk.directory.customer(caller_.tenant.customer);
    if (customer == nullptr || customer->tenant_id.empty())
        return not_found("this customer has no tenant_id in the directory, so nothing can be signed for it");
    return customer->tenant_id;
}

// A token may be taken back before its time: what was refused was not done, and is asked once more with another.
Result<HttpResponse> CallServices::send_signed(const HttpRequest& request) {
    if (request.account.empty()) return parts_.send(request, rules(request));
    DESK_TRY(const auto tenant, tenant_to_sign_for(request));
    auto& account = *parts_.desk.accounts.find(request.account)->second;
    const auto attempt = [&]() -> Result<HttpResponse> {
        auto signed_request = request;
        DESK_CHECK(account.sign(signed_request, tenant, parts_.send, parts_.now()));
        return parts_.send(signed_request, rules(request));
    };
    auto response = attempt();
    if (!response || response->status != 401) return response;
    account.forget_token(request, tenant);
    return attempt();
}

Result<Probed> CallServices::probe(const Probe& probe) {
    const Url address{.scheme = "https", .host = probe.host, .port = static_cast<std::uint16_t>(probe.port)};
    DESK_CHECK(check_host(address));
    if (++fetches_ > parts_.limits.most) return refuse("more than " + std::to_string(parts_.limits.most) + " fetches");
    return parts_.probe(probe, rules({}));
}

// The outside sees it at least once, with a stable key; a later attempt gets what the first one brought back.
Result<HttpResponse> CallServices::fetch_with_effect(HttpRequest request) {
    const auto key = caller_.call.id + "/" + std::to_string(++outside_requests_);
    DESK_TRY(const auto kept, parts_.store.outside(caller_.ticket, key));
    if (kept) {
        DESK_TRY(const auto document, parse_json(*kept, wire::reply_limits));
        return wire::read_response(document);
    }
    request.headers.emplace_back("Idempotency-Key", key);
    DESK_TRY(auto response, send_signed(request));
    response.fetched_at = parts_.now();
    DESK_CHECK(parts_.store.keep_outside(caller_.ticket, key, dump_json(wire::to_json(response)), parts_.now()));
    return response;
}

// What is shared belongs to the desk itself. A customer's answer is not made again because a poll came between.
Result<std::optional<std::string>> CallServices::recall(const wire::Recall& wanted) {
    const auto& plugin = caller_.plugin.name;
    const Tenant tenant = wanted.is_shared ? Tenant{} : caller_.tenant;
    DESK_TRY(auto entry, parts_.store.recall(tenant, plugin, wanted.key));
    if (tenant == caller_.tenant)
        seen_.push_back({.tenant = tenant, .plugin = plugin, .key = wanted.key, .version = entry ? entry->version : 0});
    if (!entry) return std::optional<std::string>{};
    return std::optional{std::move(entry->value)};
}

Result<std::vector<Kept>> CallServices::recall_all(const wire::RecallAll& wanted) {
    const auto& plugin = caller_.plugin.name;
    const Tenant tenant = wanted.is_shared ? Tenant{} : caller_.tenant;
    DESK_TRY(auto entries, parts_.store.recall_all(tenant, plugin, wanted.prefix, most_kept));
    std::vector<Kept> kept;
    for (auto& entry : entries) {
        if (tenant == caller_.tenant)
            seen_.push_back({.tenant = tenant, .plugin = plugin, .key = entry.key, .version = entry.version});
        kept.push_back({std::move(entry.key), std::move(entry.value)});
    }
    return kept;
}

Result<std::string> CallServices::look_up(const std::string& what) {
    if (!contains(caller_.plugin.runner->manifest().permissions.look_up, what)) return refuse("look_up " + what);
    if (what == "asker") return look_up_person(parts_.desk.directory, caller_.call.asker.id);
    return desk::look_up(parts_.desk.directory, caller_.tenant.customer, what);
}

Result<std::string> CallServices::ask(const std::string& capability, const std::string& question) {
    if (!caller_.may_ask) return denied("a plugin that answers another may not ask a third");
    const auto& granted = caller_.plugin.runner->manifest().asks;
    const bool may = std::any_of(granted.begin(), granted.end(),
                                 [&](const auto& name) { return is_same_capability(name, capability); });
    if (!may) return refuse("ask " + capability);
    const auto* provider = parts_.desk.provider_of(capability);
    if (provider == nullptr) return not_found("no plugin provides " + capability);

    // Half of what is left: a slow plugin must not take the answer of the one that asked with it.
    const auto now = std::chrono::steady_clock::now();
    const auto until = now + std::max(caller_.until - now, std::chrono::steady_clock::duration{}) / 2;
    const auto call = question_call(caller_.call, *provider->provided(capability), question);
    CallServices services{parts_, {.plugin = *provider, .call = call, .tenant = caller_.tenant,
                                   .ticket = caller_.ticket, .until = until, .may_ask = false}};
    const AskBot ask_bot = [&services](std::string_view asked) { return services.answer(asked); };
    DESK_TRY(const auto answer, provider->runner->answer(call, ask_bot, until));
    return answer.question_reply;
}

Result<std::int64_t> CallServices::next_number(const std::string& series) {
    if (!contains(caller_.plugin.runner->manifest().series, series)) return refuse("next_number " + series);
    const auto key = caller_.call.id + "/number/" + std::to_string(++numbers_);
    return parts_.store.next_number(caller_.ticket, key, caller_.plugin.name + "/" + series,
                                    caller_.plugin.numbers_from, parts_.now());
}

SendRules CallServices::rules(const HttpRequest& request) const {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(caller_.until - std::chrono::steady_clock::now());
    return {.allow_private = caller_.plugin.allow_private,
            .longest = std::clamp(left, std::chrono::milliseconds{1}, parts_.limits.longest),
            .most_bytes = parts_.limits.page_bytes,
            .is_sent_once = request.method != "GET"};
}

Error CallServices::refuse(std::string what) {
    refusals_.push_back({.actor = caller_.plugin.name, .action = "plugin.refused", .object = caller_.call.id,
                         .detail = what});
    return denied(what + ": not granted in the manifest of " + caller_.plugin.name);
}

}  // namespace desk
