// What the classifier sees of a message: hashed words, pairs of words and pieces of words, weighed by how rare they
// are. The choice and its effect are measured in ../shared/facts/understanding.md §3–6: words of one and two, pieces of
// 2–4 characters inside " word ", digits as one, TF-IDF, each group of length one *including what was never seen in
// training*, so that a message of strange words is a weak one. Pure; any thread.
#pragma once

#include "bot/understanding/spelled_text.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Two groups share the space: words have its first half, pieces of words the second.
inline constexpr int feature_bits = 16;
inline constexpr std::uint32_t feature_count = 1U << feature_bits;

// Sorted; a feature that occurs twice stands twice.
struct HashedText {
    std::vector<std::uint32_t> words = {};
    std::vector<std::uint32_t> pieces = {};
};

// `marks` are words the message does not hold, about what was recognised in it ("_service_"). Accents do not count.
HashedText hash_words(const SpelledText& text, std::span<const std::string_view> marks = {});
// For telling languages apart: words and their pieces of 1–3 characters, no pairs; with accents, or as somebody without
// them on the keyboard would have typed it.
HashedText hash_letters(const SpelledText& text, bool with_accents = true);

struct Feature {
    std::uint32_t at = 0;
    float value = 0;
};

struct WeighedText {
    std::vector<Feature> features = {};  // seen in training, by place; the squares with those unseen sum to 1
    float unseen_words = 0;              // share of the group's square length, 0–1
    float unseen_pieces = 0;
};

// How often each feature occurs in a set of texts. A value.
class FeatureSpace {
public:
    FeatureSpace() = default;
    static FeatureSpace of(std::span<const HashedText* const> texts);
    // As written in a model file; feature_count counts.
    FeatureSpace(std::vector<std::uint16_t> text_counts, std::uint32_t texts);

    WeighedText weigh(const HashedText& text) const;

    const std::vector<std::uint16_t>& text_counts() const { return text_counts_; }
    std::uint32_t texts() const { return texts_; }

private:
    void set_rarity();

    std::vector<std::uint16_t> text_counts_ = {};  // in how many texts, at most 65,535
    std::vector<float> rarity_ = {};               // ln((1 + texts) / (1 + count)) + 1
    std::uint32_t texts_ = 0;
};

}  // namespace desk
