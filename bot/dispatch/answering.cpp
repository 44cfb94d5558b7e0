#include "bot/dispatch/answering.hpp"

#include <chrono>
#include <utility>

#include "adapters/split.hpp"
#include "bot/dispatch/help.hpp"
#include "bot/dispatch/reminder.hpp"
#include <desk/json.hpp>
#include <desk/wire.hpp>

#include "bot/dispatch/effects.hpp"
#include "bot/dispatch/written_answer.hpp"
#include "bot/replay/call_notes.hpp"
#include "bot/stage_times.hpp"
#include "conversations/language/choose.hpp"

namespace desk {
namespace {

PersonsClock clock_of(const Desk& desk, const Person& author, Time now) {
    return {now, author.time_zone.empty() ? desk.time_zone : author.time_zone};
}

// What came of asking for a second opinion, in one word.
std::string_view word_for(const Result<Opinion>& opinion) {
    if (opinion) return opinion->intent.empty() ? "none" : "chosen";
    if (opinion.error().code == ErrorCode::denied) return "skipped";
    return opinion.error().code == ErrorCode::invalid ? "refused" : "failed";
}

// "users: 50" corrects a form in any language: the names of its fields are English.
bool names_a_field(std::string_view text) {
    const auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
    return end != 0 && end != std::string_view::npos && text[end] == ':';
}

// What somebody wrote in their own words; none: a command, a button, or a desk that has learned nothing.
std::optional<Meaning> meaning_of(const Desk& desk, const Situation& situation, const Person& author, Time now) {
    const auto& message = situation.message;
    const bool is_free_text = message.kind == MessageKind::message && !message.text.empty() && !message.text.starts_with("/");
    if (!is_free_text || desk.sentences == nullptr) return std::nullopt;
    auto meaning = desk.sentences->read(message.text, clock_of(desk, author, now), is_agent(author.role));
    if (situation.head.dialog && names_a_field(message.text)) meaning.is_language_sure = false;
    return meaning;
}

Wording::Reader reader_of(const Desk& desk, const Situation& situation, const Person& author, const Meaning* meaning, Time now) {
    const auto* customer = desk.directory.customer(author.tenant.customer);
    return {.language = choose_language({.chosen = situation.chosen_language,
                                         .contact = author.language,
                                         .platform = situation.message.language,
                                         .detected = meaning != nullptr && meaning->is_language_sure ? meaning->language : "",
                                         .customer = customer == nullptr ? "" : customer->language},
                                        desk.languages),
            .time_zone = author.time_zone.empty() ? desk.time_zone : author.time_zone,
            .now = now};
}

}  // namespace

Answering::Answering(Parts parts, const Ticket& ticket, const Situation& situation)
    : parts_{parts}, ticket_{ticket}, situation_{situation} {
    const auto* adapter = parts_.desk.adapter(situation.message.place.adapter);
    author_ = parts_.desk.directory.who(situation.message.place.adapter, situation.message.author,
                                        adapter != nullptr && adapter->trusts_ids);
    const auto now = parts_.now();
    meaning_ = meaning_of(parts_.desk, situation, author_, now);
    reader_ = reader_of(parts_.desk, situation, author_, meaning_ ? &*meaning_ : nullptr, now);
    outcome_.head = situation.head;
    outcome_.person_id = author_.id;
    outcome_.fetched = adapter != nullptr && adapter->kind->delivery == DeliveryMode::mailbox;
}

Answering::Ended Answering::run() {
    auto route = reconsidered(routed(meaning_ ? &*meaning_ : nullptr));
    outcome_.head = std::move(route.head);
    auto ended = std::visit([this](const auto& to) { return go(to); }, route.to);
    auto* outcome = std::get_if<Outcome>(&ended);
    if (outcome != nullptr && outcome->ending == Ending::replied && outcome->replies.empty()) outcome->ending = Ending::silent;
    if (outcome != nullptr && !route.understood.empty()) outcome->understood = std::move(route.understood);
    if (outcome != nullptr) remind_later(*outcome);
    return ended;
}

Route Answering::routed(const Meaning* meaning) const {
    return parts_.desk.router.route(situation_, author_, parts_.desk.directory, parts_.now(), meaning);
}

// Nobody unknown may spend the desk's money, and while a preview waits for its yes nothing else is guessed.
Route Answering::reconsidered(Route first) const {
    const auto& dialog = situation_.head.dialog;
    const bool is_waited_for = dialog && dialog->waits_for != "choice" && dialog->fresh_until >= parts_.now();
    if (!first.is_doubtful || parts_.desk.second_reader == nullptr || author_.role == Role::guest || is_waited_for) return first;
    const auto opinion = ask_second_reader();
    const std::string word{word_for(opinion)};
    parts_.metrics.count("deskhand_second_opinions_total{outcome=\"" + word + "\"}");
    if (!opinion && word != "skipped") parts_.log.warning("second_opinion." + word, {{"message", situation_.message_id}, {"why", opinion.error().what}});
    first.understood += " · second opinion: " + (word == "chosen" ? opinion->intent : word);
    if (word != "chosen") return first;

    const auto meaning = parts_.desk.sentences->read_with(*meaning_, *opinion, clock_of(parts_.desk, author_, parts_.now()));
    auto route = routed(&meaning);
    route.understood = std::move(first.understood);
    return route;
}

Result<Opinion> Answering::ask_second_reader() const {
    auto& reader = *parts_.desk.second_reader;
    const auto account = parts_.desk.accounts.find(reader.account());
    return reader.ask({may_leave(situation_.message.text), parts_.desk.router.offered_to(author_)},
                      account == parts_.desk.accounts.end() ? nullptr : account->second.get(), parts_.send, parts_.now());
}

// Not where answers are fetched: nobody would come for it.
void Answering::remind_later(Outcome& outcome) const {
    if (outcome.fetched || !has_listener(situation_.message.place)) return;
    auto change = reminder_change(situation_, outcome.head, reader_.language, parts_.now(), parts_.desk.router.patience().reminder);
    if (change) outcome.timers.push_back(*std::move(change));
}

Outcome Answering::lost(const Error& why) {
    auto outcome = handed_over("bot.late", why.what);
    outcome.ending = Ending::dead;
    return outcome;
}

Answering::Ended Answering::go(const ToPlugin& to) {
    const auto* plugin = parts_.desk.plugin(to.plugin);
    if (plugin == nullptr) return told("err.not_available", "the plugin " + to.plugin + " is not loaded");
    outcome_.plugin = plugin->runner->manifest().id;
    outcome_.plugin_version = plugin->runner->manifest().version;
    outcome_.command = to.handler;

    const auto call = call_for(to);
    const auto until = std::chrono::steady_clock::now() + plugin->timeout;
    auto answer = call_plugin(*plugin, call, until);
    if (!answer && answer.error().what.starts_with(runner_forged)) {
        outcome_.audit.push_back({.actor = plugin->name, .action = "plugin.forged", .object = situation_.message_id,
                                  .detail = answer.error().what});
    }
    if (answer) return plugin_answered(to, *plugin, *std::move(answer));
    return plugin_failed(answer.error(), std::chrono::steady_clock::now() >= until);
}

// What it asked is noted only when it answered in time: another build is not held against a limit.
Result<PluginAnswer> Answering::call_plugin(const PluginInUse& plugin, const Call& call, Deadline until) {
    std::optional<CallNotes> notes;
    if (parts_.limits.records_calls) notes.emplace(plugin);
    CallServices services{{parts_.store, parts_.desk, parts_.cache, parts_.send, parts_.probe, parts_.now, parts_.limits.fetch},
                          {.plugin = plugin, .call = call, .tenant = tenant(), .ticket = ticket_, .until = until,
                           .notes = notes ? &*notes : nullptr}};
    const AskBot ask_bot = [&services](std::string_view question) { return services.answer(question); };
    const auto began = std::chrono::steady_clock::now();
    auto answer = plugin.runner->answer(call, ask_bot, until);
    parts_.metrics.observe(stage_plugin, std::chrono::steady_clock::now() - began);
    ++plugin.counts->calls;
    if (!answer && answer.error().code != ErrorCode::not_found) ++plugin.counts->failed;
    outcome_.shelf_seen = services.take_seen();
    outcome_.audit = services.take_refusals();
    if (notes && (answer || std::chrono::steady_clock::now() < until)) outcome_.call = notes->record(call, answer);
    return answer;
}

Answering::Ended Answering::plugin_answered(const ToPlugin& to, const PluginInUse& plugin, PluginAnswer answer) {
    name_customer(answer.answer);
    if (to.step == Step::preview && !answer.answer.asks.empty()) {
        wait_for(to, answer.answer.asks);
    } else if (to.step == Step::preview && answer.answer.confirmable) {
        ask_for_confirmation(to, answer.answer);
    }
    if (const auto written = write(answer.answer, *plugin.wording); !written) {
        if (outcome_.call) outcome_.call->failed = error_line(written.error());
        return handed_over("bot.late", "its answer cannot be shown: " + written.error().what);
    }
    if (!to.asks_again.empty()) ask_again(to);
    if (to.step != Step::preview) {
        apply_effects({.plugin = plugin.name, .manifest = plugin.runner->manifest(), .situation = situation_,
                       .tenant = tenant(), .value_bytes = parts_.limits.value_bytes},
                      answer.effects, outcome_);
    }
    return std::move(outcome_);
}

// What may pass is tried again; a person who waits for what was stopped hears an apology at once.
Answering::Ended Answering::plugin_failed(const Error& why, bool was_hard_limit) {
    if (why.what.starts_with(runner_died)) return TryLater{.why = why, .at_once = true};
    if (why.what.starts_with(runner_busy)) return told("err.busy", why.what);
    if (why.what.starts_with(runner_off)) return told("err.not_available", why.what);
    if (was_hard_limit || why.code == ErrorCode::broken) return handed_over("bot.late", why.what);
    if (is_passing(why)) return TryLater{.why = why};
    return told("err.not_possible", why.what);
}

Answering::Ended Answering::go(const ToHelp& to) {
    outcome_.command = "help";
    const auto written = write(help_answer(parts_.desk, author_.role, reader_, to.command), *parts_.desk.wording);
    if (!written) return handed_over("bot.late", written.error().what);
    return std::move(outcome_);
}

Answering::Ended Answering::go(const ToAuthor& to) {
    outcome_.reason = to.why;
    outcome_.choose_language = to.choose_language;
    if (!to.choose_language.empty()) reader_.language = to.choose_language;
    const auto* plugin = parts_.desk.plugin(to.words_of);
    const auto& wording = plugin == nullptr ? *parts_.desk.wording : *plugin->wording;
    auto answer = to.answer;
    label_in_own_words(answer, to.labels_of);
    if (const auto written = write(answer, wording); !written) return handed_over("bot.late", written.error().what);
    return std::move(outcome_);
}

// A button of the desk's question that stands for a plugin's command is labelled in that plugin's words.
void Answering::label_in_own_words(Answer& answer, const std::vector<std::string>& plugins) const {
    for (std::size_t i = 0; answer.card && i < plugins.size() && i < answer.card->actions.size(); ++i) {
        const auto* plugin = parts_.desk.plugin(plugins[i]);
        auto& label = answer.card->actions[i].label;
        const auto words = plugin == nullptr ? parts_.desk.wording->write(label, reader_) : plugin->wording->write(label, reader_);
        label = {"common.text", {{"text", words ? *words : answer.card->actions[i].command}}};
    }
}

Answering::Ended Answering::said(const Answer& answer, const std::string& why) {
    outcome_.reason = why;
    if (const auto written = write(answer, *parts_.desk.wording); !written) return handed_over("bot.late", written.error().what);
    return std::move(outcome_);
}

std::string Answering::customer_name(const Tenant& tenant) const {
    const auto* customer = parts_.desk.directory.customer(tenant.customer);
    return customer == nullptr ? std::string{} : customer->name;
}

// An agent acts for many: every answer names the customer it is about.
void Answering::name_customer(Answer& answer) const {
    if (!is_agent(author_.role) || !has_listener(situation_.message.place)) return;
    const auto name = customer_name(tenant());
    if (name.empty()) return;
    if (answer.card) answer.card->facts.insert(answer.card->facts.begin(), {{"duty.customer"}, name});
    if (!answer.text.empty() || !answer.card) answer.text.insert(answer.text.begin(), {"duty.customer_answered", {{"customer", name}}});
}

Answering::Ended Answering::go(const ToSubscriber& to) {
    outcome_.plugin = to.plugin;
    if (const auto written = write_news(to); !written) {
        outcome_.ending = Ending::silent;
        outcome_.reason = "news that cannot be said: " + written.error().what;
    }
    return std::move(outcome_);
}

Result<void> Answering::write_news(const ToSubscriber& to) {
    const auto* plugin = parts_.desk.plugin(to.plugin);
    if (plugin == nullptr) return not_found("the plugin " + to.plugin + " is not loaded");
    DESK_TRY(const auto document, parse_json(to.answer, wire::document_limits));
    DESK_TRY(const auto news, wire::read_answer(document));
    return write(news.answer, *plugin->wording);
}

Answering::Ended Answering::go(const ToAgents& to) {
    const auto written = write({.text = to.say}, *parts_.desk.wording);
    outcome_.head.state = State::open;
    outcome_.head.dialog.reset();
    outcome_.reason = written ? to.why : written.error().what;
    outcome_.audit.push_back({.actor = author_.id, .action = "handover", .object = situation_.message_id, .detail = to.why});
    return std::move(outcome_);
}

Answering::Ended Answering::go(const ToNobody& to) {
    outcome_.ending = Ending::silent;
    outcome_.reason = to.why;
    return std::move(outcome_);
}

Outcome Answering::told(const std::string& key, const std::string& reason) {
    outcome_.replies.clear();
    outcome_.reason = reason;
    if (const auto written = write(say(key), *parts_.desk.wording); !written) outcome_.reason += "; " + written.error().what;
    return std::move(outcome_);
}

Outcome Answering::handed_over(const std::string& key, const std::string& reason) {
    outcome_.shelf_seen.clear();
    auto outcome = told(key, reason);
    outcome.head.state = State::open;
    outcome.head.dialog.reset();
    outcome.audit.push_back({.actor = "bot", .action = "handover", .object = situation_.message_id, .detail = reason});
    return outcome;
}

// The answer in the reader's words, cut to the platform's size; a card stands on the last part.
Result<void> Answering::write(const Answer& answer, const Wording& wording) {
    if (!has_listener(situation_.message.place)) return {};
    Reply reply{.place = situation_.message.place, .to = situation_.message.author, .language = reader_.language};
    DESK_TRY(auto written, write_answer(answer, wording, reader_));
    reply.text = std::move(written.text);
    reply.card = std::move(written.card);
    if (reply.text.empty()) return may_be_silent() ? Result<void>{} : invalid("an empty answer");
    const auto* adapter = parts_.desk.adapter(reply.place.adapter);
    const auto parts = split_reply(reply.text, adapter == nullptr ? 4'000 : adapter->kind->reply_characters);
    if (parts.size() > parts_.limits.reply_parts) {
        outcome_.call.reset();  // too much for this platform, which says nothing about the plugin's build
        return invalid("an answer of " + std::to_string(parts.size()) + " parts");
    }
    for (const auto& part : parts) {
        auto next = reply;
        next.text = part;
        if (&part != &parts.back()) next.card.reset();
        outcome_.replies.push_back(std::move(next));
    }
    return {};
}

// Back to the question that was open before somebody asked something else.
void Answering::ask_again(const ToPlugin& to) {
    const auto* plugin = parts_.desk.plugin(to.asks_again_of);
    const auto written = write(say(to.asks_again), plugin == nullptr ? *parts_.desk.wording : *plugin->wording);
    if (!written) outcome_.reason = written.error().what;
}

// The plugin asks for an argument itself; one it has not declared is noticed when the answer comes.
void Answering::wait_for(const ToPlugin& to, const std::string& argument) {
    outcome_.head.dialog = Dialog{.command = to.handler,
                                  .given = to.arguments,
                                  .waits_for = argument,
                                  .asked_of = situation_.message.author,
                                  .token = situation_.message_id,
                                  .plugin_version = outcome_.plugin_version,
                                  .fresh_until = parts_.now() + parts_.desk.router.patience().question,
                                  .until = parts_.now() + parts_.desk.router.patience().form};
}

void Answering::ask_for_confirmation(const ToPlugin& to, Answer& answer) {
    const auto token = situation_.message_id;
    add_confirmation(answer, token);
    outcome_.head.dialog = Dialog{.command = to.handler,
                                  .given = to.arguments,
                                  .waits_for = "confirmation",
                                  .asked_of = situation_.message.author,
                                  .token = token,
                                  .plugin_version = outcome_.plugin_version,
                                  .fresh_until = parts_.now() + parts_.desk.router.patience().preview,
                                  .until = parts_.now() + parts_.desk.router.patience().form};
}

Call Answering::call_for(const ToPlugin& to) const {
    const auto* customer = parts_.desk.directory.customer(tenant().customer);
    return {.id = situation_.message_id,
            .kind = to.kind,
            .name = to.handler,
            .arguments = to.arguments,
            .step = to.step,
            .conversation = situation_.key.name,
            .seq = situation_.seq,
            .attempt = ticket_.attempt,
            .asker = asker(),
            .customer = customer == nullptr ? CustomerRef{} : CustomerRef{customer->id, customer->name},
            .language = reader_.language,
            .time_zone = reader_.time_zone,
            .now = reader_.now};
}

Asker Answering::asker() const {
    if (!has_listener(situation_.message.place)) return {.id = "desk", .role = "admin"};
    return {.id = author_.id, .role = std::string{name_of(author_.role)}, .name = author_.name};
}

bool Answering::may_be_silent() const { return situation_.message.kind == MessageKind::timer; }

Tenant Answering::tenant() const {
    if (!has_listener(situation_.message.place)) return situation_.key.tenant;
    if (author_.role == Role::guest) return {author_.id};
    return author_.tenant.customer.empty() ? Tenant{outcome_.head.customer} : author_.tenant;
}

}  // namespace desk
