#include "bot/services/call_services.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include <desk/wire.hpp>
#include <desk/wire_replies.hpp>

#include "bot/http/address_rules.hpp"
#include "bot/replay/call_notes.hpp"
#include "conversations/people/look_up.hpp"

namespace desk {
namespace {

constexpr int most_kept = 1'000;
constexpr std::chrono::milliseconds shortest_attempt{200};

// With the headers: a page may differ by whoever asks for it.
std::string cache_key(const std::string& plugin, const HttpRequest& request) {
    auto key = plugin + " " + request.url;
    for (const auto& [name, value] : request.headers) key.append("\n").append(name).append(": ").append(value);
    return key;
}

bool contains(const std::vector<std::string>& list, std::string_view what) {
    return std::find(list.begin(), list.end(), what) != list.end();
}

// "status.example", or "{status_url}": the origin of the address in that setting.
bool is_granted(const std::string& grant, const Url& address, const PluginInUse& plugin) {
    if (!grant.starts_with("{")) return address.host == grant;
    const auto setting = plugin.settings.find(grant.substr(1, grant.size() - 2));
    if (setting == plugin.settings.end()) return false;
    const auto granted = split_url(setting->second);
    return granted && granted->scheme == address.scheme && granted->host == address.host &&
           granted->port == address.port;
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
    if (const auto* asked = std::get_if<wire::RecallAll>(&question)) return document_of(recall_all(asked->prefix));
    if (const auto* asked = std::get_if<wire::Recall>(&question)) {
        DESK_TRY(const auto value, recall(asked->key));
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

Result<HttpResponse> CallServices::fetch(HttpRequest request) {
    DESK_TRY(const auto address, split_url(request.url));
    const auto& hosts = caller_.plugin.runner->manifest().permissions.hosts;
    const bool granted = std::any_of(hosts.begin(), hosts.end(), [&](const auto& grant) {
        return is_granted(grant, address, caller_.plugin);
    });
    if (!granted) return refuse("fetch from " + address.host);
    if (++fetches_ > parts_.limits.most) return refuse("more than " + std::to_string(parts_.limits.most) + " fetches");
    return request.method == "GET" ? fetch_page(std::move(request)) : fetch_with_effect(std::move(request));
}

Result<HttpResponse> CallServices::fetch_page(HttpRequest request) {
    const auto key = cache_key(caller_.plugin.name, request);
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
    auto response = parts_.send(request, rules());
    const bool may_pass = response ? response->status == 502 || response->status == 503 || response->status == 504
                                   : response.error().code == ErrorCode::unavailable;
    const bool is_late = std::chrono::steady_clock::now() + shortest_attempt > caller_.until;
    return may_pass && !is_late ? parts_.send(request, rules()) : response;
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
    DESK_TRY(auto response, parts_.send(request, rules()));
    response.fetched_at = parts_.now();
    DESK_CHECK(parts_.store.keep_outside(caller_.ticket, key, dump_json(wire::to_json(response)), parts_.now()));
    return response;
}

Result<std::optional<std::string>> CallServices::recall(const std::string& key) {
    const auto& plugin = caller_.plugin.name;
    DESK_TRY(auto entry, parts_.store.recall(caller_.tenant, plugin, key));
    seen_.push_back({.tenant = caller_.tenant, .plugin = plugin, .key = key, .version = entry ? entry->version : 0});
    if (!entry) return std::optional<std::string>{};
    return std::optional{std::move(entry->value)};
}

Result<std::vector<Kept>> CallServices::recall_all(const std::string& prefix) {
    const auto& plugin = caller_.plugin.name;
    DESK_TRY(auto entries, parts_.store.recall_all(caller_.tenant, plugin, prefix, most_kept));
    std::vector<Kept> kept;
    for (auto& entry : entries) {
        seen_.push_back({.tenant = caller_.tenant, .plugin = plugin, .key = entry.key, .version = entry.version});
        kept.push_back({std::move(entry.key), std::move(entry.value)});
    }
    return kept;
}

Result<std::string> CallServices::look_up(const std::string& what) {
    if (!contains(caller_.plugin.runner->manifest().permissions.look_up, what)) return refuse("look_up " + what);
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

    const auto call = question_call(caller_.call, *provider->provided(capability), question);
    CallServices services{parts_, {.plugin = *provider, .call = call, .tenant = caller_.tenant,
                                   .ticket = caller_.ticket, .until = caller_.until, .may_ask = false}};
    const AskBot ask_bot = [&services](std::string_view asked) { return services.answer(asked); };
    DESK_TRY(const auto answer, provider->runner->answer(call, ask_bot, caller_.until));
    return answer.question_reply;
}

Result<std::int64_t> CallServices::next_number(const std::string& series) {
    if (!contains(caller_.plugin.runner->manifest().series, series)) return refuse("next_number " + series);
    const auto key = caller_.call.id + "/number/" + std::to_string(++numbers_);
    return parts_.store.next_number(caller_.ticket, key, caller_.plugin.name + "/" + series,
                                    caller_.plugin.numbers_from, parts_.now());
}

SendRules CallServices::rules() const {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(caller_.until - std::chrono::steady_clock::now());
    return {.allow_private = caller_.plugin.allow_private,
            .longest = std::clamp(left, std::chrono::milliseconds{1}, parts_.limits.longest),
            .most_bytes = parts_.limits.page_bytes};
}

Error CallServices::refuse(std::string what) {
    refusals_.push_back({.actor = caller_.plugin.name, .action = "plugin.refused", .object = caller_.call.id,
                         .detail = what});
    return denied(what + ": not granted in the manifest of " + caller_.plugin.name);
}

}  // namespace desk
