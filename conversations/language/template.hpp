// One text of a catalogue, taken apart: words and placeholders. Mark-up is read here, and only here, so what is put into
// a placeholder later is never taken for mark-up.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <desk/result.hpp>

namespace desk {

// Hungarian only: "{az:x}" puts "a " or "az " before the value, "{Az:x}" the same with a capital.
enum class ArticleForm { none, lower, upper };

struct TemplatePart {
    bool is_placeholder = false;
    std::string text = {};  // words, or the placeholder's name
    ArticleForm article = ArticleForm::none;
};

using Template = std::vector<TemplatePart>;

// Placeholders: {name}, {az:name}, {Az:name}; names of a-z, 0-9, _. Mark-up: **bold**, *italic*, `code`, [words](url).
// What is left is plain text: marks fall away, a link becomes "words (url)".
// Errors: invalid (a brace or mark that is not closed, a wrong name).
Result<Template> read_template(std::string_view text);

std::set<std::string> placeholders_of(const Template& parts);

}  // namespace desk
