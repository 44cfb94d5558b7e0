// A moment as vendors write it. Pure; any thread.
#pragma once

#include <desk/json.hpp>
#include <desk/phrase.hpp>

#include <initializer_list>
#include <optional>
#include <string_view>

namespace desk {

// RFC 3339: "2026-11-24T08:42:00Z", "2019-02-21T08:31:24.239-06:00". Nothing when it is not a
// moment. Digits of the second beyond milliseconds are dropped; "-0600" and a blank instead of "T"
// are read as well; without a zone it is UTC.
std::optional<Time> read_iso_time(std::string_view text);

// RFC 822, of feeds: "Thu, 23 Jul 2026 16:29:09 Z", "… GMT", "… +0200", "… PST".
std::optional<Time> read_feed_time(std::string_view text);

// As Microsoft writes into its posts: "Friday, August 6, 2021, at 9:00 PM UTC", the weekday may be
// missing. What follows is ignored.
std::optional<Time> read_long_time(std::string_view text);

// Any of these, or seconds since 1970 as a number or a text. Nothing for an empty text, for year 1
// ("not set" of .NET and Go) and for what is out of the years 1970 to 2200.
std::optional<Time> read_vendor_time(const Json& value);

// The first of these fields that is a moment.
std::optional<Time> time_of(const Json& object, std::initializer_list<const char*> names);

}  // namespace desk
