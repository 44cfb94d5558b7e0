// What an offer costs, worked out with whole numbers and rounded once at the end. Rules and worked
// sums:
// ../shared/facts/partner-support.md §7.4, §7.6. Pure; any thread.
#pragma once

#include "plugins/price_list/amount.hpp"
#include "plugins/price_list/price_list.hpp"
#include "plugins/working_time/working_time.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// The calendars of the desk by id, each with its zone.
using WorkClocks = std::map<std::string, WorkingTime>;
// From the calendars file. Errors: invalid.
Result<WorkClocks> read_work_clocks(std::string_view json);

// Work that is paid by time. Seconds of `start` count as the minute they are in.
struct Work {
    Time start = {};
    std::chrono::minutes length{0};
    std::int64_t visits = 0;  // call-outs
    std::int64_t km = 0;
};

// Blocks of time that follow each other, as long and as dear as each other.
struct WorkPart {
    Time from = {};
    std::int64_t blocks = 1;
    std::chrono::minutes each{0};
    Percent factor{10'000};  // of the normal price
    DayKind day = DayKind::weekday;
    Translated band = {};  // what the list calls it; "" for the normal price
};

struct Quote {
    Money unit = {};         // of a user, a device, a block …; of an hour
    std::int64_t count = 1;  // of units: users charged for (at least the minimum), or 1
    Money net = {};
    Money tax = {};
    std::optional<Percent> vat = {};
    Money gross = {};  // net when the VAT rate is not known
    bool is_unit_gross = false;
    // Of work:
    std::vector<WorkPart> parts = {};
    std::chrono::minutes charged{0};
    Money call_out = {};  // all visits, as the list writes it (net or gross)
    Money travel = {};
    // Of any:
    bool is_minimum = false;  // a minimum amount was charged
    Percent discount = {};    // already taken off
};

// `count` are users, devices, incidents or blocks; of a price per tenant it does not count, of an
// hourly one it is a whole hour at the normal price. Errors: not_found (no price in that currency),
// invalid (out of range; a percentage of spend).
Result<Quote> quote_for(const Offer& offer, std::int64_t count, const std::string& currency,
                        std::optional<Percent> vat);

// Hourly: the first block, then increments from the start of the work; each started one counts
// whole, at the band in force at its start. What is missing to the least time is charged like the
// last piece worked. `clock` is the offer's calendar: null when it has none. Errors: not_found (no
// price in that currency; bands and no calendar), invalid (no time; over 31 days; out of range).
Result<Quote> quote_for_work(const Offer& offer, const Work& work, const WorkingTime* clock,
                             const std::string& currency, std::optional<Percent> vat);

// A percentage of what is spent, at least the minimum of that currency. Errors: not_found (a
// minimum, but not in that currency), invalid.
Result<Quote> quote_for_spend(const Offer& offer, const Money& spend, std::optional<Percent> vat);

}  // namespace desk
