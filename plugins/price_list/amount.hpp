// Arithmetic for money: whole numbers of hundredths, every step checked against overflow, and one
// rounding at the very end, half up, to the smallest amount people pay in. Rules:
// ../shared/facts/partner-support.md §7.4. Pure; any thread.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

// The smallest amount people pay in, in hundredths: 100 of HUF, 1 of EUR. ISO 4217 lists two digits
// for HUF; nobody writes them.
std::int64_t smallest_amount(std::string_view currency);

// Errors of all: invalid ("a sum out of range"). Arguments are not negative, `by` and `digit` are
// positive.
Result<std::int64_t> added(std::int64_t a, std::int64_t b);
Result<std::int64_t> multiplied(std::int64_t a, std::int64_t b);
// amount × parts / by, rounded half up to a multiple of `digit`. The fraction is shortened first,
// so only a sum that is really too large is refused.
Result<std::int64_t> portion(std::int64_t amount, std::int64_t parts, std::int64_t by,
                             std::int64_t digit);

// A total as it is told and paid.
struct Total {
    Money net = {};
    Money tax = {};
    Money gross = {};  // the net when the rate is not known
    std::optional<Percent> vat = {};
};

// VAT on the net total, or taken out of a gross total; in both cases the other one is rounded half
// up to the display digit and net + tax = gross exactly. Errors: invalid (out of range; a gross
// price whose rate nobody knows).
Result<Total> total_of(Money amount, bool is_gross, std::optional<Percent> vat);

}  // namespace desk
