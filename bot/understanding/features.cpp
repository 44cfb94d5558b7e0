#include "bot/understanding/features.hpp"

#include "bot/understanding/exact_math.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace desk {
namespace {

constexpr std::uint64_t word_seed = 0x9E37'79B9'7F4A'7C15U;
constexpr std::uint64_t piece_seed = 0xC2B2'AE3D'27D4'EB4FU;
constexpr std::uint64_t stem_seed = 0x1656'67B1'9E37'79F9U;
constexpr std::uint32_t half = feature_count / 2;
constexpr std::size_t stem_characters = 5;
constexpr std::size_t longest_word = 40;  // characters; longer ones are no words

// FNV-1a, and the finish of splitmix64 so that the low bits depend on all of it.
constexpr std::uint64_t mixed(std::uint64_t hash, unsigned char byte) {
    return (hash ^ byte) * 0x0000'0100'0000'01B3U;
}
constexpr std::uint32_t finished(std::uint64_t hash) {
    hash = (hash ^ (hash >> 30U)) * 0xBF58'476D'1CE4'E5B9U;
    hash = (hash ^ (hash >> 27U)) * 0x94D0'49BB'1331'11EBU;
    return static_cast<std::uint32_t>((hash ^ (hash >> 31U)) % half);
}
std::uint64_t hash_of(std::uint64_t seed, std::string_view text) {
    for (const char c : text) seed = mixed(seed, static_cast<unsigned char>(c >= '0' && c <= '9' ? '0' : c));
    return seed;
}

// Where the characters of " word " begin, and its end.
struct Spaced {
    std::string text = {};
    std::vector<std::uint32_t> begins = {};

    Spaced() { begins.reserve(longest_word + 3); }
    void set(std::string_view word) {
        text.assign(1, ' ');
        text += word;
        text += ' ';
        begins.clear();
        for (std::uint32_t i = 0; i < text.size(); ++i) {
            auto& c = text[i];
            if (c >= '0' && c <= '9') c = '0';
            if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) begins.push_back(i);
        }
        if (begins.size() > longest_word + 2) {
            text.resize(begins[longest_word + 2]);
            begins.resize(longest_word + 2);
        }
        begins.push_back(static_cast<std::uint32_t>(text.size()));
    }
    std::size_t characters() const { return begins.size() - 1; }
};

void add_pieces(const Spaced& word, std::size_t shortest, std::size_t longest, std::vector<std::uint32_t>& out) {
    const auto n = word.characters();
    for (std::size_t from = 0; from < n; ++from) {
        auto hash = piece_seed;
        for (std::size_t length = 1; length <= longest && from + length <= n; ++length) {
            for (auto i = word.begins[from + length - 1]; i < word.begins[from + length]; ++i) {
                hash = mixed(hash, static_cast<unsigned char>(word.text[i]));
            }
            if (length >= shortest) out.push_back(half + finished(hash));
        }
    }
}

void sort(HashedText& hashed) {
    std::sort(hashed.words.begin(), hashed.words.end());
    std::sort(hashed.pieces.begin(), hashed.pieces.end());
}

// 1 + ln(times)
double emphasis(std::size_t times) {
    constexpr std::array<double, 5> first{0, 1, 1.6931471805599454, 2.09861228866811, 2.386294361119891};
    return times < first.size() ? first[times] : 1 + exact_log(static_cast<double>(times));
}

}  // namespace

HashedText hash_words(const SpelledText& text, std::span<const std::string_view> marks) {
    HashedText result;
    result.words.reserve(3 * text.size() + marks.size());
    result.pieces.reserve(3 * text.plain.size() + 3 * text.size());
    Spaced spaced;
    std::uint64_t before = hash_of(word_seed, "^");
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto word = text.word(i);
        const auto hash = hash_of(word_seed, word);
        result.words.push_back(finished(hash));
        if (i > 0) result.words.push_back(finished(hash_of(before * 31, word)));
        before = hash;
        spaced.set(word);
        if (spaced.characters() > stem_characters + 2) {
            const auto stem = std::string_view{spaced.text}.substr(1, spaced.begins[stem_characters + 1] - 1);
            result.words.push_back(finished(hash_of(stem_seed, stem)));
        }
        add_pieces(spaced, 2, 4, result.pieces);
    }
    for (const auto mark : marks) result.words.push_back(finished(hash_of(word_seed, mark)));
    sort(result);
    return result;
}

HashedText hash_letters(const SpelledText& text, bool with_accents) {
    HashedText result;
    result.words.reserve(text.size());
    result.pieces.reserve(3 * text.plain.size() + 6 * text.size());
    Spaced spaced;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto word = with_accents ? text.accented(i) : text.word(i);
        result.words.push_back(finished(hash_of(word_seed, word)));
        spaced.set(word);
        add_pieces(spaced, 1, 3, result.pieces);
    }
    sort(result);
    return result;
}

FeatureSpace FeatureSpace::of(std::span<const HashedText* const> texts) {
    FeatureSpace space;
    space.text_counts_.assign(feature_count, 0);
    space.texts_ = static_cast<std::uint32_t>(texts.size());
    const auto count = [&](const std::vector<std::uint32_t>& sorted) {
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            if (i > 0 && sorted[i] == sorted[i - 1]) continue;
            auto& times = space.text_counts_[sorted[i]];
            if (times < std::numeric_limits<std::uint16_t>::max()) ++times;
        }
    };
    for (const auto* text : texts) {
        count(text->words);
        count(text->pieces);
    }
    space.set_rarity();
    return space;
}

FeatureSpace::FeatureSpace(std::vector<std::uint16_t> text_counts, std::uint32_t texts)
    : text_counts_{std::move(text_counts)}, texts_{texts} {
    text_counts_.resize(feature_count);
    set_rarity();
}

void FeatureSpace::set_rarity() {
    std::vector<float> of_count(1U + *std::max_element(text_counts_.begin(), text_counts_.end()));
    for (std::size_t count = 0; count < of_count.size(); ++count) {
        of_count[count] = static_cast<float>(exact_log((1.0 + texts_) / (1.0 + static_cast<double>(count))) + 1.0);
    }
    rarity_.resize(feature_count);
    for (std::uint32_t i = 0; i < feature_count; ++i) rarity_[i] = of_count[text_counts_[i]];
}

WeighedText FeatureSpace::weigh(const HashedText& text) const {
    WeighedText result;
    if (text_counts_.empty()) return result;
    result.features.reserve(text.words.size() + text.pieces.size());
    const auto groups = (text.words.empty() ? 0 : 1) + (text.pieces.empty() ? 0 : 1);
    const auto add = [&](const std::vector<std::uint32_t>& sorted, float& unseen_share) {
        const auto from = result.features.size();
        double seen = 0, unseen = 0;
        for (std::size_t i = 0, next = 0; i < sorted.size(); i = next) {
            while (next < sorted.size() && sorted[next] == sorted[i]) ++next;
            const double value = emphasis(next - i) * static_cast<double>(rarity_[sorted[i]]);
            if (text_counts_[sorted[i]] == 0) {
                unseen += value * value;
                continue;
            }
            seen += value * value;
            result.features.push_back({sorted[i], static_cast<float>(value)});
        }
        if (seen + unseen <= 0) return;
        unseen_share = static_cast<float>(unseen / (seen + unseen));
        const auto scale = static_cast<float>(1 / std::sqrt((seen + unseen) * groups));
        for (auto i = from; i < result.features.size(); ++i) result.features[i].value *= scale;
    };
    add(text.words, result.unseen_words);
    add(text.pieces, result.unseen_pieces);
    return result;
}

}  // namespace desk
