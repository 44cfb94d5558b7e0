#include "bot/dispatch/help.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <desk/command_line.hpp>

#include "bot/dispatch/answers.hpp"

namespace desk {
namespace {

constexpr std::size_t most_facts = 10;

// The line stands in the texts of the plugin that has the command; one without a text of its own shows its usage alone.
std::string line_for(const Desk& desk, const IndexedCommand& command, const Wording::Reader& reader) {
    const auto* plugin = desk.plugin(command.plugin);
    const auto& wording = plugin == nullptr ? *desk.wording : *plugin->wording;
    const auto line = wording.write(Phrase{command.declaration.help}, reader);
    return line ? *line : std::string{};
}

Phrase text(std::string words) { return Phrase{"common.text", {{"text", std::move(words)}}}; }

std::string usage_text(const CommandDeclaration& command) {
    std::string all;
    for (const auto& line : usage_of(command)) all += (all.empty() ? "" : " · ") + line;
    return all;
}

}  // namespace

Answer help_answer(const Desk& desk, Role role, const Wording::Reader& reader, std::string_view command) {
    const auto& index = desk.router.commands();
    const auto allowed = index.allowed_for(role);
    Card card{.kind = "help", .tone = Tone::info, .title = Phrase{"help.title"}};
    if (command.starts_with("/")) command.remove_prefix(1);
    for (const auto* known : allowed) {
        if (!command.empty() && known->declaration.name != command) continue;
        if (card.facts.size() == most_facts) break;
        card.facts.push_back({.label = text(command.empty() ? "/" + known->declaration.name : usage_text(known->declaration)),
                              .value = line_for(desk, *known, reader)});
    }
    if (!command.empty() && card.facts.empty()) {
        return unknown_command("/" + std::string{command}, index.nearest_to(command, role));
    }
    return {.card = std::move(card)};
}

}  // namespace desk
