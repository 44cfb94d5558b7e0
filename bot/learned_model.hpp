// What the bot has learned of people's sentences, for the plugins in use: the model that was built with the program when they
// bring no intents of their own and the desk has labelled none, else one kept in the desk's folder, else learned now (about a
// second) and kept there.
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

// What a desk learns beyond the shipped corpus: the examples of intents that no shipped text has, and the desk's own labels.
std::vector<LabelledText> own_texts(std::span<const Manifest* const> manifests, std::span<const LabelledText> labels);

// The desk's own labelled sentences; none when `path` is "" or there is no such file. Errors: invalid (its place), unavailable.
Result<std::vector<LabelledText>> labels_in(const std::string& path);

struct LearnedModel {
    std::shared_ptr<const UnderstandingModel> model = {};
    bool is_new = false;  // learned just now
};

// The models in `files`, in this order; a file that is missing or no model is left out.
using KeptModels = std::vector<std::shared_ptr<const UnderstandingModel>>;
KeptModels models_in(std::span<const std::string> files);

// The first of `kept` that was learned from the shipped corpus (without its held-back part) and these texts. None: learned
// now. Errors: invalid (the texts teach nothing).
Result<LearnedModel> learned_model(std::span<const LabelledText> own, const KeptModels& kept);

}  // namespace desk
