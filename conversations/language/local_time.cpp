#include "conversations/language/local_time.hpp"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <memory>

namespace desk {
namespace {

using namespace std::chrono;

constexpr std::size_t longest_name = 64;

std::unique_ptr<icu::TimeZone> zone_named(std::string_view name) {
    const auto id =
        icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
    return std::unique_ptr<icu::TimeZone>{icu::TimeZone::createTimeZone(id)};
}

}  // namespace

bool is_time_zone(std::string_view name) {
    if (name.empty() || name.size() > longest_name) return false;
    return *zone_named(name) != icu::TimeZone::getUnknown();
}

struct WallClock::Rules {
    std::unique_ptr<icu::TimeZone> icu;
};

WallClock::WallClock(std::string_view zone) : zone_{zone} {}
WallClock::WallClock(WallClock&&) noexcept = default;
WallClock& WallClock::operator=(WallClock&&) noexcept = default;
WallClock::~WallClock() = default;

minutes WallClock::offset_from_utc(Time time) {
    if (zone_.empty() || zone_.size() > longest_name) return minutes{0};
    if (!rules_) rules_ = std::make_unique<Rules>(Rules{zone_named(zone_)});
    std::int32_t standard = 0;
    std::int32_t saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    const auto utc = static_cast<UDate>(time.time_since_epoch().count());
    rules_->icu->getOffset(utc, 0, standard, saving, status);
    if (U_FAILURE(status)) return minutes{0};
    return duration_cast<minutes>(milliseconds{standard + saving});
}

LocalTime WallClock::at(Time time) {
    const auto wall = time + offset_from_utc(time);
    const auto day = floor<days>(wall);
    const hh_mm_ss clock{wall - day};
    return {day, static_cast<int>(clock.hours().count()),
            static_cast<int>(clock.minutes().count())};
}

minutes offset_from_utc(Time at, std::string_view zone) {
    return WallClock{zone}.offset_from_utc(at);
}

LocalTime local_time(Time at, std::string_view zone) {
    return WallClock{zone}.at(at);
}

}  // namespace desk
