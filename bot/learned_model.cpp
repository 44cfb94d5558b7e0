#include "bot/learned_model.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

#include "bot/read_file.hpp"
#include "bot/understanding/model_file.hpp"
#include "bot/understanding/shipped_examples.hpp"

namespace desk {
std::vector<LabelledText> own_texts(std::span<const Manifest* const> manifests, std::span<const LabelledText> labels) {
    std::vector<LabelledText> texts;
    for (const auto* manifest : manifests) {
        for (const auto& intent : manifest->intents) {
            if (std::ranges::binary_search(shipped_intents(), std::string_view{intent.name})) continue;
            for (const auto& [language, sentences] : intent.examples)
                for (const auto& sentence : sentences) texts.push_back({language, intent.name, sentence});
        }
    }
    texts.insert(texts.end(), labels.begin(), labels.end());
    return texts;
}

Result<std::vector<LabelledText>> labels_in(const std::string& path) {
    std::error_code unreadable;
    if (path.empty() || !std::filesystem::exists(path, unreadable)) return std::vector<LabelledText>{};
    DESK_TRY(const auto csv, content_of(path));
    auto labels = read_label_file(csv, "other");
    if (!labels) return invalid(path + ": " + labels.error().what);
    return labels;
}

KeptModels models_in(std::span<const std::string> files) {
    KeptModels models;
    for (const auto& file : files) {
        if (file.empty()) continue;
        const auto bytes = content_of(file);
        if (!bytes) continue;
        if (auto model = read_model(*bytes)) models.push_back(std::make_shared<const UnderstandingModel>(*std::move(model)));
    }
    return models;
}

Result<LearnedModel> learned_model(std::span<const LabelledText> own, const KeptModels& kept) {
    const LearningSettings settings;
    const auto digest = digest_of(shipped_files(), own, settings);
    for (const auto& model : kept) {
        if (model->learned_from == digest) return LearnedModel{model};
    }
    DESK_TRY(const auto shipped, shipped_examples());
    auto texts = kept_for_training(shipped);
    texts.insert(texts.end(), own.begin(), own.end());
    const auto names = NameIndex::of(well_known_services());
    DESK_TRY(auto model, learn_understanding(texts, names, settings));
    calibrate_understanding(model, texts, names, settings);
    model.learned_from = digest;
    return LearnedModel{std::make_shared<const UnderstandingModel>(std::move(model)), true};
}

}  // namespace desk
