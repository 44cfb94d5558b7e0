// How a price list is read: strictly, because a misspelt or mistyped field would become a wrong
// price. For the readers of this folder; other code sees `read_price_list`. Errors of all: invalid
// ("increment_minutes: not a whole number from 1 to 1440").
#pragma once

#include "plugins/price_list/offer.hpp"
#include <desk/json.hpp>
#include <desk/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace desk::price_fields {

// The error of a part, with the place of the part before it.
inline Error at(std::string_view place, const Error& error) {
    return {error.code, std::string{place} + ": " + error.what};
}

// Absent is `otherwise`; of another type or out of range is an error.
Result<std::int64_t> whole(const Json& object, const char* name, std::int64_t from, std::int64_t to,
                           std::int64_t otherwise);
Result<std::string> text(const Json& object, const char* name, std::string_view otherwise);
Result<bool> flag(const Json& object, const char* name, bool otherwise);
Result<std::vector<std::string>> texts(const Json& object, const char* name);
// A text, or a table of texts by language.
Result<Translated> translated(const Json& object, const char* name);

// Hundredths of 1800 and of "4.50". A TOML number with a point is refused, because it has been a
// binary fraction by now.
Result<std::int64_t> amount(const Json& value);
// A field with such a number as hundredths of a percent, at most `most` percent.
Result<Percent> percent(const Json& object, const char* name, std::int64_t most, Percent otherwise);
// { HUF = 1800, EUR = "4.50" }; empty when absent.
Result<Prices> prices(const Json& object, const char* name);
// Names of an enum, in the order of its values. Absent: the first.
Result<std::size_t> choice(const Json& object, const char* name,
                           const std::vector<std::string_view>& names);

// "2026-12-31" or a whole moment, "2026-12-31T23:00:00Z". A day begins and ends in `zone`. Absent:
// nothing.
enum class Edge { begins, ends };
Result<std::optional<Time>> day(const Json& object, const char* name, Edge edge,
                                std::string_view zone);

// The fields "bands" and "holidays" of an offer:
//     bands = [{ days = "mon-fri", from = "08:00", to = "17:00", x = 1 }, { days = "mon-fri", other
//     = true, x = "1.5" },
//              { days = "weekend,holiday", x = 2 }]
// `x` multiplies, `add_percent` adds. Errors: both styles in one offer, or neither; a day or a time
// that is none.
Result<Bands> bands(const Json& offer);
// A whole [[offers]] table; days begin and end in `zone`.
Result<Offer> offer(const Json& entry, std::string_view zone);
// Its keys that mean nothing here.
std::vector<std::string> unknown_in(const Json& entry);

}  // namespace desk::price_fields
