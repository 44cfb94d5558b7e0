// When an hour costs more: bands over days and clock times. A style for the whole offer, as the
// published price lists do it: multipliers, of which the highest wins ("after hours × 1.5, weekends
// × 2"), or percentages that add up ("evenings +50 %, weekends a further +100 %"). What a date is
// (working day, weekend, holiday, working Saturday, moved rest day) says the calendar, never the
// weekday alone. Rules: ../shared/facts/partner-support.md §7.3, §7.4. Pure; any thread.
#pragma once

#include "plugins/price_list/translated.hpp"
#include "plugins/working_time/calendar.hpp"
#include <desk/phrase.hpp>

#include <chrono>
#include <optional>
#include <vector>

namespace desk {

enum class BandStyle { multiply, add };

// A holiday that no band names: as its day of the week, as a weekend day, or as a working day. The
// default is its day of the week.
enum class HolidayRule { own_day, weekend, working_day };

// The days a band is for. "mon-fri", "sat,sun", "weekend,holiday", "working_day", "any".
struct BandDays {
    unsigned named = 0;  // bit 0: Monday … bit 6: Sunday
    bool working_day = false;
    bool weekend = false;
    bool holiday = false;
    bool any = false;
    bool operator==(const BandDays&) const = default;
};

struct TimeBand {
    BandDays days = {};
    int from = 0;  // minutes after local midnight
    int until =
        1'440;  // not part of it; less than `from`: over midnight, both pieces on the same date
    bool is_other = false;      // whatever no band with hours covers on such a day
    Percent change = {10'000};  // multiply: 15000 is × 1.5; add: 5000 is +50 %
    std::optional<std::chrono::minutes> increment =
        {};                // "evenings per started hour"; else the offer's
    Translated name = {};  // told to people; a word for the kind of day stands in when empty
};

struct Bands {
    BandStyle style = BandStyle::multiply;
    HolidayRule holidays = HolidayRule::own_day;
    std::vector<TimeBand> bands = {};
};

// What is in force at one minute.
struct BandNow {
    Percent factor{10'000};  // of the normal price: 15000 is 150 %
    std::optional<std::chrono::minutes> increment = {};
    const TimeBand* band =
        nullptr;  // the one that decided (multiply), or the last that added; null: the normal price
    DayKind day = DayKind::weekday;
};

// Working Saturdays match "working_day" and every band that holds all of Monday to Friday; holidays
// match "holiday", or what the rule makes of them when no band names holidays.
BandNow band_at(const Bands& bands, const Calendar& calendar, Day day, int minute);

}  // namespace desk
