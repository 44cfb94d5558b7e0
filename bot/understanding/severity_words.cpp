#include "bot/understanding/severity_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace desk {
namespace {

// A phrase of up to four words, the last of which may go on when it ends with '*'. Longer ones first.
struct SaidPhrase {
    std::string_view words;
    SlotKind kind;
    std::string_view value;
};

// clang-format off
constexpr std::array phrases{
    SaidPhrase{"p1", SlotKind::severity, "P1"}, SaidPhrase{"p2", SlotKind::severity, "P2"},
    SaidPhrase{"p3", SlotKind::severity, "P3"}, SaidPhrase{"p4", SlotKind::severity, "P4"},
    SaidPhrase{"prio 1*", SlotKind::severity, "P1"}, SaidPhrase{"priority 1*", SlotKind::severity, "P1"},
    SaidPhrase{"not urgent", SlotKind::severity, "P4"}, SaidPhrase{"no rush", SlotKind::severity, "P4"}, SaidPhrase{"no hurry", SlotKind::severity, "P4"},
    SaidPhrase{"nem surgos*", SlotKind::severity, "P4"}, SaidPhrase{"raer", SlotKind::severity, "P4"}, SaidPhrase{"nem kritikus*", SlotKind::severity, "P3"},
    SaidPhrase{"nicht dringend*", SlotKind::severity, "P4"}, SaidPhrase{"nicht eilig*", SlotKind::severity, "P4"}, SaidPhrase{"eilt nicht", SlotKind::severity, "P4"},
    SaidPhrase{"not critical", SlotKind::severity, "P3"}, SaidPhrase{"nicht kritisch*", SlotKind::severity, "P3"},
    SaidPhrase{"low prio*", SlotKind::severity, "P4"}, SaidPhrase{"alacsony prio*", SlotKind::severity, "P4"},
    SaidPhrase{"niedrige* prio*", SlotKind::severity, "P4"}, SaidPhrase{"normal prio*", SlotKind::severity, "P3"}, SaidPhrase{"normale prio*", SlotKind::severity, "P3"},
    SaidPhrase{"high prio*", SlotKind::severity, "P2"}, SaidPhrase{"magas prio*", SlotKind::severity, "P2"}, SaidPhrase{"hohe* prio*", SlotKind::severity, "P2"},
    SaidPhrase{"top prio*", SlotKind::severity, "P1"}, SaidPhrase{"highest prio*", SlotKind::severity, "P1"},
    SaidPhrase{"critical*", SlotKind::severity, "P1"}, SaidPhrase{"kritikus*", SlotKind::severity, "P1"}, SaidPhrase{"kritisch*", SlotKind::severity, "P1"},
    SaidPhrase{"emergency", SlotKind::severity, "P1"}, SaidPhrase{"veszhelyzet*", SlotKind::severity, "P1"}, SaidPhrase{"notfall*", SlotKind::severity, "P1"},
    SaidPhrase{"blocker", SlotKind::severity, "P1"}, SaidPhrase{"katasztrof*", SlotKind::severity, "P1"}, SaidPhrase{"katastroph*", SlotKind::severity, "P1"},
    SaidPhrase{"urgent*", SlotKind::severity, "P2"}, SaidPhrase{"asap", SlotKind::severity, "P2"}, SaidPhrase{"immediately", SlotKind::severity, "P2"},
    SaidPhrase{"as soon as possible", SlotKind::severity, "P2"},
    SaidPhrase{"surgos*", SlotKind::severity, "P2"}, SaidPhrase{"azonnal*", SlotKind::severity, "P2"}, SaidPhrase{"minel hamarabb", SlotKind::severity, "P2"},
    SaidPhrase{"dringend*", SlotKind::severity, "P2"}, SaidPhrase{"eilig*", SlotKind::severity, "P2"}, SaidPhrase{"eilt", SlotKind::severity, "P2"},
    SaidPhrase{"sofort", SlotKind::severity, "P2"}, SaidPhrase{"so schnell wie moglich", SlotKind::severity, "P2"},
    SaidPhrase{"24 7*", SlotKind::coverage, "24x7"}, SaidPhrase{"24x7*", SlotKind::coverage, "24x7"}, SaidPhrase{"7x24*", SlotKind::coverage, "24x7"},
    SaidPhrase{"24h*", SlotKind::coverage, "24x7"}, SaidPhrase{"0 24*", SlotKind::coverage, "24x7"},
    SaidPhrase{"round the clock", SlotKind::coverage, "24x7"}, SaidPhrase{"around the clock", SlotKind::coverage, "24x7"},
    SaidPhrase{"ejjel nappal*", SlotKind::coverage, "24x7"}, SaidPhrase{"rund um die uhr", SlotKind::coverage, "24x7"}};
// clang-format on

bool fits(std::string_view word, std::string_view wanted) {
    if (!wanted.ends_with('*')) return word == wanted;
    wanted.remove_suffix(1);
    return word.starts_with(wanted);
}

// How many words of the text the phrase takes; 0: it is not there.
std::size_t words_taken(const SpelledText& text, std::size_t at, std::string_view phrase) {
    std::size_t taken = 0;
    while (!phrase.empty()) {
        const auto end = std::min(phrase.find(' '), phrase.size());
        if (at + taken >= text.size() || !fits(text.word(at + taken), phrase.substr(0, end))) return 0;
        ++taken;
        phrase.remove_prefix(std::min(end + 1, phrase.size()));
    }
    return taken;
}

}  // namespace

bool severity_at(const SpelledText& text, std::size_t at, Slot& found) {
    const auto word = text.word(at);
    for (const auto& phrase : phrases) {
        if (phrase.words.front() != word.front()) continue;
        const auto taken = words_taken(text, at, phrase.words);
        if (taken == 0) continue;
        // "24 7" is written with a sign between them, or it is two numbers.
        const bool is_number_pair = phrase.words[0] <= '9' && taken == 2;
        if (is_number_pair && !text.places[at + 1].is_joined) continue;
        found = {.kind = phrase.kind,
                 .value = std::string{phrase.value},
                 .from = static_cast<std::uint32_t>(at),
                 .until = static_cast<std::uint32_t>(at + taken)};
        return true;
    }
    return false;
}

}  // namespace desk
