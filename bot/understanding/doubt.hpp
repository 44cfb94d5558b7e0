// How sure the bot is, and how sure is sure enough. A classifier's best score is no probability of being right; this
// turns what was seen (evidence) into one, learned from texts the classifier had not seen, and picks the thresholds
// that keep a promise about automatic answers. Method and figures: ../shared/facts/understanding.md §5.3. Values; any
// thread.
#pragma once

#include "bot/understanding/features.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace desk {

// What speaks for and against an answer: the best score, its lead over the second, the shares of unseen words and
// pieces, ln(1 + words), and how far the best is ahead of "none of these".
inline constexpr std::size_t evidence_count = 6;
using Evidence = std::array<double, evidence_count>;

struct Doubt {
    Evidence mean = {};
    Evidence spread = {1, 1, 1, 1, 1, 1};  // > 0
    Evidence weight = {};
    double bias = 0;
    // At least `sure`: answer. At least `unsure`: ask which of the best it was. Less: say that it was not understood.
    // Without calibration nothing is ever sure.
    double sure = 2;
    double unsure = 0.4;
};

// The probability that the best guess is right, 0–1.
double confidence(const Doubt& doubt, const Evidence& evidence);

struct JudgedEvidence {
    Evidence evidence = {};
    bool is_right = false;
    double weight = 1;  // of this example among the others, > 0
};
// Fits mean, spread, weight and bias; the thresholds stay as they are. Nothing to learn from (all right, all wrong,
// none): a Doubt that gives everything the share of right ones.
Doubt fit_doubt(std::span<const JudgedEvidence> examples);

// One answer to a text whose right answer is known.
struct ScoredAnswer {
    double confidence = 0;
    bool is_right = false;
    double weight = 1;
};
struct ThresholdChoice {
    double threshold = 2;  // 2 when the precision is out of reach: nothing is answered
    double precision = 0;  // of what reaches it; 0 when nothing does
    double coverage = 0;   // share of the weight that reaches it
};
// The lowest threshold from which on answers are right in at least `precision` of their weight, and the most such
// answers.
ThresholdChoice choose_threshold(std::span<const ScoredAnswer> answers, double precision);

}  // namespace desk
