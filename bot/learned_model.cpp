#include "bot/learned_model.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

#include "bot/read_file.hpp"
#include "bot/understanding/model_file.hpp"
#include "bot/understanding/shipped_examples.hpp"

namespace desk {
namespace {

std::shared_ptr<const UnderstandingModel> model_in(const std::string& path, std::uint64_t learned_from) {
    auto bytes = path.empty() ? Result<std::string>{not_found("")} : content_of(path);
    auto model = bytes ? read_model(*bytes) : Result<UnderstandingModel>{bytes.error()};
    if (!model || model->learned_from != learned_from) return nullptr;
    return std::make_shared<const UnderstandingModel>(*std::move(model));
}

}  // namespace

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

Result<LearnedModel> learned_model(std::span<const LabelledText> own, std::span<const std::string> files) {
    const LearningSettings settings;
    const auto digest = digest_of(shipped_files(), own, settings);
    for (const auto& file : files) {
        if (auto model = model_in(file, digest)) return LearnedModel{std::move(model)};
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
