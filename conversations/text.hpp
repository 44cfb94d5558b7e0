// UTF-8 text as people see it: check it, compare it, cut it, measure it. Text that is not UTF-8 is never an error here:
// a wrong byte counts as one replacement character. Any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Strict: no overlong form, no surrogate, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

// C0 (but tab, line feed and carriage return), DEL or C1.
bool has_control(std::string_view text);

// For comparing what people typed: compatibility and case folded (ß is ss), diacritics taken off. "Őrség" → "orseg".
std::string fold(std::string_view text);

// Code points, which is what platforms and our own limits count.
std::size_t character_count(std::string_view text);
// Where the first `count` code points end, in bytes.
std::size_t bytes_of_characters(std::string_view text, std::size_t count);

// The last place at or before `byte_limit` where the text may be cut: not inside a character as people see it (a letter
// with its marks, a family emoji, CR LF). 0 when not even the first one fits.
std::size_t last_boundary_before(std::string_view utf8, std::size_t byte_limit);

// The text, or its beginning and "…", together at most `byte_limit` bytes. Cut after a sentence when one ends in the
// second half, else before a word (so never inside a link that fits), else between characters.
std::string cut(std::string_view text, std::size_t byte_limit);

// The same with a limit in code points.
std::string cut_characters(std::string_view text, std::size_t limit);

// Columns on a terminal: 2 for East Asian wide characters and emoji, 0 for marks and controls.
std::size_t display_width(std::string_view text);

// The first character raised by the rules of Unicode's title case, the rest untouched.
std::string raise_first(std::string_view text);

// At most `most` of the candidates that `name` may have been meant to be, nearest first: a few letters missing, wrong,
// swapped or too many (about one in three), or the beginning of one. Compared folded.
std::vector<std::string> nearest(std::string_view name, std::span<const std::string> candidates,
                                 std::size_t most);

// Two lower-case hexadecimal digits for each byte.
std::string to_hex(std::string_view bytes);

// "a, b, c"
std::string joined(std::span<const std::string> parts, std::string_view between);

}  // namespace desk
