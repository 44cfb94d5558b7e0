#include "plugins/price_list/time_band.hpp"

#include <algorithm>

namespace desk {
namespace {

constexpr unsigned monday_to_friday = 0b0011111;

unsigned bit_of(Day day) {
    return 1U << (std::chrono::weekday{std::chrono::sys_days{day}}.iso_encoding() - 1);
}

bool name_holidays(const Bands& bands) {
    return std::any_of(bands.bands.begin(), bands.bands.end(),
                       [](const TimeBand& band) { return band.days.holiday; });
}

// What a holiday counts as, when no band names holidays.
DayKind kind_for(const Bands& bands, DayKind kind, Day day) {
    if (kind != DayKind::holiday || name_holidays(bands)) return kind;
    switch (bands.holidays) {
        case HolidayRule::weekend:
            return DayKind::weekend;
        case HolidayRule::working_day:
            return DayKind::extra_working_day;
        default:
            return (bit_of(day) & monday_to_friday) != 0 ? DayKind::weekday : DayKind::weekend;
    }
}

bool is_for(const BandDays& days, DayKind kind, Day day) {
    if (days.any) return true;
    switch (kind) {
        case DayKind::holiday:
            return days.holiday;
        case DayKind::extra_working_day:
            return days.working_day || (days.named & monday_to_friday) == monday_to_friday;
        case DayKind::weekend:
            return days.weekend || (days.named & bit_of(day)) != 0;
        default:
            return days.working_day || (days.named & bit_of(day)) != 0;
    }
}

bool has_minute(const TimeBand& band, int minute) {
    if (band.from < band.until) return minute >= band.from && minute < band.until;
    return minute >= band.from || minute < band.until;
}

std::vector<const TimeBand*> bands_in_force(const Bands& bands, DayKind kind, Day day, int minute) {
    std::vector<const TimeBand*> found;
    for (const auto& band : bands.bands) {
        if (!band.is_other && is_for(band.days, kind, day) && has_minute(band, minute))
            found.push_back(&band);
    }
    if (!found.empty()) return found;
    for (const auto& band : bands.bands) {
        if (band.is_other && is_for(band.days, kind, day)) found.push_back(&band);
    }
    return found;
}

}  // namespace

BandNow band_at(const Bands& bands, const Calendar& calendar, Day day, int minute) {
    const auto kind = kind_of(calendar, day);
    BandNow now{.day = kind};
    for (const auto* band : bands_in_force(bands, kind_for(bands, kind, day), day, minute)) {
        if (bands.style == BandStyle::add) {
            now.factor.hundredths += band->change.hundredths;
            if (band->increment) now.increment = std::max(now.increment, band->increment);
            now.band = band;
        } else if (now.band == nullptr || band->change.hundredths > now.factor.hundredths) {
            now.factor = band->change;
            now.increment = band->increment;
            now.band = band;
        }
    }
    return now;
}

}  // namespace desk
