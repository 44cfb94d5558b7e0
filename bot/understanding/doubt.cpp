#include "bot/understanding/doubt.hpp"

#include "bot/understanding/exact_math.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t unknowns = evidence_count + 1;  // the weights and the bias
using Row = std::array<double, unknowns>;
using Square = std::array<Row, unknowns>;

// Solves a × x = b for a positive definite `a` by elimination, the largest pivot first.
Row solved(Square a, Row b) {
    for (std::size_t column = 0; column < unknowns; ++column) {
        std::size_t pivot = column;
        for (auto row = column + 1; row < unknowns; ++row) {
            if (std::abs(a[row][column]) > std::abs(a[pivot][column])) pivot = row;
        }
        std::swap(a[column], a[pivot]);
        std::swap(b[column], b[pivot]);
        for (auto row = column + 1; row < unknowns; ++row) {
            const double factor = a[row][column] / a[column][column];
            for (auto k = column; k < unknowns; ++k) a[row][k] -= factor * a[column][k];
            b[row] -= factor * b[column];
        }
    }
    Row x = {};
    for (std::size_t row = unknowns; row-- > 0;) {
        double sum = b[row];
        for (auto k = row + 1; k < unknowns; ++k) sum -= a[row][k] * x[k];
        x[row] = sum / a[row][row];
    }
    return x;
}

void standardize(Doubt& doubt, std::span<const JudgedEvidence> examples, double total) {
    for (std::size_t k = 0; k < evidence_count; ++k) {
        double sum = 0, squares = 0;
        for (const auto& example : examples) sum += example.weight * example.evidence[k];
        doubt.mean[k] = sum / total;
        for (const auto& example : examples) {
            const double off = example.evidence[k] - doubt.mean[k];
            squares += example.weight * off * off;
        }
        const double spread = std::sqrt(squares / total);
        doubt.spread[k] = spread > 1e-6 ? spread : 1;
    }
}

Row row_of(const Doubt& doubt, const Evidence& evidence) {
    Row row = {};
    for (std::size_t k = 0; k < evidence_count; ++k) row[k] = (evidence[k] - doubt.mean[k]) / doubt.spread[k];
    row[evidence_count] = 1;
    return row;
}

// One step of Newton's method on the ridge-regularised likelihood.
Row step(const Doubt& doubt, std::span<const JudgedEvidence> examples, const Row& current) {
    constexpr double ridge = 1e-2;
    Square curvature = {};
    Row slope = {};
    for (std::size_t k = 0; k < unknowns; ++k) {
        curvature[k][k] = ridge;
        slope[k] = -ridge * current[k];
    }
    for (const auto& example : examples) {
        const auto row = row_of(doubt, example.evidence);
        double score = 0;
        for (std::size_t k = 0; k < unknowns; ++k) score += row[k] * current[k];
        const double p = logistic(score);
        const double pull = example.weight * ((example.is_right ? 1.0 : 0.0) - p);
        const double bend = example.weight * std::max(p * (1 - p), 1e-9);
        for (std::size_t k = 0; k < unknowns; ++k) {
            slope[k] += pull * row[k];
            for (std::size_t l = 0; l < unknowns; ++l) curvature[k][l] += bend * row[k] * row[l];
        }
    }
    return solved(curvature, slope);
}

}  // namespace

double confidence(const Doubt& doubt, const Evidence& evidence) {
    double score = doubt.bias;
    for (std::size_t k = 0; k < evidence_count; ++k) {
        score += doubt.weight[k] * (evidence[k] - doubt.mean[k]) / doubt.spread[k];
    }
    return logistic(score);
}

Doubt fit_doubt(std::span<const JudgedEvidence> examples) {
    Doubt doubt;
    double total = 0, right = 0;
    for (const auto& example : examples) {
        total += example.weight;
        right += example.is_right ? example.weight : 0;
    }
    if (total <= 0 || right <= 0 || right >= total) {
        doubt.bias = right > 0 ? 10 : -10;
        return doubt;
    }
    standardize(doubt, examples, total);
    Row current = {};
    current[evidence_count] = exact_log(right / (total - right));
    for (int pass = 0; pass < 30; ++pass) {
        const auto move = step(doubt, examples, current);
        double largest = 0;
        for (std::size_t k = 0; k < unknowns; ++k) {
            const double bounded = std::clamp(move[k], -2.0, 2.0);  // a far start must not overshoot
            current[k] += bounded;
            largest = std::max(largest, std::abs(bounded));
        }
        if (largest < 1e-9) break;
    }
    for (std::size_t k = 0; k < evidence_count; ++k) doubt.weight[k] = current[k];
    doubt.bias = current[evidence_count];
    return doubt;
}

ThresholdChoice choose_threshold(std::span<const ScoredAnswer> answers, double precision) {
    std::vector<ScoredAnswer> sorted{answers.begin(), answers.end()};
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
    double total = 0;
    for (const auto& answer : sorted) total += answer.weight;

    ThresholdChoice best;
    double answered = 0, right = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        answered += sorted[i].weight;
        right += sorted[i].is_right ? sorted[i].weight : 0;
        const bool is_tied = i + 1 < sorted.size() && sorted[i + 1].confidence == sorted[i].confidence;
        if (is_tied || right < precision * answered) continue;
        best = {sorted[i].confidence, right / answered, answered / total};
    }
    return best;
}

}  // namespace desk
