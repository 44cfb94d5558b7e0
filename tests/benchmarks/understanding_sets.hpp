// Public data sets for the understanding benchmark (../shared/data/understanding/README.md: origin and licences):
// reading them, spoiling them, and what a model makes of them.
#pragma once

#include "bot/understanding/intent_model.hpp"
#include <desk/result.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace desk::bench {

struct LabelledLine {
    std::string label = {}, text = {};
};
using LabelledLines = std::vector<LabelledLine>;

// `label<TAB>text` lines. Errors: not_found, invalid (a line without a tab).
Result<LabelledLines> read_lines(const std::filesystem::path& file);

// The first `count` of each label, in the file's order.
LabelledLines first_of_each(const LabelledLines& lines, int count);
// A fifth of the lines, by the hash of their text, and the rest.
struct Split {
    LabelledLines train = {}, test = {};
};
Split new_split(LabelledLines lines);

// `edits` random slips a line: a character left out, doubled, replaced by a letter or swapped with the next.
LabelledLines with_typos(LabelledLines lines, int edits, std::uint64_t seed);
LabelledLines without_accents(LabelledLines lines);
LabelledLines renamed(LabelledLines lines);  // labels become i001, i002 …
LabelledLines joined(LabelledLines a, const LabelledLines& b);
LabelledLines labelled(LabelledLines lines, std::string_view label);

std::vector<HashedExample> hashed_lines(const LabelledLines& lines);

// A model and what it cost.
struct Trained {
    IntentModel model = {};
    double seconds = 0;  // of one thread, features included
};
Trained trained_on(const LabelledLines& lines);

double accuracy(const IntentModel& model,
                const LabelledLines& lines);  // 0–100; labels the model does not know are wrong
std::size_t bytes_of(const IntentModel& model);

// 0–1: how likely a line of `inside` scores above one of `outside`.
double area_under_curve(std::vector<double> inside, std::vector<double> outside);

double processor_seconds();

}  // namespace desk::bench
