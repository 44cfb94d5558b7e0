// Phrases, values and cards as JSON documents, both directions; one page about all of them is
// plugins/sdk/wire.md. Readers are tolerant: unknown fields are ignored, missing ones get their
// default, an unknown style or tone becomes the plain one. What cannot be understood is an error
// that names the place. Errors of readers: invalid.
#pragma once

#include <desk/card.hpp>
#include <desk/json.hpp>
#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace desk::wire {

// A row of a table of names: how a value of an enum is written in a document.
template <class Enum>
struct Name {
    Enum value = {};
    std::string_view name = {};
};

template <class Enum, std::size_t size>
std::string_view name_in(const std::array<Name<Enum>, size>& names, Enum value) {
    for (const auto& row : names) {
        if (row.value == value) return row.name;
    }
    return names.front().name;
}

// The value called `name`, or nothing.
template <class Enum, std::size_t size>
std::optional<Enum> value_in(const std::array<Name<Enum>, size>& names, std::string_view name) {
    for (const auto& row : names) {
        if (row.name == name) return row.value;
    }
    return std::nullopt;
}

inline constexpr std::array time_styles{
    Name<TimeStyle>{TimeStyle::moment, "moment"}, Name<TimeStyle>{TimeStyle::clock, "clock"},
    Name<TimeStyle>{TimeStyle::stamp, "stamp"}, Name<TimeStyle>{TimeStyle::deadline, "deadline"},
    Name<TimeStyle>{TimeStyle::date, "date"}};
inline constexpr std::array span_styles{Name<SpanStyle>{SpanStyle::duration, "duration"},
                                        Name<SpanStyle>{SpanStyle::in, "in"}};
inline constexpr std::array list_styles{Name<ListStyle>{ListStyle::all, "all"},
                                        Name<ListStyle>{ListStyle::any, "any"}};
inline constexpr std::array tones{Name<Tone>{Tone::neutral, "neutral"}, Name<Tone>{Tone::ok, "ok"},
                                  Name<Tone>{Tone::info, "info"}, Name<Tone>{Tone::warn, "warn"},
                                  Name<Tone>{Tone::bad, "bad"}};

// "2026-11-24T10:05:00.000Z".
std::string time_text(Time time);
// "2026-11-24T10:05:00Z", with or without ".000". Only UTC. Errors: invalid.
Result<Time> read_time(std::string_view text);
// A field that counts something small; out of range becomes `otherwise`.
int small_or(const Json& object, const char* name, int otherwise);

Json to_json(const Value& value);
Json to_json(const Phrase& phrase);
Json to_json(const PersonName& name);
Json to_json(const std::vector<Phrase>& phrases);
Json to_json(const Card& card);

// Errors of all: invalid (which field, and what is wrong with it).
Result<Value> read_value(const Json& document);
Result<Phrase> read_phrase(const Json& document);
PersonName read_person_name(const Json& document);
// An array of phrases; a single phrase counts as one.
Result<std::vector<Phrase>> read_phrases(const Json* field);
Result<Card> read_card(const Json& document);

}  // namespace desk::wire

#ifndef DESK_SDK_COMPILED
#include <desk/wire_values_text.hpp>
#endif
