// What vendors send, read tolerantly: the one place that knows their odd spellings. What cannot be read is absent,
// never guessed. Rows: ../shared/facts/partner-support.md §8.3. Pure; any thread.
#pragma once

#include <desk/http.hpp>
#include <desk/json.hpp>
#include <desk/phrase.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace desk::vendors {

// UTF-8 or UTF-16, told apart by the byte order mark; at most 1 MB, 32 levels, 50,000 names, none twice in one object.
// Errors: invalid.
Result<Json> read_body(std::string_view body);

// The field called so; failing that, the one whose name differs in case alone (Partner Center takes and sends
// PascalCase, Azure's classification answers with "ServiceClassificationResults"). nullptr: none, or null.
const Json* field_in(const Json& object, std::string_view name);

// A text; a number or boolean as its digits or word; else "".
std::string text_in(const Json& object, std::string_view name);
// A whole number, also written as a text: "3599".
std::optional<std::int64_t> number_in(const Json& object, std::string_view name);
// true, "true", "Yes", "yes", 1.
bool flag_in(const Json& object, std::string_view name);
// RFC 3339; without a zone it is UTC; a date alone is its midnight; a number is seconds since 1970, as text too.
// Nothing: absent, "", no moment, or before 1601: "0001-01-01T00:00:00" is how .NET writes "not set".
std::optional<Time> time_in(const Json& object, std::string_view name);
// The elements; of what is absent, null or no array: none.
const Json& list_in(const Json& object, std::string_view name);
// The object; {} when it is absent or something else.
const Json& object_in(const Json& object, std::string_view name);

// What is compared instead of an enum member: letters and digits in lower case. "AttentionNeeded", "attention_needed"
// and "attentionNeeded" are the same.
std::string folded_word(std::string_view word);

// A member of a vendor's enum: its word, what it means to us, and its number where numbers were seen (-1: none were).
template <class Meaning>
struct VendorWord {
    std::string_view word = {};
    Meaning meaning = {};
    int number = -1;
};

// The meaning of the field, in any spelling; `unknown` for what stands in no row, and for a field that is absent.
template <class Table, class Meaning>
Meaning meaning_in(const Json& object, std::string_view name, const Table& table, Meaning unknown) {
    const auto word = folded_word(text_in(object, name));
    if (word.empty()) return unknown;
    for (const auto& row : table) {
        if (word == folded_word(row.word) || (row.number >= 0 && word == std::to_string(row.number)))
            return row.meaning;
    }
    return unknown;
}

// The vendor's own word for a meaning; "" when no row has it.
template <class Table, class Meaning>
std::string word_of(const Table& table, Meaning meaning) {
    for (const auto& row : table) {
        if (row.meaning == meaning) return std::string{row.word};
    }
    return {};
}

}  // namespace desk::vendors
