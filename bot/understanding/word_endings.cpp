#include "bot/understanding/word_endings.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace desk {
namespace {

using Endings = std::span<const std::string_view>;

// clang-format off
// Sorted by nothing but grammar: case; adjective; then what may stand before a case.
constexpr std::array<std::string_view, 50> cases{
    "", "ban", "ben", "ba", "be", "bol", "on", "en", "n", "ra", "re", "rol", "tol", "nak", "nek", "nal", "nel",
    "hoz", "hez", "ig", "ert", "t", "ot", "et", "at", "kent", "kor", "val", "vel", "an", "os", "es", "as",
    "osat", "eset", "oson", "esen", "osok", "esek", "osban", "esben", "i", "s", "as", "ul", "stol", "es", "esrol", "osrol", "asrol"};
constexpr std::array<std::string_view, 36> owners{
    "k", "ok", "ek", "ak", "m", "om", "em", "am", "d", "od", "ed", "ad", "ja", "je", "a", "e", "unk", "nk", "tok", "tek",
    "uk", "juk", "junk", "im", "eim", "aim", "ink", "eink", "aink", "ei", "ai", "jei", "jai", "jeink", "jaink", "eik"};
constexpr std::array<std::string_view, 20> heads{
    "storung", "stoerung", "problem", "probleme", "problemen", "fehler", "ausfall", "server", "postfach", "konto", "dienst",
    "lizenz", "lizenzen", "anruf", "anrufe", "seite", "gruppe", "kalender", "adresse", "zugang"};
// clang-format on

bool is_one_of(Endings endings, std::string_view word) {
    return std::find(endings.begin(), endings.end(), word) != endings.end();
}

bool is_consonant(char c) {
    return c >= 'a' && c <= 'z' && std::string_view{"aeiou"}.find(c) == std::string_view::npos;
}

// -val/-vel takes on the consonant before it: outlook + kal, Teams + szel, e-mail + lel.
bool is_with(std::string_view stem, std::string_view ending) {
    if (ending.size() < 3 || ending.size() > 4 || (!ending.ends_with("al") && !ending.ends_with("el"))) return false;
    const auto doubled = ending.substr(0, ending.size() - 2);
    if (!std::all_of(doubled.begin(), doubled.end(), is_consonant)) return false;
    return doubled == "dzs" || (!stem.empty() && doubled.front() == stem.back()) || doubled == "l";
}

}  // namespace

bool is_case_ending(std::string_view ending) {
    return is_one_of(cases, ending) || (ending.size() == 3 && (ending.ends_with("al") || ending.ends_with("el")));
}

bool is_ending(std::string_view stem, std::string_view ending) {
    if (is_one_of(cases, ending) || is_one_of(owners, ending) || is_with(stem, ending)) return true;
    return std::any_of(owners.begin(), owners.end(), [&](std::string_view owner) {
        return ending.starts_with(owner) &&
               (is_one_of(cases, ending.substr(owner.size())) || is_with(owner, ending.substr(owner.size())));
    });
}

bool is_compound_head(std::string_view word) {
    return is_one_of(heads, word);
}

}  // namespace desk
