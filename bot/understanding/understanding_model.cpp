#include "bot/understanding/understanding_model.hpp"

#include "bot/understanding/find_slots.hpp"
#include "bot/understanding/misspelt.hpp"
#include "bot/understanding/seen_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>
#include <set>
#include <string_view>

namespace desk {
namespace {

constexpr std::array<std::string_view, 4> known_languages{"en", "hu", "de", "other"};

// Languages are told apart by far more than needed; more passes change nothing, and a stricter model is only surer of "ok".
constexpr int language_passes = 4;
constexpr double language_strictness = 30;

// What is seen of an example depends on no clock: the marks say that a moment is named, not which.
std::vector<HashedExample> hashed(std::span<const LabelledText> examples, const NameIndex& names) {
    const MessageContext context{.names = names};
    std::vector<HashedExample> result;
    result.reserve(examples.size());
    for (const auto& example : examples) {
        const auto text = spelled(example.text), wrong = spelled(misspelt(example.text));
        const auto seen = [&](const SpelledText& words) { return see(words, find_slots(words, example.language, context)); };
        result.push_back({seen(text), static_cast<std::uint32_t>(text.size()), example.intent,
                          wrong.empty() ? HashedText{} : seen(wrong)});
    }
    return result;
}

// People on the road type without accents: each text that has some is learned both ways.
std::vector<HashedExample> hashed_for_language(std::span<const LabelledText> examples) {
    std::vector<HashedExample> result;
    for (const auto& example : examples) {
        const auto text = spelled(example.text);
        const auto words = static_cast<std::uint32_t>(text.size());
        result.push_back({hash_letters(text), words, example.language});
        if (text.plain != text.lower) result.push_back({hash_letters(text, false), words, example.language});
    }
    return result;
}

template <class Wanted>
std::vector<LabelledText> chosen(std::span<const LabelledText> examples, Wanted is_wanted) {
    std::vector<LabelledText> result;
    std::copy_if(examples.begin(), examples.end(), std::back_inserter(result), is_wanted);
    return result;
}

class Digest {
public:
    void add(std::string_view text) {
        for (const char c : text) mix(static_cast<unsigned char>(c));
        mix(0xFF);
    }
    void add(std::uint64_t number) {
        for (int shift = 0; shift < 64; shift += 8)
            mix(static_cast<unsigned char>(number >> static_cast<unsigned>(shift)));
    }
    std::uint64_t value() const { return hash_; }

private:
    void mix(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x0000'0100'0000'01B3U; }
    std::uint64_t hash_ = 0xCBF2'9CE4'8422'2325U;  // FNV-1a
};

}  // namespace

Result<UnderstandingModel> learn_understanding(std::span<const LabelledText> examples, const NameIndex& names,
                                               const LearningSettings& settings) {
    std::set<std::string_view> intents;
    for (const auto& example : examples) {
        if (std::find(known_languages.begin(), known_languages.end(), example.language) == known_languages.end()) {
            return invalid("an example is in \"" + example.language + "\"; known are en, hu, de and other");
        }
        if (example.intent != no_intent) intents.insert(example.intent);
    }
    if (intents.size() < 2)
        return invalid("learning from " + std::to_string(intents.size()) + " intents; two are the least");

    UnderstandingModel model;
    model.intents = learn_intents(hashed(examples, names), settings.training);
    auto quick = settings.training;
    quick.passes = std::min(quick.passes, language_passes);
    quick.strictness = std::min(quick.strictness, language_strictness);
    model.languages = learn_intents(hashed_for_language(examples), quick);
    return model;
}

Calibration calibrate_understanding(UnderstandingModel& model, std::span<const LabelledText> examples,
                                    const NameIndex& names, const LearningSettings& settings) {
    auto calibration = settings.calibration;
    calibration.training = settings.training;
    const auto result = calibrate(model.intents, hashed(examples, names), {}, calibration);
    model.intents.doubt = result.doubt;
    return result;
}

std::uint64_t digest_of(std::span<const ShippedFile> corpus, std::span<const LabelledText> examples,
                        const LearningSettings& settings) {
    Digest digest;
    for (const auto& file : corpus) digest.add(file.text);
    for (const auto& example : examples) {
        digest.add(example.language);
        digest.add(example.intent);
        digest.add(example.text);
    }
    digest.add(settings.training.seed);
    digest.add(std::bit_cast<std::uint64_t>(settings.training.strictness));
    digest.add(static_cast<std::uint64_t>(settings.training.passes));
    digest.add(std::bit_cast<std::uint64_t>(settings.calibration.precision));
    return digest.value();
}

std::vector<LabelledText> kept_for_training(std::span<const LabelledText> examples) {
    return chosen(examples, [](const auto& example) { return !is_held_back(example.text); });
}

std::vector<LabelledText> held_back(std::span<const LabelledText> examples) {
    return chosen(examples, [](const auto& example) { return is_held_back(example.text); });
}

}  // namespace desk
