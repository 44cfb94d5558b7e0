#include "bot/learned_model.hpp"

#include <fstream>
#include <set>
#include <sstream>
#include <utility>

#include "bot/replace_file.hpp"
#include "bot/understanding/model_file.hpp"
#include "bot/understanding/shipped_examples.hpp"

namespace desk {
namespace {

std::shared_ptr<const UnderstandingModel> model_in(const std::string& path, std::uint64_t learned_from) {
    std::ifstream file{path, std::ios::binary};
    if (path.empty() || !file) return nullptr;
    std::ostringstream bytes;
    bytes << file.rdbuf();
    auto model = read_model(std::move(bytes).str());
    if (!model || model->learned_from != learned_from) return nullptr;
    return std::make_shared<const UnderstandingModel>(*std::move(model));
}

}  // namespace

Result<std::vector<LabelledText>> training_texts(std::span<const Manifest* const> manifests) {
    DESK_TRY(const auto shipped, shipped_examples());
    auto texts = kept_for_training(shipped);
    std::set<std::string> known;
    for (const auto& text : shipped) known.insert(text.intent);
    for (const auto* manifest : manifests) {
        for (const auto& intent : manifest->intents) {
            if (known.contains(intent.name)) continue;
            for (const auto& [language, sentences] : intent.examples)
                for (const auto& sentence : sentences) texts.push_back({language, intent.name, sentence});
        }
    }
    return texts;
}

Result<LearnedModel> learned_model(std::span<const LabelledText> texts, const std::string& built, const std::string& kept) {
    const LearningSettings settings;
    const auto digest = digest_of(texts, settings);
    if (auto model = model_in(built, digest)) return LearnedModel{std::move(model)};
    if (auto model = model_in(kept, digest)) return LearnedModel{std::move(model)};
    const auto names = NameIndex::of(well_known_services());
    DESK_TRY(auto model, learn_understanding(texts, names, settings));
    calibrate_understanding(model, texts, names, settings);
    // A desk that cannot keep it learns again at its next start.
    if (!kept.empty()) static_cast<void>(replace_file(kept, write_model(model), 0644));
    return LearnedModel{std::make_shared<const UnderstandingModel>(std::move(model)), true};
}

}  // namespace desk
