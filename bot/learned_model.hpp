// What the bot has learned of people's sentences, for the plugins in use: the model that was built with the program when they
// bring no intents of their own, else one kept in the desk's folder, else learned now (about a second) and kept there.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include <desk/manifest.hpp>
#include <desk/result.hpp>

#include "bot/understanding/label_file.hpp"
#include "bot/understanding/understanding_model.hpp"

namespace desk {

// The shipped corpus without its held-back part, and the examples of intents that no shipped text has.
Result<std::vector<LabelledText>> training_texts(std::span<const Manifest* const> manifests);

struct LearnedModel {
    std::shared_ptr<const UnderstandingModel> model = {};
    bool is_new = false;  // learned just now
};

// `built`: the file made with the program; `kept`: where the desk keeps its own. Either may be missing. One that was learned
// from other texts is not used. Errors: invalid (the texts teach nothing).
Result<LearnedModel> learned_model(std::span<const LabelledText> texts, const std::string& built, const std::string& kept);

}  // namespace desk
