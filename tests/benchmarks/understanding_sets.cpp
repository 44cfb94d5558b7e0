#include "tests/benchmarks/understanding_sets.hpp"

#include "bot/understanding/dice.hpp"
#include "bot/understanding/label_file.hpp"
#include "bot/understanding/misspelt.hpp"
#include "bot/understanding/model_file.hpp"
#include "bot/understanding/understanding_model.hpp"
#include "conversations/text.hpp"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <map>

namespace desk::bench {
namespace {

// Characters of UTF-8, so that an edit never leaves half of one.
std::vector<std::string> characters_of(const std::string& text) {
    std::vector<std::string> characters;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U || characters.empty()) characters.emplace_back();
        characters.back() += c;
    }
    return characters;
}

void spoil(std::string& text, int edits, Dice& dice) {
    auto characters = characters_of(text);
    for (int edit = 0; edit < edits && characters.size() > 2; ++edit) {
        const auto at = dice.below(characters.size() - 1);
        const auto place = characters.begin() + static_cast<std::ptrdiff_t>(at);
        switch (dice.below(4)) {
            case 0:
                characters.erase(place);
                break;
            case 1:
                characters.insert(place, std::string(1, static_cast<char>('a' + dice.below(26))));
                break;
            case 2:
                *place = std::string(1, static_cast<char>('a' + dice.below(26)));
                break;
            default:
                std::swap(characters[at], characters[at + 1]);
        }
    }
    text.clear();
    for (const auto& character : characters) text += character;
}

}  // namespace

Result<LabelledLines> read_lines(const std::filesystem::path& file) {
    std::ifstream in{file};
    if (!in) return not_found(file.string());
    LabelledLines lines;
    for (std::string line; std::getline(in, line);) {
        const auto tab = line.find('\t');
        if (tab == std::string::npos) return invalid(file.string() + ": a line without a tab");
        lines.push_back({line.substr(0, tab), line.substr(tab + 1)});
    }
    return lines;
}

LabelledLines first_of_each(const LabelledLines& lines, int count) {
    std::map<std::string, int> taken;
    LabelledLines result;
    for (const auto& line : lines) {
        if (taken[line.label]++ < count) result.push_back(line);
    }
    return result;
}

Split new_split(LabelledLines lines) {
    Split split;
    for (auto& line : lines) (is_held_back(line.text) ? split.test : split.train).push_back(std::move(line));
    return split;
}

LabelledLines with_typos(LabelledLines lines, int edits, std::uint64_t seed) {
    Dice dice{seed * 0x9E37'79B9'7F4A'7C15U + 1};
    for (auto& line : lines) spoil(line.text, edits, dice);
    return lines;
}

LabelledLines without_accents(LabelledLines lines) {
    for (auto& line : lines) line.text = fold(line.text);
    return lines;
}

LabelledLines renamed(LabelledLines lines) {
    std::map<std::string, std::string> names;
    for (auto& line : lines) {
        auto& name = names[line.label];
        if (name.empty()) name = "i" + std::to_string(1'000 + names.size()).substr(1);
        line.label = name;
    }
    return lines;
}

LabelledLines joined(LabelledLines a, const LabelledLines& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

LabelledLines labelled(LabelledLines lines, std::string_view label) {
    for (auto& line : lines) line.label = label;
    return lines;
}

std::vector<HashedExample> hashed_lines(const LabelledLines& lines) {
    std::vector<HashedExample> examples;
    examples.reserve(lines.size());
    for (const auto& line : lines) {
        const auto text = spelled(line.text), wrong = spelled(misspelt(line.text));
        examples.push_back({hash_words(text), static_cast<std::uint32_t>(text.size()), line.label,
                            wrong.empty() ? HashedText{} : hash_words(wrong)});
    }
    return examples;
}

Trained trained_on(const LabelledLines& lines) {
    const auto start = processor_seconds();
    Trained result;
    result.model = learn_intents(hashed_lines(lines), {});
    result.seconds = processor_seconds() - start;
    return result;
}

double accuracy(const IntentModel& model, const LabelledLines& lines) {
    int right = 0;
    for (const auto& example : hashed_lines(lines)) {
        const auto reading = read_intent(model, example.text, example.words);
        right += !reading.guesses.empty() && model.intents[reading.guesses[0].intent] == example.intent ? 1 : 0;
    }
    return 100.0 * right / static_cast<double>(std::max<std::size_t>(lines.size(), 1));
}

std::size_t bytes_of(const IntentModel& model) {
    return write_model({.intents = model}).size();
}

double area_under_curve(std::vector<double> inside, std::vector<double> outside) {
    std::sort(outside.begin(), outside.end());
    double pairs = 0;
    for (const double score : inside) {
        const auto below = std::lower_bound(outside.begin(), outside.end(), score) - outside.begin();
        const auto not_above = std::upper_bound(outside.begin(), outside.end(), score) - outside.begin();
        pairs += static_cast<double>(below) + 0.5 * static_cast<double>(not_above - below);
    }
    return pairs / (static_cast<double>(inside.size()) * static_cast<double>(outside.size()));
}

double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace desk::bench
