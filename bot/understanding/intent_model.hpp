// What a message wants, learned from examples: the classifier, the space of its features and the doubt about its
// answers. Knows nothing of languages or slots: whoever hashes the texts decides what is seen of them. Values; any
// thread.
#pragma once

#include "bot/understanding/classifier.hpp"
#include "bot/understanding/doubt.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// The intent of texts that are none of the others': small talk, other people's business, attacks. It is learned like
// any other, and never an answer.
inline constexpr std::string_view no_intent = "none";

struct HashedExample {
    HashedText text = {};
    std::uint32_t words = 0;  // SpelledText::size()
    std::string intent = {};
    HashedText misspelt = {};  // learned as well when it is there, and never judged by
};

struct IntentModel {
    std::vector<std::string> intents = {};  // sorted; at the classifier's places
    FeatureSpace space = {};
    Classifier classifier = {};
    Doubt doubt = {};
};

struct IntentGuess {
    std::uint32_t intent = 0;  // of IntentModel::intents; never that of "none"
    float score = 0;
};
struct IntentReading {
    std::vector<IntentGuess> guesses = {};  // the best three, best first
    bool is_none = false;                   // "none" scores higher than all of them
    Evidence evidence = {};
    double confidence = 0;  // that the first guess is right
};

// Learns to tell the examples apart; the doubt is that of a model which is never sure. Deterministic.
IntentModel learn_intents(std::span<const HashedExample> examples, const TrainingSettings& settings);

IntentReading read_intent(const IntentModel& model, const HashedText& text, std::uint32_t words);
// Where the caller keeps the scores from one message to the next: nothing is allocated for them.
IntentReading read_intent(const IntentModel& model, const HashedText& text, std::uint32_t words,
                          std::vector<float>& scores);

struct CalibrationSettings {
    TrainingSettings training = {};
    int folds = 5;
    double precision = 0.975;       // of automatic answers, at the threshold `sure`
    double background_share = 0.2;  // of "none" among what customers write, assumed for choosing the threshold
    double ask_precision = 0.5;     // the threshold `unsure`: how often the first of "did you mean" should be right
};
struct Calibration {
    Doubt doubt = {};
    ThresholdChoice sure = {};  // precision and coverage as estimated on texts not trained on
    ThresholdChoice unsure = {};
};
// Learns the doubt from the same examples: each fold is read by a model that has not seen it, each group of intents by
// a model that knows none of them, `background` (texts of no intent, beside those among the examples) by `model`.
// Trains 2 × folds models.
Calibration calibrate(const IntentModel& model, std::span<const HashedExample> examples,
                      std::span<const HashedExample> background, const CalibrationSettings& settings);

}  // namespace desk
