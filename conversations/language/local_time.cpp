#include "conversations/language/local_time.hpp"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <memory>

namespace desk {
namespace {

using namespace std::chrono;

// Cheap (2 µs): ICU keeps the zone's data mapped.
std::unique_ptr<icu::TimeZone> zone_named(std::string_view name) {
    const auto id =
        icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
    return std::unique_ptr<icu::TimeZone>{icu::TimeZone::createTimeZone(id)};
}

}  // namespace

bool is_time_zone(std::string_view name) {
    if (name.empty() || name.size() > 64) return false;
    return *zone_named(name) != icu::TimeZone::getUnknown();
}

minutes offset_from_utc(Time at, std::string_view zone) {
    if (zone.empty() || zone.size() > 64) return minutes{0};
    std::int32_t standard = 0;
    std::int32_t saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    const auto utc = static_cast<UDate>(at.time_since_epoch().count());
    zone_named(zone)->getOffset(utc, 0, standard, saving, status);
    if (U_FAILURE(status)) return minutes{0};
    return duration_cast<minutes>(milliseconds{standard + saving});
}

LocalTime local_time(Time at, std::string_view zone) {
    const auto wall = at + offset_from_utc(at, zone);
    const auto day = floor<days>(wall);
    const hh_mm_ss clock{wall - day};
    return {day, static_cast<int>(clock.hours().count()),
            static_cast<int>(clock.minutes().count())};
}

}  // namespace desk
