#include "bot/dispatch/intent_table.hpp"

#include <algorithm>
#include <utility>

#include <desk/command_line.hpp>

namespace desk {
namespace {

constexpr std::size_t longest_no = 8;  // "nem,", "nein,", "no,"

// As the corpus calls them: bot/understanding/examples/README.md.
std::map<std::string, IntentTarget, std::less<>> own_targets() {
    return {{"person.ask", {.own = OwnIntent::person}},
            {"greeting", {.own = OwnIntent::greeting, .examples = {"hello", "jó napot", "guten Tag"}}},
            {"thanks", {.own = OwnIntent::thanks, .examples = {"thank you, bye", "köszönöm szépen", "vielen Dank"}}},
            {"cancel", {.own = OwnIntent::cancel}},
            {"help.ask", {.command = "help", .examples = {"what can you do", "miben tud segíteni", "was kannst du"}}},
            {"language.change", {.command = "language", .examples = {"in English please", "magyarul kérem", "auf Deutsch bitte"}}}};
}

std::vector<std::string> first_of_each(const std::map<std::string, std::vector<std::string>>& by_language) {
    std::vector<std::string> examples;
    for (const auto& [language, texts] : by_language) {
        if (!texts.empty()) examples.push_back(texts.front());
    }
    return examples;
}

bool is_moment(const Slot& slot) {
    return slot.kind == SlotKind::since || slot.kind == SlotKind::until || slot.kind == SlotKind::time;
}

const Slot* slot_for(const ArgumentDeclaration& argument, const Meaning& meaning) {
    if (argument.name == "id") {
        const auto* request = meaning.slot(SlotKind::request);
        return request != nullptr ? request : meaning.slot(SlotKind::incident);
    }
    const auto named = std::find_if(slot_kind_names.begin(), slot_kind_names.end(),
                                    [&](const SlotKindName& row) { return row.name == argument.name; });
    return named == slot_kind_names.end() ? nullptr : meaning.slot(named->kind);
}

}  // namespace

IntentTable IntentTable::make(std::span<const NamedManifest> manifests) {
    IntentTable table;
    table.targets_ = own_targets();
    for (const auto& [plugin, manifest] : manifests) {
        for (const auto& intent : manifest->intents)
            table.targets_.emplace(intent.name, IntentTarget{.command = intent.command, .form = intent.form, .label = intent.label, .fixed = intent.arguments,
                                                             .examples = first_of_each(intent.examples)});
    }
    return table;
}

const IntentTarget* IntentTable::find(std::string_view intent) const {
    const auto found = targets_.find(intent);
    return found == targets_.end() ? nullptr : &found->second;
}

Arguments arguments_meant(const IntentTarget& target, const CommandDeclaration& command, const Meaning& meaning,
                          std::string_view text) {
    Arguments given = target.fixed;
    if (!target.form.empty()) given["form"] = target.form;
    for (const auto& argument : command.arguments) {
        if (given.contains(argument.name) || !belongs_to(argument, target.form)) continue;
        const auto* slot = slot_for(argument, meaning);
        if (slot != nullptr && argument.type == ArgumentType::rest && is_moment(*slot)) continue;  // the sentence has it already
        const bool is_whole_text = slot == nullptr && argument.type == ArgumentType::rest && argument.is_required;
        if (slot == nullptr && !is_whole_text) continue;
        auto checked = check_argument(argument, is_whole_text ? text : std::string_view{slot->value});
        if (!checked.problem) given[argument.name] = std::move(checked.value);
    }
    return given;
}

// A moment in an argument of words stands there as it was said, not as a time stamp: "nem, holnap óta" gives "holnap óta".
std::string slot_value(const ArgumentDeclaration& argument, const Meaning& meaning, std::string_view text) {
    const auto* slot = slot_for(argument, meaning);
    if (slot == nullptr) return {};
    if (!is_moment(*slot) || argument.type != ArgumentType::rest) return slot->value;
    const auto comma = text.find(',');
    return std::string{sdk::trimmed(comma != std::string_view::npos && comma <= longest_no ? text.substr(comma + 1) : text)};
}

void add_missing(Arguments& given, const CommandDeclaration& command, const Meaning& meaning, std::string_view text) {
    const auto form = given.find("form");
    for (const auto& argument : command.arguments) {
        if (given.contains(argument.name) || !belongs_to(argument, form == given.end() ? "" : form->second)) continue;
        auto checked = check_argument(argument, slot_value(argument, meaning, text));
        if (!checked.problem) given[argument.name] = std::move(checked.value);
    }
}

std::string summary_of(const Meaning& meaning) {
    const auto share = [](double likelihood) {
        const auto hundredths = static_cast<int>(likelihood * 100 + 0.5);
        return std::to_string(hundredths / 100) + "." + (hundredths % 100 < 10 ? "0" : "") + std::to_string(hundredths % 100);
    };
    auto line = meaning.intent + " " + share(meaning.confidence) + " " + std::string{name_of(meaning.sureness)};
    if (!meaning.runner_ups.empty())
        line += " (next: " + meaning.runner_ups.front().intent + " " + share(meaning.runner_ups.front().likelihood) + ")";
    for (const auto& slot : meaning.slots) {
        const bool is_closed_set = slot.kind == SlotKind::service || slot.kind == SlotKind::plan || slot.kind == SlotKind::severity;
        if (is_closed_set) line += " · " + std::string{name_of(slot.kind)} + " " + slot.value;
    }
    return line;
}

std::string typed(const IntentTarget& target, const Arguments& given, const CommandDeclaration& command) {
    auto line = "/" + command.name;
    if (!target.form.empty()) line += " " + target.form;
    for (const auto& argument : command.arguments) {
        const auto found = given.find(argument.name);
        if (found == given.end() || !belongs_to(argument, target.form)) continue;
        line += " " + found->second;
    }
    return line;
}

}  // namespace desk
