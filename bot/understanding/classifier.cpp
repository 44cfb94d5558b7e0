#include "bot/understanding/classifier.hpp"

#include "bot/understanding/dice.hpp"
#include "bot/understanding/exact_math.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace desk {
namespace {

void shuffle(std::vector<std::uint32_t>& order, Dice& dice) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[(dice.roll() >> 16U) % i]);
}

// The texts, one behind another, with features numbered without gaps.
struct Rows {
    std::vector<std::uint32_t> places = {};  // number → feature
    std::vector<std::uint32_t> begins = {};
    std::vector<Feature> features = {};
    std::vector<double> squares = {};  // with the 1 of the bias

    explicit Rows(std::span<const WeighedText> texts) {
        std::vector<std::uint32_t> number(feature_count, 0);
        for (const auto& text : texts) {
            for (const auto& feature : text.features) number[feature.at] = 1;
        }
        for (std::uint32_t i = 0; i < feature_count; ++i) {
            if (number[i] == 0) continue;
            number[i] = static_cast<std::uint32_t>(places.size());
            places.push_back(i);
        }
        begins.push_back(0);
        for (const auto& text : texts) {
            double square = 1;
            for (const auto& [at, value] : text.features) {
                features.push_back({number[at], value});
                square += static_cast<double>(value) * static_cast<double>(value);
            }
            squares.push_back(square);
            begins.push_back(static_cast<std::uint32_t>(features.size()));
        }
    }
    std::span<const Feature> row(std::size_t i) const {
        return std::span{features}.subspan(begins[i], begins[i + 1] - begins[i]);
    }
};

constexpr double small_step = 0.02;  // chosen on four fifths of the training sets: nothing lost, 40 % of the time saved

// One class: the weights and, for each text, how far its dual variable is from 0 and from C.
class OneAgainstRest {
public:
    OneAgainstRest(const Rows& rows, double c)
        : rows_{rows},
          c_{c},
          weights_(rows.places.size()),
          near_(rows.squares.size()),
          far_(rows.squares.size()),
          rests_(rows.squares.size()),
          calm_(rows.squares.size()) {}

    void start(std::span<const std::uint32_t> labels, std::uint32_t wanted) {
        std::fill(weights_.begin(), weights_.end(), 0.0F);
        std::fill(rests_.begin(), rests_.end(), std::uint8_t{0});
        std::fill(calm_.begin(), calm_.end(), std::uint8_t{0});
        bias_ = 0;
        const double first = std::min(0.001 * c_, 1e-8);
        std::fill(near_.begin(), near_.end(), first);
        std::fill(far_.begin(), far_.end(), c_ - first);
        labels_ = labels;
        wanted_ = wanted;
    }

    // One pass over the texts; the largest step taken. A text that hardly moves is left out of the next passes, longer
    // each time: most texts are of another class and settled early.
    double visit(std::span<const std::uint32_t> order) {
        double largest = 0;
        for (const auto i : order) {
            if (rests_[i] > 0) {
                --rests_[i];
                continue;
            }
            const double step = improve(i);
            largest = std::max(largest, step);
            calm_[i] = step < small_step ? static_cast<std::uint8_t>(calm_[i] + 1) : std::uint8_t{0};
            rests_[i] = calm_[i];
        }
        return largest;
    }

    std::span<const float> weights() const { return weights_; }
    float bias() const { return static_cast<float>(bias_); }

private:
    double dot(std::span<const Feature> row) const {
        double even = 0, odd = 0;
        std::size_t i = 0;
        for (; i + 1 < row.size(); i += 2) {
            even += static_cast<double>(row[i].value * weights_[row[i].at]);
            odd += static_cast<double>(row[i + 1].value * weights_[row[i + 1].at]);
        }
        if (i < row.size()) even += static_cast<double>(row[i].value * weights_[row[i].at]);
        return even + odd;
    }

    // Newton's steps on one dual variable: the smaller of the pair is moved, so that nothing is lost to rounding.
    double improve(std::uint32_t i) {
        const auto row = rows_.row(i);
        const double y = labels_[i] == wanted_ ? 1.0 : -1.0;
        const double a = rows_.squares[i];
        const double b = y * (dot(row) + bias_);
        const bool is_swapped = 0.5 * a * (far_[i] - near_[i]) + b < 0;
        auto& moved = is_swapped ? far_[i] : near_[i];
        auto& other = is_swapped ? near_[i] : far_[i];
        const double sign = is_swapped ? -1.0 : 1.0;

        const double old = moved;
        double z = old;
        if (c_ - z < 0.5 * c_) z *= 0.1;
        // Where a text of another class usually ends; from next to nothing it would be a long way of small steps.
        if (z < 1e-6 * c_) z = 0.03 * c_;
        double slope = a * (z - old) + sign * b + exact_log(z / (c_ - z));
        int steps = 0;
        for (; steps < 20 && std::abs(slope) >= 0.05; ++steps) {
            const double next = z - slope / (a + c_ / (c_ - z) / z);
            z = next <= 0 ? 0.1 * z : next;
            slope = a * (z - old) + sign * b + exact_log(z / (c_ - z));
        }
        if (steps == 0) return 0;

        moved = z;
        other = c_ - z;
        const double step = sign * (z - old) * y;
        bias_ += step;
        const auto scaled = static_cast<float>(step);
        for (const auto& [at, value] : row) weights_[at] += scaled * value;
        return std::abs(step);
    }

    const Rows& rows_;
    double c_;
    std::vector<float> weights_;
    double bias_ = 0;
    std::vector<double> near_, far_;
    std::vector<std::uint8_t> rests_, calm_;  // passes to sit out; visits in a row that hardly moved it
    std::span<const std::uint32_t> labels_ = {};
    std::uint32_t wanted_ = 0;
};

// int8 with one scale a row loses nothing that was measurable and is a quarter of the size.
Classifier quantized(const Rows& rows, const std::vector<float>& weights, std::vector<float> biases) {
    const auto classes = static_cast<std::uint32_t>(biases.size());
    Classifier::Parts parts{.classes = classes, .biases = std::move(biases), .places = rows.places};
    parts.scales.resize(rows.places.size());
    parts.weights.resize(rows.places.size() * classes);
    for (std::size_t row = 0; row < rows.places.size(); ++row) {
        float largest = 0;
        for (std::uint32_t k = 0; k < classes; ++k)
            largest = std::max(largest, std::abs(weights[k * rows.places.size() + row]));
        const float scale = largest > 0 ? largest / 127.0F : 1.0F;
        parts.scales[row] = scale;
        for (std::uint32_t k = 0; k < classes; ++k) {
            const float units = weights[k * rows.places.size() + row] / scale;
            parts.weights[row * classes + k] = static_cast<std::int8_t>(units < 0 ? units - 0.5F : units + 0.5F);
        }
    }
    return Classifier{std::move(parts)};
}

}  // namespace

Classifier::Classifier(Parts parts) : parts_{std::move(parts)}, row_of_(feature_count, -1) {
    for (std::size_t row = 0; row < parts_.places.size(); ++row) {
        row_of_[parts_.places[row]] = static_cast<std::int32_t>(row);
    }
}

void Classifier::score(const WeighedText& text, std::vector<float>& scores) const {
    scores.assign(parts_.biases.begin(), parts_.biases.end());
    const auto classes = parts_.classes;
    float* const out = scores.data();
    for (const auto& [at, value] : text.features) {
        const auto row = row_of_[at];
        if (row < 0) continue;
        const float scaled = value * parts_.scales[static_cast<std::size_t>(row)];
        const std::int8_t* const weights = parts_.weights.data() + static_cast<std::size_t>(row) * classes;
        for (std::uint32_t k = 0; k < classes; ++k) out[k] += scaled * static_cast<float>(weights[k]);
    }
}

Classifier train_classifier(std::span<const WeighedText> texts, std::span<const std::uint32_t> labels,
                            std::uint32_t classes, const TrainingSettings& settings) {
    const Rows rows{texts};
    std::vector<float> weights(rows.places.size() * classes);
    std::vector<float> biases(classes);
    OneAgainstRest one{rows, settings.strictness};
    std::vector<std::uint32_t> order(texts.size());
    for (std::uint32_t k = 0; k < classes; ++k) {
        one.start(labels, k);
        Dice dice{settings.seed * 0x9E37'79B9'7F4A'7C15U + 1};
        for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        for (int pass = 0; pass < settings.passes; ++pass) {
            shuffle(order, dice);
            if (one.visit(order) < 1e-3) break;
        }
        std::copy(one.weights().begin(), one.weights().end(),
                  weights.begin() + static_cast<std::ptrdiff_t>(k * rows.places.size()));
        biases[k] = one.bias();
    }
    return quantized(rows, weights, std::move(biases));
}

}  // namespace desk
