// All the bot has learned about what people write: intents and languages. Made from labelled texts at start or read
// from a model file; the same either way. A value; any thread.
#pragma once

#include "bot/understanding/intent_model.hpp"
#include "bot/understanding/label_file.hpp"
#include "bot/understanding/name_index.hpp"
#include "bot/understanding/shipped_examples.hpp"
#include <desk/result.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace desk {

struct UnderstandingModel {
    IntentModel intents = {};
    IntentModel languages = {};  // its "intents" are "en", "hu", "de", "other"
    // digest_of the examples and the settings, set by whoever keeps the model in a file: whether the file is still theirs.
    std::uint64_t learned_from = 0;
};

struct LearningSettings {
    TrainingSettings training = {};
    CalibrationSettings calibration = {.precision = 0.975};
};

// Learns from all the texts given: leave held-back ones out (`kept_for_training`). `names` are what the texts speak of;
// a message is read with those of its own desk. The doubt is not calibrated: `unsure` at best. Errors: invalid (fewer
// than two intents besides "none"; a language that is not en, hu, de or other).
Result<UnderstandingModel> learn_understanding(std::span<const LabelledText> examples, const NameIndex& names,
                                               const LearningSettings& settings);

// Learns from the same examples how sure to be (intent_model.hpp); sets model.intents.doubt.
Calibration calibrate_understanding(UnderstandingModel& model, std::span<const LabelledText> examples,
                                    const NameIndex& names, const LearningSettings& settings);

// Of `corpus` as it stands in its files, so that it need not be read for this, and of the examples beyond it.
std::uint64_t digest_of(std::span<const ShippedFile> corpus, std::span<const LabelledText> examples,
                        const LearningSettings& settings);

// The texts that are not held back (is_held_back), and the others.
std::vector<LabelledText> kept_for_training(std::span<const LabelledText> examples);
std::vector<LabelledText> held_back(std::span<const LabelledText> examples);

}  // namespace desk
