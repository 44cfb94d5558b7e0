#include "bot/understanding/name_index.hpp"

#include "bot/understanding/word_endings.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

namespace desk {
namespace {

// clang-format off
// Ordinary words that are a slip away from a name of their length.
constexpr std::array<std::string_view, 22> ordinary{
    "team", "teams'", "term", "terms", "items", "seams", "steam", "dreams", "tears", "teens", "temak", "share", "points", "outlooks",
    "change", "changed", "changes", "exchanged", "premier", "prem", "businesses", "defend"};
constexpr std::array<std::string_view, 18> legal_forms{
    "kft", "zrt", "nyrt", "bt", "rt", "gmbh", "ag", "kg", "ug", "se", "ev", "ltd", "llc", "inc", "plc", "corp", "co", "sa"};
// "business hours" is no plan.
constexpr std::array<std::string_view, 9> not_before{
    "hours", "hour", "day", "days", "phone", "card", "trip", "process", "partner"};
// clang-format on

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::size_t letter_of(std::string_view word) {
    return !word.empty() && word[0] >= 'a' && word[0] <= 'z' ? static_cast<std::size_t>(word[0] - 'a') : 26;
}

// Whether one letter missing, too many, wrong or swapped makes `a` of `b`, which is another; the first stays, and in a
// short word the last is not what is missing ("team" is not "teams").
bool is_one_slip(std::string_view a, std::string_view b) {
    if (a.empty() || b.empty() || a[0] != b[0]) return false;
    if (a.size() > b.size() + 1 || b.size() > a.size() + 1) return false;
    if (a.size() + 1 == b.size() && b.size() <= 6 && b.starts_with(a)) return false;
    std::size_t same = 0;
    while (same < a.size() && same < b.size() && a[same] == b[same]) ++same;
    const auto rest_a = a.substr(same), rest_b = b.substr(same);
    if (rest_a.size() == rest_b.size()) {
        if (rest_a.substr(1) == rest_b.substr(1)) return true;
        return rest_a.size() >= 2 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] &&
               rest_a.substr(2) == rest_b.substr(2);
    }
    return rest_a.size() > rest_b.size() ? rest_a.substr(1) == rest_b : rest_a == rest_b.substr(1);
}

// Two slips in a long word: one of the two parts it is cut into has one, and so has the other.
bool is_two_slips(std::string_view a, std::string_view b) {
    if (b.size() < 9 || a.size() + 2 < b.size() || b.size() + 2 < a.size() || a[0] != b[0]) return false;
    const auto front = b.size() / 2;
    for (std::size_t cut = front - 1; cut <= front + 1 && cut < a.size(); ++cut) {
        const auto tail_a = a.substr(cut), tail_b = b.substr(front);
        const bool is_tail_near = tail_a == tail_b || is_one_slip(tail_a, tail_b);
        if (is_tail_near &&
            (a.substr(0, cut) == b.substr(0, front) || is_one_slip(a.substr(0, cut), b.substr(0, front))))
            return true;
    }
    return false;
}

// How many slips make the message's `word` of the name's; nothing: another word.
std::optional<int> slips(std::string_view word, std::string_view name, bool may_end) {
    if (word == name) return 0;
    if (is_one_of(ordinary, word)) return std::nullopt;
    if (may_end && name.size() >= 3 && word.starts_with(name)) {
        const auto rest = word.substr(name.size());
        if (is_ending(name, rest) || (name.size() >= 5 && is_compound_head(rest))) return 0;
    }
    if (name.size() < 5 || word.size() < 4) return std::nullopt;
    if (is_one_slip(word, name)) return 1;
    if (is_two_slips(word, name)) return 2;
    if (!may_end || word.size() < name.size() + 1) return std::nullopt;
    for (auto length = name.size() - 1; length <= name.size() + 1 && length < word.size(); ++length) {
        const auto stem = word.substr(0, length), rest = word.substr(length);
        // Of one letter every word has an ending.
        if (rest.size() >= 2 && stem != name && is_one_slip(stem, name) && is_ending(stem, rest)) return 1;
    }
    return std::nullopt;
}

}  // namespace

NameIndex NameIndex::of(std::span<const NamedThing> things) {
    NameIndex index;
    for (const auto& thing : things) {
        index.ids_.push_back(thing.id);
        for (const auto& text : thing.names) {
            Name name{.kind = thing.kind, .id = static_cast<std::uint32_t>(index.ids_.size() - 1)};
            const auto words = spelled(text);
            for (std::size_t i = 0; i < words.size(); ++i) name.words.emplace_back(words.word(i));
            while (thing.kind == SlotKind::customer && name.words.size() > 1 &&
                   is_one_of(legal_forms, name.words.back())) {
                name.words.pop_back();
            }
            if (!name.words.empty()) index.names_.push_back(std::move(name));
        }
    }
    for (std::uint32_t i = 0; i < index.names_.size(); ++i) {
        index.by_first_letter_[letter_of(index.names_[i].words.front())].push_back(i);
    }
    return index;
}

NameIndex::Match NameIndex::match(const Name& name, const SpelledText& text, std::size_t at) const {
    const auto count = name.words.size();
    if (at + count > text.size()) return {};
    Match result{.words = count};
    for (std::size_t i = 0; i < count; ++i) {
        const auto slip = slips(text.word(at + i), name.words[i], i + 1 == count);
        if (!slip) return {};
        result.slips += *slip;
    }
    if (result.slips > 2) return {};
    const bool has_next = at + count < text.size();
    if (name.kind == SlotKind::plan && has_next && is_one_of(not_before, text.word(at + count))) return {};
    return result;
}

const NameIndex::Name* NameIndex::best_at(const SpelledText& text, std::size_t at, Match& best) const {
    const Name* found = nullptr;
    for (const auto number : by_first_letter_[letter_of(text.word(at))]) {
        const auto& name = names_[number];
        const auto next = match(name, text, at);
        if (next.words == 0) continue;
        const bool is_better = next.words > best.words || (next.words == best.words && next.slips <= best.slips);
        if (found != nullptr && !is_better) continue;
        found = &name;
        best = next;
    }
    return found;
}

std::vector<Slot> NameIndex::find(const SpelledText& text) const {
    std::vector<Slot> found;
    for (std::size_t at = 0; at < text.size();) {
        Match best;
        const auto* name = best_at(text, at, best);
        if (name == nullptr) {
            ++at;
            continue;
        }
        found.push_back({.kind = name->kind,
                         .value = ids_[name->id],
                         .from = static_cast<std::uint32_t>(at),
                         .until = static_cast<std::uint32_t>(at + best.words),
                         .is_exact = best.slips == 0});
        at += best.words;
    }
    return found;
}

}  // namespace desk
