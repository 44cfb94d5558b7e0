// The desk's own words in one language: what dates, lengths of time and support hours are made of.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include <desk/phrase.hpp>

#include "conversations/language/catalogue.hpp"
#include "conversations/language/local_time.hpp"
#include "conversations/language/numbers.hpp"
#include "conversations/language/plural.hpp"

namespace desk {

// One language, ready to be written. Any thread.
struct Language {
    explicit Language(std::string_view language)
        : name{language}, numbers{language}, plural{language} {}

    std::string name;
    Numbers numbers;
    PluralRule plural;
};

// A language for one reader. Lives for one piece of writing.
struct Voice {
    const Language& language;
    const Catalogue& core;
    WallClock& clock;  // on the reader's wall
    Time now;
};

// What a placeholder is filled with.
using FillIn = std::function<Result<std::string>(const std::string& placeholder)>;

// The template with its placeholders filled in; Hungarian articles are put before them, and of two periods that meet
// where a value ends one is dropped. Errors: those of `fill_in`.
Result<std::string> fill(const Template& parts, const FillIn& fill_in);

// A text of the core whose values are already in words. A key the core does not have is written as "[key]".
std::string core_text(const Voice& voice, std::string_view key,
                      std::initializer_list<std::pair<std::string_view, std::string>> values = {});
// The same in the plural form of `count`.
std::string core_text(const Voice& voice, std::string_view key, std::int64_t count);

// texts.md §2 and §2.1: clock, moment, stamp, deadline, date, in the reader's zone.
std::string write_when(const Voice& voice, const When& when);
std::string write_span(const Voice& voice, const Span& span);
std::string write_zone(const Voice& voice, const Zone& zone);
// texts.md §2.3.
std::string write_hours(const Voice& voice, const Hours& hours);
std::string write_response(const Voice& voice, const FirstResponse& response);

}  // namespace desk
