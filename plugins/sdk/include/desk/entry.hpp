// The C++ side of the wall, for the one file of a plugin that ends in DESK_PLUGIN(Name): it turns
// documents into calls and answers, keeps effects until the answer leaves, and stops exceptions.
// The shared object exports one symbol, desk_plugin_v1, and carries the wall's version as an ELF
// note that can be read without loading it.
#pragma once

#include <desk/json.hpp>
#include <desk/plugin.hpp>
#include <desk/plugin_abi.h>
#include <desk/wire.hpp>
#include <desk/wire_replies.hpp>

#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace desk::sdk {

inline desk_text lend(std::string_view text) {
    return {text.data(), text.size()};
}
inline std::string_view view(desk_text text) {
    return {text.data, text.data == nullptr ? 0 : text.size};
}
inline void write(desk_sink sink, const Json& document) {
    const std::string text = dump_json(document);
    sink.write(sink.self, lend(text));
}

// A sink that gathers the pieces it is given.
inline desk_sink gather_into(std::string& text) {
    return {&text, [](void* self, desk_text piece) {
                static_cast<std::string*>(self)->append(view(piece));
            }};
}

// The bot behind the C functions of desk_host. One thread at a time; `log` from any.
class WallHost final : public Host {
public:
    // `settings` is an object of texts; a setting of another kind is given as its JSON text.
    WallHost(const desk_host& host, const Json& settings) : host_{host} {
        if (!settings.is_object()) return;
        for (const auto& [name, value] : settings.items()) {
            settings_[name] = value.is_string() ? value.get<std::string>() : dump_json(value);
        }
    }

    std::string setting(std::string_view name) const override {
        const auto found = settings_.find(name);
        return found == settings_.end() ? std::string{} : found->second;
    }
    Result<HttpResponse> fetch(const HttpRequest& request) override {
        DESK_TRY(const auto reply, asked(wire::Fetch{request}));
        return wire::read_response(reply);
    }
    Result<std::optional<std::string>> recall(std::string_view key) override {
        DESK_TRY(const auto reply, asked(wire::Recall{std::string{key}}));
        return wire::read_recalled(reply);
    }
    Result<std::vector<Kept>> recall_all(std::string_view prefix) override {
        DESK_TRY(const auto reply, asked(wire::RecallAll{std::string{prefix}}));
        return wire::read_entries(reply);
    }
    Result<std::optional<std::string>> recall_shared(std::string_view key) override {
        DESK_TRY(const auto reply, asked(wire::Recall{std::string{key}, true}));
        return wire::read_recalled(reply);
    }
    Result<std::vector<Kept>> recall_all_shared(std::string_view prefix) override {
        DESK_TRY(const auto reply, asked(wire::RecallAll{std::string{prefix}, true}));
        return wire::read_entries(reply);
    }
    Result<Probed> probe(const Probe& probe) override {
        DESK_TRY(const auto reply, asked(probe));
        return wire::read_probed(reply);
    }
    Result<std::string> look_up(std::string_view what) override {
        DESK_TRY(const auto reply, asked(wire::LookUp{std::string{what}}));
        return wire::read_wrapped(reply);
    }
    Result<std::string> ask(std::string_view capability, std::string_view question) override {
        if (!parse_json(question, wire::inner_limits)) {
            return invalid("ask " + std::string{capability} + ": the question is not JSON");
        }
        DESK_TRY(const auto reply,
                 asked(wire::AskCapability{std::string{capability}, std::string{question}}));
        return wire::read_wrapped(reply);
    }
    Result<std::int64_t> next_number(std::string_view series) override {
        DESK_TRY(const auto reply, asked(wire::NextNumber{std::string{series}}));
        return wire::read_number(reply);
    }

    void remember(std::string_view key, std::string_view value) override {
        add({.kind = Effect::Kind::remember, .key = std::string{key}, .value = std::string{value}});
    }
    void forget(std::string_view key) override {
        add({.kind = Effect::Kind::forget, .key = std::string{key}});
    }
    void hand_over(std::string_view why) override {
        add({.kind = Effect::Kind::hand_over, .value = std::string{why}});
    }
    void schedule(std::string_view timer, Time at, std::string_view value) override {
        add({.kind = Effect::Kind::schedule, .key = std::string{timer}, .value = std::string{value}, .at = at});
    }
    void unschedule(std::string_view timer) override {
        add({.kind = Effect::Kind::unschedule, .key = std::string{timer}});
    }
    void subscribe(std::string_view topic) override {
        add({.kind = Effect::Kind::subscribe, .key = std::string{topic}});
    }
    void unsubscribe(std::string_view topic) override {
        add({.kind = Effect::Kind::unsubscribe, .key = std::string{topic}});
    }
    void publish(std::string_view topic, std::string_view revision, const Answer& answer) override {
        add(news(topic, revision, answer));
    }
    void publish_to_desk(std::string_view topic, std::string_view revision, const Answer& answer) override {
        auto effect = news(topic, revision, answer);
        effect.to_desk = true;
        add(std::move(effect));
    }
    void enrol_customer(std::string_view id, std::string_view document) override {
        add({.kind = Effect::Kind::enrol, .key = std::string{id}, .value = std::string{document}});
        if (!parse_json(document, wire::inner_limits)) problem_ = invalid("enrol " + std::string{id} + ": not JSON");
    }
    void count(std::string_view metric, std::int64_t by) override {
        add({.kind = Effect::Kind::count, .key = std::string{metric}, .by = by});
    }
    void log(int level, std::string_view line) override {
        host_.log(host_.self, level, lend(line));
    }

    // Before each call, and after it: what the call wants to have done. Errors: invalid (an empty
    // key, a value over 64 KB).
    void begin() { effects_.clear(), problem_.reset(); }
    Result<std::vector<Effect>> take_effects() {
        if (problem_) return *std::exchange(problem_, std::nullopt);
        return std::exchange(effects_, {});
    }

private:
    static Effect news(std::string_view topic, std::string_view revision, const Answer& answer) {
        return {.kind = Effect::Kind::publish,
                .key = std::string{topic},
                .value = dump_json(wire::to_json(wire::FullAnswer{answer, {}, {}})),
                .revision = std::string{revision}};
    }
    void add(Effect effect) {
        const bool is_named = effect.kind == Effect::Kind::hand_over || !effect.key.empty();
        if (!is_named) problem_ = invalid("an effect without a key");
        if (effect.value.size() > wire::most_value_bytes) {
            problem_ = invalid("an effect on " + effect.key + ": " +
                               std::to_string(effect.value.size()) + " bytes");
        }
        effects_.push_back(std::move(effect));
    }

    Result<Json> asked(const wire::Question& question) {
        const std::string text = dump_json(wire::to_json(question));
        if (text.size() > wire::document_limits.bytes) return invalid("a question over 256 KB");
        std::string reply;
        const auto state = host_.ask(host_.self, lend(text), gather_into(reply));
        DESK_TRY(auto document, parse_json(reply, wire::reply_limits));
        if (state != DESK_OK || wire::is_error(document)) return wire::read_error(document);
        return document;
    }

    const desk_host& host_;
    std::map<std::string, std::string, std::less<>> settings_;
    std::vector<Effect> effects_;
    std::optional<Error> problem_;
};

// A plugin opened through the wall: its host and itself, in the order they are destroyed backwards.
class OpenPlugin {
public:
    template <class Maker>
    OpenPlugin(const desk_host& host, const Json& settings, Maker make)
        : host_{host, settings}, plugin_{make(host_)} {}

    Json describe() const {
        return {{"commands", names(plugin_->commands())},
                {"listens", names(plugin_->listeners())},
                {"provides", names(plugin_->capabilities())},
                {"timers", names(plugin_->timers())},
                {"hooks", names(plugin_->hooks())}};
    }

    Result<Json> answer(std::string_view text) {
        DESK_TRY(const auto document, parse_json(text, wire::document_limits));
        DESK_TRY(const auto call, wire::read_call(document));
        host_.begin();
        DESK_TRY(auto full, handled(call));
        DESK_TRY(full.effects, host_.take_effects());
        return wire::to_json(full);
    }

private:
    template <class Handlers>
    static std::vector<std::string> names(const Handlers& handlers) {
        std::vector<std::string> list;
        for (const auto& [name, handler] : handlers) list.push_back(name);
        return list;
    }

    const std::map<std::string, Handler>& handlers_for(CallKind kind) const {
        switch (kind) {
            case CallKind::text: return plugin_->listeners();
            case CallKind::timer: return plugin_->timers();
            case CallKind::hook: return plugin_->hooks();
            default: return plugin_->commands();
        }
    }

    Result<wire::FullAnswer> handled(const Call& call) {
        if (call.kind == CallKind::question) return question(call);
        const auto& handlers = handlers_for(call.kind);
        const auto found = handlers.find(call.name);
        if (found == handlers.end()) return not_found("no handler called " + call.name);
        DESK_TRY(auto answer, found->second(call));
        return wire::FullAnswer{std::move(answer), {}, {}};
    }
    Result<wire::FullAnswer> question(const Call& call) {
        const auto found = plugin_->capabilities().find(call.name);
        if (found == plugin_->capabilities().end())
            return not_found("no capability called " + call.name);
        DESK_TRY(auto reply, found->second(call, call["question"]));
        if (!parse_json(reply, wire::inner_limits))
            return broken(call.name + ": the reply is not JSON");
        return wire::FullAnswer{{}, {}, std::move(reply)};
    }

    WallHost host_;
    std::unique_ptr<Plugin> plugin_;
};

// Runs `act` and stops whatever it throws: the error document goes to `sink`, and the process must
// be replaced.
template <class Act>
std::int32_t stopping_exceptions(desk_sink sink, Act act) noexcept {
    try {
        try {
            return act();
        } catch (const std::exception& thrown) {
            write(sink, wire::to_json(broken(std::string{"it threw: "} + thrown.what())));
        } catch (...) {
            write(sink, wire::to_json(broken("it threw something that is no std::exception")));
        }
    } catch (...) {  // out of memory while saying so: the state alone tells
    }
    return DESK_BROKEN;
}

template <class Maker>
void* open(const desk_host* host, desk_text settings, desk_sink error, Maker make) noexcept {
    void* opened = nullptr;
    stopping_exceptions(error, [&]() -> std::int32_t {
        const auto document = parse_json(view(settings), wire::reply_limits);
        if (!document) {
            write(error, wire::to_json(document.error()));
            return DESK_FAILED;
        }
        opened = new OpenPlugin{*host, *document, make};
        return DESK_OK;
    });
    return opened;
}

inline std::int32_t describe(void* self, desk_sink handlers) noexcept {
    return stopping_exceptions(handlers, [&]() -> std::int32_t {
        write(handlers, static_cast<OpenPlugin*>(self)->describe());
        return DESK_OK;
    });
}

inline std::int32_t answer(void* self, desk_text call, desk_sink sink) noexcept {
    return stopping_exceptions(sink, [&]() -> std::int32_t {
        auto document = static_cast<OpenPlugin*>(self)->answer(view(call));
        std::string text = dump_json(document ? *document : wire::to_json(document.error()));
        const bool is_too_long = text.size() > wire::document_limits.bytes;
        if (is_too_long) text = dump_json(wire::to_json(broken("an answer over 256 KB")));
        sink.write(sink.self, lend(text));
        return document && !is_too_long ? DESK_OK : DESK_FAILED;
    });
}

inline void close(void* self) noexcept {
    std::string nobody_reads;
    stopping_exceptions(gather_into(nobody_reads), [&]() -> std::int32_t {
        delete static_cast<OpenPlugin*>(self);
        return DESK_OK;
    });
}

// What stands in the section .note.deskhand, so that a plugin for another wall is refused before
// any of its code runs. Shape: ELF(5), "Notes"; the description is wall major, wall minor,
// sizeof(desk_plugin).
struct WallNote {
    std::uint32_t name_size = sizeof("Deskhand");
    std::uint32_t description_size = 3 * sizeof(std::uint32_t);
    std::uint32_t type = 1;
    char name[12] = "Deskhand";  // padded to a multiple of four
    std::uint32_t wall_major = DESK_WALL_MAJOR;
    std::uint32_t wall_minor = DESK_WALL_MINOR;
    std::uint32_t plugin_size = sizeof(desk_plugin);
};

}  // namespace desk::sdk

// The last line of a plugin's file, outside every namespace: DESK_PLUGIN(Health). The class derives
// from desk::Plugin and is made with a desk::Host& that lives as long as it does.
#define DESK_PLUGIN(Class)                                                                    \
    namespace {                                                                               \
    [[gnu::section(".note.deskhand"), gnu::used,                                              \
      gnu::aligned(4)]] constexpr desk::sdk::WallNote desk_wall_note{};                       \
    void* desk_open(const desk_host* host, desk_text settings, desk_sink error) {             \
        return desk::sdk::open(host, settings, error,                                         \
                               [](desk::Host& bot) { return std::make_unique<Class>(bot); }); \
    }                                                                                         \
    }                                                                                         \
    extern "C" [[gnu::visibility("default")]] const desk_plugin desk_plugin_v1;               \
    extern "C" const desk_plugin desk_plugin_v1 = {                                           \
        sizeof(desk_plugin), DESK_WALL_MAJOR,   DESK_WALL_MINOR, desk_open,                   \
        desk::sdk::describe, desk::sdk::answer, desk::sdk::close};
