#include "bot/replay/effect_line.hpp"

#include <desk/wire.hpp>

#include "conversations/timestamp.hpp"

namespace desk {
namespace {

constexpr std::size_t longest_value = 2'000;

std::string shown(const std::string& value) {
    if (value.size() <= longest_value) return value;
    return value.substr(0, longest_value) + "… (" + std::to_string(value.size()) + " bytes)";
}

}  // namespace

std::string effect_line(const Effect& effect) {
    std::string line{name_in(wire::effect_kinds, effect.kind)};
    if (!effect.key.empty()) line += " " + effect.key;
    if (effect.kind == Effect::Kind::publish) line += " " + effect.revision;
    if (effect.kind == Effect::Kind::count) line += " by " + std::to_string(effect.by);
    if (effect.kind == Effect::Kind::schedule) line += " at " + timestamp(effect.at);
    if (!effect.value.empty()) line += " = " + shown(effect.value);
    return line;
}

}  // namespace desk
