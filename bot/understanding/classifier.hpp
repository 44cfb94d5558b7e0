// Which of some classes a weighed text belongs to: for each class a logistic regression of its own (one against the
// rest), trained by dual coordinate descent (Yu, Huang, Lin: "Dual coordinate descent methods for logistic regression
// and maximum entropy models", Machine Learning 85, 2011). The same texts in the same order and the same seed give the
// same bytes on every machine. Values; any thread.
#pragma once

#include "bot/understanding/features.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace desk {

struct TrainingSettings {
    std::uint64_t seed = 1;  // decides in which order texts are visited
    double strictness = 80;  // C: what a wrong text costs against large weights
    int passes = 10;         // at most; fewer when nothing moves any more
};

class Classifier {
public:
    Classifier() = default;
    // As written in a model file: rows of `classes` weights, for the features that `places` names in ascending order; a
    // weight is weights[row × classes + class] × scales[row].
    struct Parts {
        std::uint32_t classes = 0;
        std::vector<float> biases = {};
        std::vector<std::uint32_t> places = {};
        std::vector<float> scales = {};
        std::vector<std::int8_t> weights = {};
    };
    // Parts that do not fit together are a caller's bug; read_model checks them first.
    explicit Classifier(Parts parts);

    std::size_t classes() const { return parts_.classes; }
    const Parts& parts() const { return parts_; }

    // How much the text speaks for each class; 0 is even odds, logistic(score) its probability against the rest.
    void score(const WeighedText& text, std::vector<float>& scores) const;

private:
    Parts parts_ = {};
    std::vector<std::int32_t> row_of_ = {};  // by feature; -1: none
};

// `labels[i]` < `classes` is the class of `texts[i]`.
Classifier train_classifier(std::span<const WeighedText> texts, std::span<const std::uint32_t> labels,
                            std::uint32_t classes, const TrainingSettings& settings);

}  // namespace desk
