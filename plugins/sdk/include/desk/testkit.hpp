// TestBot: talk to a plugin in a test, through the real C wall, with everything around it made up.
//
//     desk::test::TestBot bot{"incidents", {{"status_url", "https://status.example"}}};
//     bot.web("https://status.example/api/v2/incidents.json", {200, R"({"incidents":[]})"});
//     EXPECT_EQ(bot.say("/incident"), "incident.none");
//
// Answers are compared before they become a language: the key, then the values by name. What a
// person would read is the business of the catalogues. The plugin is built by add_desk_plugin and
// found in ./plugins (tests run in the build folder).
#pragma once

#include <desk/manifest.hpp>
#include <desk/command_line.hpp>
#include <desk/plugin.hpp>
#include <desk/testing/loaded_plugin.hpp>
#include <desk/testing/made_up_bot.hpp>
#include <desk/testing/plain.hpp>
#include <desk/wire.hpp>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace desk::test {

// One person in one conversation, who may be changed between two messages. One thread at a time.
class TestBot {
public:
    // `plugin`: a name ("health" is plugins/health.so) or a path. `settings` as in the
    // configuration, defaults come from the manifest; a file setting is given as the JSON document
    // the plugin gets. A plugin that cannot be loaded ends the test program with a sentence.
    explicit TestBot(const std::string& plugin, Settings settings = {})
        : file_{plugin.find('/') == std::string::npos ? "plugins/" + plugin + ".so" : plugin},
          manifest_{or_end(read_manifest_beside(file_))},
          settings_{with_defaults(manifest_, std::move(settings))},
          bot_{manifest_, settings_},
          plugin_{or_end(LoadedPlugin::load(file_, dump_json(Json(settings_))))} {
        call_.conversation = "test/room";
        call_.asker = {"person-anna", "contact", {"Anna", "Kovács"}};
        call_.customer = {"contoso", "Contoso Kft."};
        call_.language = "en";
        call_.time_zone = "Europe/Budapest";
        call_.now = *wire::read_time("2026-11-24T09:05:00Z");
    }

    // ---- the world ----
    void web(const std::string& url, Page page) { bot_.web.insert_or_assign(url, std::move(page)); }
    void web_fails(const std::string& url, Error error) {
        bot_.web.insert_or_assign(url, std::move(error));
    }
    // `document` is JSON. What nobody filled in is not_found.
    void look_up(const std::string& what, std::string document) {
        bot_.look_ups[what] = std::move(document);
    }
    void capability(const std::string& name, MadeUpBot::Capability answer) {
        bot_.capabilities[name] = std::move(answer);
    }
    void numbers_from(const std::string& series, std::int64_t first) {
        bot_.next_numbers[series] = first;
    }
    void clock(Time now) { call_.now = now; }
    void clock(std::string_view now) { call_.now = or_end(wire::read_time(now)); }
    void asker(Asker asker) { call_.asker = std::move(asker); }
    void role(std::string role) { call_.asker.role = std::move(role); }
    void customer(CustomerRef customer) { call_.customer = std::move(customer); }
    void language(std::string language) { call_.language = std::move(language); }
    // What is kept for the customer who asks now; lives over calls and may be filled by a test.
    std::map<std::string, std::string>& shelf() { return bot_.shelves[call_.customer.id]; }
    const std::vector<HttpRequest>& fetched() const { return bot_.fetched; }

    // ---- talking ----

    // Says a line. A command is read by the manifest as the router reads it; a missing or wrong
    // argument gives the key of its question ("price.ask_plan", the next line then answers it) or
    // "usage: /price [plan] [users]". A command with side effects is previewed; `confirm` performs
    // it. Errors come as "error: …", refusals as "denied: …".
    std::string say(std::string_view line) {
        const auto start = command_start(line);
        if (start) return command(*start);
        if (asked_) return answer_question(line);
        return listened(line);
    }

    // Confirms the preview that is open.
    std::string confirm() {
        if (!previewed_) return "error: nothing to confirm";
        auto call = *std::exchange(previewed_, std::nullopt);
        call.step = Step::perform;
        ++seq_, call.seq = seq_;
        call.id = "message-" + std::to_string(seq_);
        return perform(std::move(call));
    }
    // Uses the card's button number `n`, from 1: runs its command; "said: KEY" when the label is
    // only said. An open question is answered by `say`.
    std::string press(std::size_t n) {
        if (!last_.answer.card || n < 1 || n > last_.answer.card->actions.size())
            return "error: no such button";
        const CardAction action = last_.answer.card->actions[n - 1];
        return action.command.empty() ? "said: " + action.label.key : say(action.command);
    }
    // The same call once more, as after a crash: same id, next attempt, the shelf as it is now.
    std::string again() {
        auto call = made_;
        ++call.attempt;
        return perform(std::move(call));
    }
    // Asks a capability as another plugin would: JSON in, JSON out, or "error: …".
    std::string ask(const std::string& capability, std::string question) {
        auto call = next_call(CallKind::question, capability);
        call.arguments["question"] = std::move(question);
        const auto answered = perform(std::move(call));
        return answered.starts_with("error: ") ? answered : last_.reply;
    }

    // The timer's moment has come: the clock stands there, the handler is called. "error: …" when it is not set (one of
    // the clock's own always is).
    std::string fire(const std::string& timer) {
        auto call = next_call(CallKind::timer, timer);
        const auto set = bot_.timers.find(timer);
        if (set == bot_.timers.end()) {
            for (const auto& declared : manifest_.timers) {
                if (declared.name == timer && !declared.is_set_by_plugin()) return perform(std::move(call));
            }
            return "error: the timer " + timer + " is not set";
        }
        call.now = std::max(call.now, set->second.at);
        call_.now = call.now;
        call.arguments["value"] = set->second.value;
        bot_.timers.erase(set);
        return perform(std::move(call));
    }
    // An outside system reports to /hooks/plugins/PLUGIN/`hook`.
    std::string hook(const std::string& hook, std::string body) {
        auto call = next_call(CallKind::hook, hook);
        call.arguments["body"] = std::move(body);
        return perform(std::move(call));
    }

    // ---- what effects have done ----
    // When the timer is due, or nothing.
    std::optional<Time> due(const std::string& timer) const {
        const auto set = bot_.timers.find(timer);
        return set == bot_.timers.end() ? std::nullopt : std::optional{set->second.at};
    }
    bool is_subscribed(const std::string& topic) const { return bot_.subscriptions.contains(topic); }
    // "outage EX1042/7: incident.update …", the oldest first; a revision that is published again is not there twice.
    std::vector<std::string> published() const {
        std::vector<std::string> lines;
        for (const auto& news : bot_.published) {
            const auto document = parse_json(news.value);
            const auto full = document ? wire::read_answer(*document) : Result<wire::FullAnswer>{document.error()};
            const bool is_card = full && full->answer.text.empty() && full->answer.card;
            const auto words = !full ? full.error().what : is_card ? plain(*full->answer.card) : plain(full->answer.text);
            lines.push_back(news.key + " " + news.revision + ": " + words);
        }
        return lines;
    }
    std::int64_t counted(const std::string& metric) const {
        const auto found = bot_.counted.find(metric);
        return found == bot_.counted.end() ? 0 : found->second;
    }

    // ---- the last answer ----
    const Answer& answer() const { return last_.answer; }
    bool has_card() const { return last_.answer.card.has_value(); }
    // A card that is not there ends the test program.
    const Card& card() const {
        if (!last_.answer.card) end("the last answer has no card");
        return *last_.answer.card;
    }
    // The value beside the label with this key, plain; "" when the card has no such line.
    std::string fact(std::string_view label) const {
        if (!has_card()) return {};
        for (const auto& fact : card().facts) {
            if (fact.label.key == label) return plain(fact.value);
        }
        return {};
    }
    const std::vector<Effect>& effects() const { return last_.effects; }
    const std::vector<std::string>& log() const { return plugin_->log(); }
    const std::optional<Error>& error() const { return error_; }
    const Manifest& manifest() const { return manifest_; }
    // What the plugin was asked last.
    const Call& call() const { return made_; }

private:
    [[noreturn]] static void end(const std::string& why) {
        std::cerr << "TestBot: " << why << std::endl;
        std::abort();
    }
    template <class T>
    static T or_end(Result<T> result) {
        if (!result) end(result.error().what);
        return *std::move(result);
    }
    static Result<Manifest> read_manifest_beside(const std::string& file) {
        const std::string path = file.substr(0, file.rfind(".so")) + ".plugin.json";
        std::ifstream stream{path};
        if (!stream) return not_found("no manifest " + path);
        return read_manifest(std::string{std::istreambuf_iterator<char>{stream}, {}}, path);
    }
    static Settings with_defaults(const Manifest& manifest, Settings settings) {
        for (const auto& setting : manifest.settings) {
            if (!setting.default_value.empty())
                settings.try_emplace(setting.name, setting.default_value);
            if (setting.is_required && !settings.contains(setting.name))
                end("setting " + setting.name + " is missing");
        }
        return settings;
    }

    Call next_call(CallKind kind, std::string name) {
        Call call = call_;
        call.kind = kind;
        call.name = std::move(name);
        call.seq = ++seq_;
        call.id = "message-" + std::to_string(seq_);
        return call;
    }
    bool may(const std::vector<std::string>& roles) const {
        const auto& role = call_.asker.role;
        return role == "admin" || std::find(roles.begin(), roles.end(), role) != roles.end();
    }

    std::string command(const CommandStart& start) {
        asked_.reset();
        for (const auto& declared : manifest_.commands) {
            if (declared.name != start.name) continue;
            if (!may(declared.roles)) return "denied: " + call_.asker.role;
            if (declared.needs_customer && call_.customer.id.empty()) return "denied: no customer";
            return with_arguments(declared, read_command(declared, start.rest));
        }
        return "error: no command /" + start.name;
    }
    std::string with_arguments(const CommandDeclaration& declared, CommandReading reading) {
        if (!reading.problems.empty()) return ask_for(declared, std::move(reading));
        auto call = next_call(CallKind::command, declared.name);
        call.arguments = std::move(reading.given);
        if (!has_side_effects(declared, call.arguments)) return perform(std::move(call));
        call.step = Step::preview;
        auto said = perform(call);
        if (error_) return said;
        if (!last_.answer.asks.empty()) {
            asked_ = Asked{&declared, asked_for(declared), std::move(call.arguments)};
        } else if (last_.answer.confirmable) {
            previewed_ = std::move(call);
        }
        return said;
    }
    // The argument the preview asks for.
    const ArgumentDeclaration* asked_for(const CommandDeclaration& declared) const {
        for (const auto& argument : declared.arguments) {
            if (argument.name == last_.answer.asks) return &argument;
        }
        end("the answer asks for \"" + last_.answer.asks + "\", which /" + declared.name + " does not have");
    }
    std::string ask_for(const CommandDeclaration& declared, CommandReading reading) {
        for (const auto& argument : declared.arguments) {
            if (argument.name != reading.problems.front().argument || argument.ask.empty())
                continue;
            asked_ = Asked{&declared, &argument, std::move(reading.given)};
            return argument.ask;
        }
        std::string usage;
        for (const auto& line : usage_of(declared))
            usage += (usage.empty() ? "usage: " : " | ") + line;
        return usage;
    }
    std::string answer_question(std::string_view line) {
        const auto asked = *std::exchange(asked_, std::nullopt);
        auto checked = check_argument(*asked.argument, line);
        CommandReading reading{asked.given, {}};
        if (checked.problem) reading.problems.push_back(*checked.problem);
        if (!checked.problem) reading.given[asked.argument->name] = checked.value;
        const auto form = asked.given.find("form");
        for (const auto& other : asked.command->arguments) {
            const bool is_wanted = other.is_required &&
                                   belongs_to(other, form == asked.given.end() ? "" : form->second);
            if (is_wanted && !reading.given.contains(other.name)) {
                reading.problems.push_back({ArgumentProblem::Kind::missing, other.name, {}});
            }
        }
        return with_arguments(*asked.command, std::move(reading));
    }
    std::string listened(std::string_view line) {
        for (const auto& listen : manifest_.listens) {
            if (!line.starts_with(listen.prefix)) continue;
            if (!may(listen.roles)) return "denied: " + call_.asker.role;
            auto call = next_call(CallKind::text, listen.name);
            call.arguments["text"] = std::string{line};
            return perform(std::move(call));
        }
        return "error: nobody listens";
    }

    std::string perform(Call call) {
        made_ = std::move(call);
        previewed_.reset();
        last_ = {};
        error_.reset();
        auto answered = answer_of(made_);
        if (!answered) {
            error_ = answered.error();
            return "error: " + error_->what;
        }
        last_ = *std::move(answered);
        if (made_.step != Step::preview) bot_.apply(made_, last_.effects);
        if (last_.answer.text.empty() && last_.answer.card) return plain(*last_.answer.card);
        return plain(last_.answer.text);
    }
    Result<wire::FullAnswer> answer_of(const Call& call) {
        DESK_TRY(const auto document, plugin_->answer(call, [&](std::string_view question) {
            return bot_.answer(call, question);
        }));
        DESK_TRY(auto full, wire::read_answer(document));
        DESK_CHECK(bot_.check(full.effects));
        return full;
    }

    struct Asked {
        const CommandDeclaration* command = nullptr;
        const ArgumentDeclaration* argument = nullptr;
        Arguments given = {};
    };

    const std::string file_;
    const Manifest manifest_;
    const Settings settings_;
    MadeUpBot bot_;
    std::unique_ptr<LoadedPlugin> plugin_;
    Call call_ = {};  // what every call has in common
    Call made_ = {};
    std::int64_t seq_ = 0;
    wire::FullAnswer last_ = {};
    std::optional<Error> error_ = {};
    std::optional<Call> previewed_ = {};
    std::optional<Asked> asked_ = {};
};

}  // namespace desk::test
