#include "bot/understanding/understand.hpp"

#include "bot/understanding/exact_math.hpp"
#include "bot/understanding/seen_text.hpp"

#include <algorithm>
#include <utility>

namespace desk {
namespace {

// Chosen on the shipped examples by cross-validation; the benchmark tells how often a sure language is right.
constexpr double language_score = -1.0;
constexpr double language_lead = 1.5;
// "ja", "no", "ok" belong to more than one language, and whoever confirms does not want to change it.
constexpr std::size_t shortest_told = 4;

// Greek, Cyrillic, Arabic, Chinese …: none of the three languages is written so.
bool is_foreign_script(const SpelledText& text) {
    std::size_t foreign = 0;
    for (std::size_t i = 0; i < text.plain.size(); ++i) {
        // Lead bytes CD and above, but for E1 B8–BB (Latin with two marks): U+0340 and higher.
        const auto byte = static_cast<unsigned char>(text.plain[i]);
        if (byte >= 0xCD && byte < 0xF0) ++foreign;
    }
    return foreign * 4 > text.plain.size();
}

struct SpokenLanguage {
    std::string_view code = "other";
    bool is_sure = false;
};

SpokenLanguage language_of(const IntentModel& model, const SpelledText& text) {
    if (is_foreign_script(text)) return {"other", true};
    if (text.empty()) return {};
    const auto reading = read_intent(model, hash_letters(text), static_cast<std::uint32_t>(text.size()));
    if (reading.guesses.empty()) return {};
    const bool is_sure = reading.evidence[0] >= language_score && reading.evidence[1] >= language_lead;
    return {model.intents[reading.guesses.front().intent], is_sure};
}

// "Teams", "INC-7", "EX1042?": the same in every language.
bool holds_names_only(const SpelledText& text, const std::vector<Slot>& slots) {
    std::size_t covered = 0;
    for (const auto& slot : slots) {
        const bool is_speech = slot.kind == SlotKind::since || slot.kind == SlotKind::until ||
                               slot.kind == SlotKind::time || slot.kind == SlotKind::severity ||
                               slot.kind == SlotKind::users;
        if (!is_speech) covered += slot.until - slot.from;
    }
    const bool is_question = text.word(text.size() - 1) == "?";
    return covered >= text.size() - (is_question ? 1 : 0);
}

// What the first guess leaves is shared by how much speaks for each.
std::vector<PossibleIntent> runner_ups(const IntentModel& model, const IntentReading& reading) {
    double total = 1e-9;
    for (std::size_t i = 1; i < reading.guesses.size(); ++i)
        total += logistic(static_cast<double>(reading.guesses[i].score));
    std::vector<PossibleIntent> result;
    for (std::size_t i = 1; i < reading.guesses.size(); ++i) {
        const double share = logistic(static_cast<double>(reading.guesses[i].score)) / total;
        result.push_back({model.intents[reading.guesses[i].intent], (1 - reading.confidence) * share});
    }
    return result;
}

}  // namespace

const Slot* Meaning::slot(SlotKind kind) const {
    const auto found = std::find_if(slots.begin(), slots.end(), [&](const auto& one) { return one.kind == kind; });
    return found == slots.end() ? nullptr : &*found;
}

std::string_view name_of(Sureness sureness) {
    return sureness == Sureness::sure ? "sure" : sureness == Sureness::unsure ? "unsure" : "unknown";
}

Meaning understand(const UnderstandingModel& model, std::string_view text, const MessageContext& context) {
    const auto words = spelled(text);
    Meaning meaning{.was_cut = words.was_cut};
    if (words.empty()) return meaning;

    const auto language = language_of(model.languages, words);
    meaning.language = language.code;
    meaning.is_language_sure = language.is_sure;
    meaning.slots = find_slots(words, meaning.language, context);
    meaning.is_name_only = holds_names_only(words, meaning.slots);
    if (meaning.is_name_only || words.plain.size() < shortest_told) meaning.is_language_sure = false;

    const auto reading =
        read_intent(model.intents, see(words, meaning.slots), static_cast<std::uint32_t>(words.size()));
    if (reading.guesses.empty()) return meaning;
    const auto& doubt = model.intents.doubt;
    meaning.confidence = reading.confidence;
    meaning.runner_ups = runner_ups(model.intents, reading);

    meaning.intent = model.intents.intents[reading.guesses.front().intent];
    meaning.sureness = reading.confidence >= doubt.sure     ? Sureness::sure
                       : reading.confidence >= doubt.unsure ? Sureness::unsure
                                                            : Sureness::unknown;
    return meaning;
}

}  // namespace desk
