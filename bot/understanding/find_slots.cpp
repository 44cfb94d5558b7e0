#include "bot/understanding/find_slots.hpp"

#include "bot/understanding/number_words.hpp"
#include "bot/understanding/severity_words.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace desk {
namespace {

// What is counted when people are; a Hungarian word may go on ("felhasználóra").
// clang-format off
constexpr std::array<std::string_view, 32> people{
    "people", "persons", "person", "users", "user", "seats", "seat", "employees", "colleagues", "heads", "staff", "mailboxes",
    "fo", "fore", "fos", "fonek", "fovel", "ember", "emberre", "embernek", "userre", "personen", "leute", "leuten", "benutzer", "benutzern",
    "nutzer", "nutzern", "mitarbeiter", "mitarbeitern", "platze", "anwender"};
constexpr std::array<std::string_view, 5> people_beginnings{"felhasznal", "szemely", "munkatars", "alkalmazott", "kolleg"};
// clang-format on

bool is_people(std::string_view word) {
    return std::find(people.begin(), people.end(), word) != people.end() ||
           std::any_of(people_beginnings.begin(), people_beginnings.end(),
                       [&](auto beginning) { return word.starts_with(beginning); });
}

// "40fő", "negyvenen" (we are forty), "50-en", "tízünknek"
bool counts_people_itself(const SpelledText& text, std::size_t at, std::size_t next, std::string_view language) {
    const auto word = text.word(at);
    const auto digits = std::min(word.find_first_not_of("0123456789"), word.size());
    if (digits > 0 && digits < word.size()) return is_people(word.substr(digits));
    const bool is_joined_ending = next < text.size() && text.places[next].is_joined && text.places[next].before == '-';
    if (digits == word.size())
        return is_joined_ending && (text.word(next) == "en" || text.word(next) == "an" || is_people(text.word(next)));
    if (language != "hu") return false;
    const auto number = hungarian_number(word);
    return number && (number->rest == "en" || number->rest == "an" || number->rest == "fore" || number->rest == "fo" ||
                      number->rest.starts_with("unk"));
}

bool number_slot_at(const SpelledText& text, std::size_t at, std::string_view language, Slot& found) {
    const auto number = number_at(text, at, language);
    if (!number) return false;
    auto next = at + number->words;
    const bool counts_itself = counts_people_itself(text, at, next, language);
    // "40 new users", "25 aktive Benutzer"
    const bool is_next = next < text.size() && is_people(text.word(next));
    const bool is_after = next + 1 < text.size() && is_people(text.word(next + 1)) && !number->is_article;
    if (number->is_article && !is_next) return false;
    const bool is_people_count = counts_itself || is_next || is_after;
    if (!counts_itself && is_next) ++next;
    found = {.kind = is_people_count ? SlotKind::users : SlotKind::number,
             .value = std::to_string(number->value),
             .from = static_cast<std::uint32_t>(at),
             .until = static_cast<std::uint32_t>(next)};
    return true;
}

}  // namespace

std::vector<Slot> find_slots(const SpelledText& text, std::string_view language, const MessageContext& context) {
    const auto names = context.names.find(text);
    std::vector<Slot> slots;
    std::size_t next_name = 0;
    for (std::size_t at = 0; at < text.size();) {
        while (next_name < names.size() && names[next_name].from < at) ++next_name;
        const bool is_name = next_name < names.size() && names[next_name].from == at;
        Slot found;
        if (identifier_at(text, at, context.ids, found) || severity_at(text, at, found) ||
            (!is_name && moment_at(text, at, language, context.clock, found))) {
            slots.push_back(found);
        } else if (is_name) {
            found = names[next_name];
            slots.push_back(found);
        } else if (number_slot_at(text, at, language, found)) {
            slots.push_back(found);
        } else {
            ++at;
            continue;
        }
        at = found.until;
    }
    return slots;
}

}  // namespace desk
