#include "bot/understanding/intent_model.hpp"

#include "bot/understanding/exact_math.hpp"

#include <algorithm>
#include <set>

namespace desk {
namespace {

constexpr std::size_t guesses_kept = 3;
// A text of one guess, or of no rival: as far ahead as any rival ever was.
constexpr double no_rival = -12;

void keep_best(std::vector<IntentGuess>& guesses, IntentGuess guess) {
    const auto place =
        std::find_if(guesses.begin(), guesses.end(), [&](const auto& one) { return guess.score > one.score; });
    if (place == guesses.end() && guesses.size() == guesses_kept) return;
    guesses.insert(place, guess);
    if (guesses.size() > guesses_kept) guesses.pop_back();
}

// Which answer is right is known for texts of an intent; a text of "none" has no right answer.
bool is_right(const IntentModel& model, const IntentReading& reading, std::string_view intent) {
    return !reading.guesses.empty() && intent != no_intent && model.intents[reading.guesses.front().intent] == intent;
}

// Where rows of one kind go: what the doubt learns from and what the threshold is chosen on.
struct Judged {
    std::vector<JudgedEvidence> known = {};       // of the examples' intents
    std::vector<JudgedEvidence> background = {};  // of "none"
    std::vector<JudgedEvidence> strange = {};     // of an intent the model was kept from

    void add_example(const IntentModel& model, const HashedExample& example) {
        const auto reading = read_intent(model, example.text, example.words);
        auto& rows = example.intent == no_intent ? background : known;
        rows.push_back({reading.evidence, is_right(model, reading, example.intent), 1});
    }
    void add_strange(const IntentModel& model, const HashedExample& example) {
        strange.push_back({read_intent(model, example.text, example.words).evidence, false, 1});
    }
};

// The examples of an intent are dealt to the folds in turn, so that each fold has its share of each.
std::vector<int> folds_of(std::span<const HashedExample> examples, std::span<const std::string> intents, int folds) {
    std::vector<int> next(intents.size(), 0);
    std::vector<int> result;
    for (const auto& example : examples) {
        const auto intent = static_cast<std::size_t>(std::lower_bound(intents.begin(), intents.end(), example.intent) -
                                                     intents.begin());
        result.push_back((next[intent]++ + static_cast<int>(intent)) % folds);
    }
    return result;
}

void judge_folds(Judged& judged, std::span<const HashedExample> examples, const IntentModel& model,
                 const CalibrationSettings& settings) {
    const auto folds = folds_of(examples, model.intents, settings.folds);
    for (int fold = 0; fold < settings.folds; ++fold) {
        std::vector<HashedExample> rest;
        for (std::size_t i = 0; i < examples.size(); ++i) {
            if (folds[i] != fold) rest.push_back(examples[i]);
        }
        const auto part = learn_intents(rest, settings.training);
        for (std::size_t i = 0; i < examples.size(); ++i) {
            if (folds[i] == fold) judged.add_example(part, examples[i]);
        }
    }
}

void judge_strangers(Judged& judged, std::span<const HashedExample> examples, const IntentModel& model,
                     const CalibrationSettings& settings) {
    const auto group_of = [&](const HashedExample& example) {
        const auto place = std::lower_bound(model.intents.begin(), model.intents.end(), example.intent);
        return example.intent == no_intent ? -1 : static_cast<int>(place - model.intents.begin()) % settings.folds;
    };
    for (int group = 0; group < settings.folds; ++group) {
        std::vector<HashedExample> rest;
        for (const auto& example : examples) {
            if (group_of(example) != group) rest.push_back(example);
        }
        const auto part = learn_intents(rest, settings.training);
        if (part.intents.size() < 2) continue;
        for (const auto& example : examples) {
            if (group_of(example) == group) judged.add_strange(part, example);
        }
    }
}

void weigh(std::vector<JudgedEvidence>& rows, double mass) {
    for (auto& row : rows) row.weight = mass / static_cast<double>(rows.size());
}

}  // namespace

IntentModel learn_intents(std::span<const HashedExample> examples, const TrainingSettings& settings) {
    IntentModel model;
    std::set<std::string> names;
    std::vector<const HashedText*> texts;
    for (const auto& example : examples) {
        names.insert(example.intent);
        texts.push_back(&example.text);
        if (!example.misspelt.pieces.empty()) texts.push_back(&example.misspelt);
    }
    model.intents.assign(names.begin(), names.end());
    model.space = FeatureSpace::of(texts);

    std::vector<WeighedText> weighed;
    std::vector<std::uint32_t> labels;
    for (const auto& example : examples) {
        const auto place = std::lower_bound(model.intents.begin(), model.intents.end(), example.intent);
        const auto label = static_cast<std::uint32_t>(place - model.intents.begin());
        weighed.push_back(model.space.weigh(example.text));
        labels.push_back(label);
        if (example.misspelt.pieces.empty()) continue;
        weighed.push_back(model.space.weigh(example.misspelt));
        labels.push_back(label);
    }
    model.classifier = train_classifier(weighed, labels, static_cast<std::uint32_t>(model.intents.size()), settings);
    return model;
}

IntentReading read_intent(const IntentModel& model, const HashedText& text, std::uint32_t words) {
    std::vector<float> scores;
    return read_intent(model, text, words, scores);
}

IntentReading read_intent(const IntentModel& model, const HashedText& text, std::uint32_t words,
                          std::vector<float>& scores) {
    IntentReading reading;
    const auto weighed = model.space.weigh(text);
    model.classifier.score(weighed, scores);
    double none = no_rival;
    reading.guesses.reserve(guesses_kept + 1);
    for (std::uint32_t k = 0; k < scores.size(); ++k) {
        if (model.intents[k] == no_intent) {
            none = static_cast<double>(scores[k]);
        } else if (reading.guesses.size() < guesses_kept || scores[k] > reading.guesses.back().score) {
            keep_best(reading.guesses, {k, scores[k]});
        }
    }
    if (reading.guesses.empty()) return reading;

    const auto best = static_cast<double>(reading.guesses[0].score);
    const auto second = reading.guesses.size() > 1 ? static_cast<double>(reading.guesses[1].score) : no_rival;
    reading.is_none = none > best;
    reading.evidence = {best,
                        best - second,
                        static_cast<double>(weighed.unseen_words),
                        static_cast<double>(weighed.unseen_pieces),
                        exact_log(1.0 + words),
                        best - none};
    reading.confidence = confidence(model.doubt, reading.evidence);
    return reading;
}

Calibration calibrate(const IntentModel& model, std::span<const HashedExample> examples,
                      std::span<const HashedExample> background, const CalibrationSettings& settings) {
    Judged judged;
    judge_folds(judged, examples, model, settings);
    judge_strangers(judged, examples, model, settings);
    for (const auto& text : background) {
        judged.background.push_back({read_intent(model, text.text, text.words).evidence, false, 1});
    }

    // 12 % of the mass each: ../shared/facts/understanding.md §5.3.
    const auto known = static_cast<double>(judged.known.size());
    weigh(judged.background, 0.12 * known);
    weigh(judged.strange, 0.12 * known);
    auto all = judged.known;
    all.insert(all.end(), judged.background.begin(), judged.background.end());
    all.insert(all.end(), judged.strange.begin(), judged.strange.end());

    Calibration result{.doubt = fit_doubt(all)};
    weigh(judged.background, known * settings.background_share / (1 - settings.background_share));
    std::vector<ScoredAnswer> answers;
    for (const auto* rows : {&judged.known, &judged.background}) {
        for (const auto& [evidence, right, weight] : *rows) {
            answers.push_back({confidence(result.doubt, evidence), right, weight});
        }
    }
    result.sure = choose_threshold(answers, settings.precision);
    result.unsure = choose_threshold(answers, settings.ask_precision);
    result.doubt.sure = result.sure.threshold;
    // Whole-answer precision may be above the aim even with everything answered: the first guess of a "did you mean"
    // must still be likelier than not to be among three.
    result.doubt.unsure = std::min(std::max(result.unsure.threshold, 0.25), result.doubt.sure);
    return result;
}

}  // namespace desk
