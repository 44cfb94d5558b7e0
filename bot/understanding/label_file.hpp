// Texts and what they want, as people label them: CSV (RFC 4180) with a first line of names. "intent" and "text" are
// read; "language" too when it is there; other columns are left alone, so an export of a desk's conversations with a
// column "intent" filled in is such a file. Pure; any thread.
#pragma once

#include <desk/result.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct LabelledText {
    std::string language = {};  // "en" | "hu" | "de" | "other"
    std::string intent = {};    // "health.ask"; "none" for what is no intent of the desk
    std::string text = {};
    bool operator==(const LabelledText&) const = default;
};

// Rows without an intent are not labelled yet and are left out. `language` is that of rows which do not say theirs.
// Errors: invalid ("line 7: a quote is never closed"; no column "text" or "intent"; not UTF-8; an intent that is not
// a-z, 0-9, '.', '_', at most 32 characters; more than 200,000 rows).
Result<std::vector<LabelledText>> read_label_file(std::string_view csv, std::string_view language);

// With the columns language, intent, text. A cell that a spreadsheet would take for a formula begins with '.
std::string write_label_file(std::span<const LabelledText> rows);

// True for about one text in five, always the same ones: kept from training so that what was learned can be measured.
// Accents, case and punctuation do not count, so a text and its twin are never on both sides.
bool is_held_back(std::string_view text);

}  // namespace desk
