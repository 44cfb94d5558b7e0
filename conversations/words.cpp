#include "conversations/words.hpp"

#include "conversations/text.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace desk {
namespace {

using Words = std::vector<std::string>;
using Table = std::span<const std::string_view>;

// All tables are folded: lower case, no accents.
// clang-format off
constexpr std::array<std::string_view, 19> person_messages{
    "person", "human", "agent", "operator", "real person", "a person", "a human",
    "ember", "elo ember", "munkatars", "ugyintezo", "munkatarsat kerek",
    "mensch", "mitarbeiter", "mitarbeiterin", "jemand vom team", "ein mensch", "eine person", "ein mitarbeiter"};
constexpr std::array<std::string_view, 20> yes_messages{
    "yes", "y", "ok", "oke", "okay", "sure", "right", "confirm",
    "igen", "i", "rendben", "jo", "kerem", "megerositem",
    "ja", "j", "gern", "richtig", "passt", "bestatigen"};
constexpr std::array<std::string_view, 8> no_messages{
    "no", "n", "not", "wrong", "nem", "rossz", "nein", "falsch"};
constexpr std::array<std::string_view, 10> cancel_messages{
    "cancel", "never mind", "forget it", "megse", "megsem", "hagyjuk", "elvetem",
    "abbrechen", "doch nicht", "vergiss es"};

constexpr std::array<std::string_view, 13> negations{
    "not", "cannot", "cant", "dont", "wont", "nem", "ne",
    "nicht", "kein", "keine", "keinen", "keinem", "keiner"};
constexpr std::array<std::string_view, 8> courtesies{
    "please", "thanks", "bitte", "danke", "kerem", "koszonom", "koszi", "szepen"};

constexpr std::array<std::string_view, 3> english_talk{"talk", "speak", "chat"};
constexpr std::array<std::string_view, 7> english_people{
    "person", "human", "agent", "someone", "somebody", "operator", "representative"};

constexpr std::array<std::string_view, 9> hungarian_people{
    "emberrel", "embert", "munkatarssal", "munkatarsat", "ugyintezovel", "ugyintezot",
    "operatorral", "operatort", "valakivel"};
// Not every word that begins so: "keres" (seeks) and "kérdés" (question) are something else.
constexpr std::array<std::string_view, 9> hungarian_ask{
    "ker", "kerek", "kerem", "kerunk", "kernek", "kernenk", "kerne", "kerhetek", "kerhetnek"};

constexpr std::array<std::string_view, 4> german_talk{"sprechen", "reden", "verbinden", "chatten"};
constexpr std::array<std::string_view, 5> german_people{
    "menschen", "person", "mitarbeiter", "mitarbeiterin", "berater"};

// clang-format on

bool is_in(Table table, std::string_view word) {
    return std::find(table.begin(), table.end(), word) != table.end();
}

bool is_part_of_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// "Can't I talk to someone?" → cant i talk to someone
Words words_of(std::string_view text) {
    Words words;
    std::string word;
    std::string folded = fold(text);
    for (const std::string_view apostrophe : {"'", "’"}) {
        for (auto at = folded.find(apostrophe); at != std::string::npos;) {
            folded.erase(at, apostrophe.size());
            at = folded.find(apostrophe, at);
        }
    }
    for (const char c : folded) {
        if (is_part_of_word(c)) {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

// With and without the courtesy: "kérem" alone is an answer.
bool is_whole_message(const Words& words, Table messages) {
    if (is_in(messages, joined(words, " "))) return true;
    std::span<const std::string> rest{words};
    while (rest.size() > 1 && is_in(courtesies, rest.back())) rest = rest.first(rest.size() - 1);
    return rest.size() < words.size() && is_in(messages, joined(rest, " "));
}

// talk|speak|chat|connect me + to|with + up to 2 words + person
bool is_english_wish(const Words& words) {
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        const bool is_connect = words[i] == "connect" && words[i + 1] == "me";
        if (!is_connect && !is_in(english_talk, words[i])) continue;
        const auto link = i + (is_connect ? 2 : 1);
        if (link >= words.size() || (words[link] != "to" && words[link] != "with")) continue;
        const auto end = std::min(link + 4, words.size());
        for (auto j = link + 1; j < end; ++j) {
            if (is_in(english_people, words[j])) return true;
        }
    }
    return false;
}

bool is_hungarian_verb(std::string_view word) {
    return word.starts_with("beszel") || word.starts_with("kapcsol") || is_in(hungarian_ask, word);
}

// beszél-, kapcsol-, kér- within 3 words of a person in the right case
bool is_hungarian_wish(const Words& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!is_in(hungarian_people, words[i])) continue;
        const auto from = i < 3 ? 0 : i - 3;
        const auto to = std::min(i + 4, words.size());
        if (std::any_of(words.begin() + static_cast<std::ptrdiff_t>(from),
                        words.begin() + static_cast<std::ptrdiff_t>(to), is_hungarian_verb)) {
            return true;
        }
    }
    return false;
}

// Whether the words between "mit einem" and the verb name a person, or nobody at all.
bool are_german_people(std::string_view article, std::span<const std::string> between) {
    if (between.size() > 2) return false;
    return article == "jemandem" || between.empty() || is_in(german_people, between.back());
}

// mit + einem|einer|jemandem + up to 2 words + sprechen|…; "verbinden Sie mich mit einem Menschen"
bool is_german_wish(const Words& words) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const auto& article = words[i + 1];
        const bool is_article = article == "einem" || article == "einer" || article == "jemandem";
        if (words[i] != "mit" || !is_article) continue;
        const std::span<const std::string> rest{words.begin() + static_cast<std::ptrdiff_t>(i) + 2,
                                                words.end()};
        for (std::size_t n = 0; n < std::min<std::size_t>(rest.size(), 3); ++n) {
            if (is_in(german_talk, rest[n]) && are_german_people(article, rest.first(n)))
                return true;
        }
        const bool is_connect_me =
            i > 0 && words[i - 1] == "mich" && words[0].starts_with("verbind");
        const auto named = rest.first(std::min<std::size_t>(rest.size(), 2));
        const bool has_person = std::any_of(named.begin(), named.end(), [](const auto& word) {
            return is_in(german_people, word);
        });
        if (is_connect_me && (has_person || article == "jemandem")) return true;
    }
    return false;
}

bool speaks_of_person(const Words& words) {
    return is_whole_message(words, person_messages) || is_english_wish(words) ||
           is_hungarian_wish(words) || is_german_wish(words);
}

bool has_negation(const Words& words) {
    return std::any_of(words.begin(), words.end(),
                       [](const auto& word) { return is_in(negations, word); });
}

// Nobody asks for a person in a text longer than this in words we could trust.
constexpr std::size_t longest = 2'000;

}  // namespace

bool asks_for_person(std::string_view text) {
    const auto words = words_of(text.substr(0, longest));
    return speaks_of_person(words) && !has_negation(words);
}

bool may_ask_for_person(std::string_view text) {
    const auto words = words_of(text.substr(0, longest));
    return speaks_of_person(words) && has_negation(words);
}

bool means_yes(std::string_view text) {
    return is_whole_message(words_of(text.substr(0, longest)), yes_messages);
}

bool means_no(std::string_view text) {
    return is_whole_message(words_of(text.substr(0, longest)), no_messages);
}

bool means_cancel(std::string_view text) {
    return is_whole_message(words_of(text.substr(0, longest)), cancel_messages);
}

}  // namespace desk
