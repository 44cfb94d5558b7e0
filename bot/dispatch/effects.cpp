#include "bot/dispatch/effects.hpp"

#include <utility>

#include <desk/grants.hpp>

namespace desk {
namespace {

constexpr std::size_t most_name_bytes = 200;
constexpr std::size_t most_revision_bytes = 100;

Result<void> check_sizes(const EffectOf& of, const Effect& effect) {
    if (effect.key.size() > most_name_bytes) return invalid("a name over 200 bytes");
    if (effect.value.size() > of.value_bytes) return invalid("a value over " + std::to_string(of.value_bytes) + " bytes");
    if (effect.revision.size() > most_revision_bytes) return invalid("a revision over 100 bytes");
    return {};
}

// In this conversation, for the same person; the event id makes it happen once per setting.
TimerChange timer_change(const EffectOf& of, const Effect& effect) {
    const auto& said = of.situation.message;
    Message message{.place = said.place,
                    .kind = MessageKind::timer,
                    .event_id = "timer/" + of.situation.message_id + "/" + of.plugin + "/" + effect.key,
                    .author = said.author,
                    .language = said.language,
                    .values = {{"plugin", of.plugin}, {"timer", effect.key}, {"value", effect.value}},
                    .sent_at = effect.at};
    const bool is_set = effect.kind == Effect::Kind::schedule;
    return {.plugin = of.plugin, .name = effect.key, .at = is_set ? std::optional{effect.at} : std::nullopt,
            .message = std::move(message)};
}

Result<void> apply(const EffectOf& of, const Effect& effect, Outcome& outcome) {
    DESK_CHECK(check_grant(of.manifest, effect));
    DESK_CHECK(check_sizes(of, effect));
    const auto topic = of.plugin + "/" + effect.key;
    switch (effect.kind) {
        case Effect::Kind::remember:
            outcome.shelf_changes.push_back({of.tenant, of.plugin, effect.key, effect.value});
            break;
        case Effect::Kind::forget:
            outcome.shelf_changes.push_back({of.tenant, of.plugin, effect.key, std::nullopt});
            break;
        case Effect::Kind::hand_over:
            if (!has_listener(of.situation.message.place)) return denied("hand_over: there is no conversation");
            outcome.head.state = State::open;
            outcome.audit.push_back({of.plugin, "handover", of.situation.message_id, effect.value});
            break;
        case Effect::Kind::schedule:
        case Effect::Kind::unschedule:
            outcome.timers.push_back(timer_change(of, effect));
            break;
        case Effect::Kind::subscribe:
        case Effect::Kind::unsubscribe:
            if (!has_listener(of.situation.message.place)) return denied(effect.key + ": there is nobody to subscribe");
            outcome.subscriptions.push_back({topic, effect.kind == Effect::Kind::subscribe, of.situation.message.author,
                                             of.situation.message.place});
            break;
        case Effect::Kind::publish:
            outcome.news.push_back({topic, effect.revision, of.plugin, effect.value, of.tenant, effect.to_desk});
            break;
        case Effect::Kind::enrol:
            outcome.enrolled.push_back({of.plugin, effect.key, effect.value});
            break;
        case Effect::Kind::count:
            outcome.counted[effect.key] += effect.by;
            break;
    }
    return {};
}

}  // namespace

void apply_effects(const EffectOf& of, const std::vector<Effect>& effects, Outcome& outcome) {
    for (const auto& effect : effects) {
        const auto applied = apply(of, effect, outcome);
        if (!applied) {
            outcome.audit.push_back({of.plugin, "effect.refused", of.situation.message_id, applied.error().what});
        }
    }
}

}  // namespace desk
