// What a plugin asked to be done with its answer, made into parts of the outcome: as far as the manifest grants it, bound
// to the plugin, customer and conversation of the call. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <desk/effect.hpp>

#include "bot/runtime/plugin_runner.hpp"
#include "conversations/conversation.hpp"

namespace desk {

// On whose behalf. All outlive the call.
struct EffectOf {
    const std::string& plugin;  // its name in the configuration
    const Manifest& manifest;
    const Situation& situation;
    Tenant tenant = {};               // whose values and subscribers
    std::size_t value_bytes = 65'536;
};

// What is not granted, or too long, is left out and audited ("effect.refused").
void apply_effects(const EffectOf& of, const std::vector<Effect>& effects, Outcome& outcome);

}  // namespace desk
