// A message as the bot compares it: words in lower case with and without their accents, compatibility forms unfolded,
// invisible and direction characters gone, and no longer than anybody types. Never fails: a wrong byte is a character
// that is no letter. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Nobody explains a problem in more words before the point is clear; what comes after is not read.
inline constexpr std::size_t longest_message_read = 2'000;  // characters

struct SpelledText {
    // A run of letters, digits and inner apostrophes; a question mark and an emoji are words of their own.
    struct Place {
        std::uint32_t plain_from = 0, plain_until = 0;  // in `plain`
        std::uint32_t lower_from = 0, lower_until = 0;  // in `lower`
        char before = 0, after = 0;  // the characters beside it: 0 none, ' ' white space, '*' not ASCII
        bool is_joined = false;      // exactly one character, no white space, stands between it and the word before
    };

    std::string plain = {};  // "oruljon": folded, accents off, ß is ss
    std::string lower = {};  // "őrüljön"
    std::vector<Place> places = {};
    bool was_cut = false;

    std::size_t size() const { return places.size(); }
    bool empty() const { return places.empty(); }
    std::string_view word(std::size_t i) const {
        return std::string_view{plain}.substr(places[i].plain_from, places[i].plain_until - places[i].plain_from);
    }
    std::string_view accented(std::size_t i) const {
        return std::string_view{lower}.substr(places[i].lower_from, places[i].lower_until - places[i].lower_from);
    }
    // Words [from, until) with one space between them, or what stands between them when they are joined: "ex-1042".
    std::string words(std::size_t from, std::size_t until) const;
};

// At most `longest` characters of the text are read.
SpelledText spelled(std::string_view text, std::size_t longest = longest_message_read);

}  // namespace desk
