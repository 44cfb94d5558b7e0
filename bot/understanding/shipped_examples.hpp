// The desk's own corpus, built into the program: what customers write to a desk of this kind, in English, Hungarian and
// German, by hand. bot/understanding/examples/README.md says how it was written and what each intent means.
#pragma once

#include "bot/understanding/label_file.hpp"
#include <desk/result.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace desk {

struct ShippedFile {
    std::string_view name = {};  // "en.csv"
    std::string_view text = {};
};
// Made at build time by embed_examples.cmake.
std::span<const ShippedFile> shipped_files();
// What the corpus has examples of, in the order of the alphabet; made likewise.
std::span<const std::string_view> shipped_intents();

// All of them, the held-back fifth too. Errors: invalid (a shipped file cannot be read; the tests see to it that all
// can).
Result<std::vector<LabelledText>> shipped_examples();

}  // namespace desk
