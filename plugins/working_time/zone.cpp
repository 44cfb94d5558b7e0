#include "plugins/working_time/zone.hpp"

#include <unicode/basictz.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>
#include <unicode/tztrans.h>
#include <unicode/unistr.h>

#include <string>
#include <utility>

namespace desk {
namespace {

using namespace std::chrono;

constexpr std::size_t longest_name = 64;

icu::UnicodeString utf16(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

UDate icu_time(Time at) {
    return static_cast<UDate>(at.time_since_epoch().count());
}
Time time_from(UDate at) {
    return Time{milliseconds{static_cast<std::int64_t>(at)}};
}

milliseconds offset_at(const icu::TimeZone& zone, Time at) {
    std::int32_t standard = 0, saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone.getOffset(icu_time(at), 0, standard, saving, status);
    return milliseconds{U_FAILURE(status) ? 0 : standard + saving};
}

// `wall` (local, as if it were UTC) read with the offset that is in force before a change of the clock: of a minute
// that is there twice that is the first, of one that is skipped a moment after the change.
Time with_offset_before(const icu::BasicTimeZone& zone, Time wall) {
    std::int32_t standard = 0, saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone.getOffsetFromLocal(icu_time(wall), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, standard, saving, status);
    return wall - milliseconds{U_FAILURE(status) ? 0 : standard + saving};
}

}  // namespace

struct LocalZone::Data {
    std::unique_ptr<icu::BasicTimeZone> icu;
};

LocalZone::LocalZone(std::unique_ptr<Data> data) : data_{std::move(data)} {}
LocalZone::LocalZone(LocalZone&&) noexcept = default;
LocalZone& LocalZone::operator=(LocalZone&&) noexcept = default;
LocalZone::~LocalZone() = default;

Result<LocalZone> LocalZone::named(std::string_view iana) {
    const auto unknown = invalid("time zone \"" + std::string{iana.substr(0, longest_name)} + "\" is not known");
    if (iana.empty() || iana.size() > longest_name) return unknown;

    UErrorCode status = U_ZERO_ERROR;
    UBool is_of_the_data = false;  // and not "GMT+3", which ICU would make up
    icu::UnicodeString canonical;
    icu::TimeZone::getCanonicalID(utf16(iana), canonical, is_of_the_data, status);
    if (U_FAILURE(status) || !is_of_the_data || canonical == icu::UnicodeString{"Etc/Unknown"}) return unknown;

    std::unique_ptr<icu::TimeZone> zone{icu::TimeZone::createTimeZone(utf16(iana))};
    auto* basic = dynamic_cast<icu::BasicTimeZone*>(zone.get());
    if (basic == nullptr) return unknown;
    zone.release();
    return LocalZone{std::make_unique<Data>(Data{std::unique_ptr<icu::BasicTimeZone>{basic}})};
}

LocalMinute LocalZone::local(Time at) const {
    const auto wall = at + offset_at(*data_->icu, at);
    const auto day = floor<days>(wall);
    return {Day{day}, static_cast<int>(floor<minutes>(wall - day).count())};
}

Time LocalZone::time_of(LocalMinute local) const {
    const Time wall = sys_days{local.day} + minutes{local.minute};
    const auto at = with_offset_before(*data_->icu, wall);
    if (at + offset_at(*data_->icu, at) == wall) return at;

    icu::TimeZoneTransition change;
    if (!data_->icu->getPreviousTransition(icu_time(at), true, change)) return at;
    return time_from(change.getTime());
}

std::string LocalZone::windows_name() const {
    icu::UnicodeString iana, windows;
    UErrorCode status = U_ZERO_ERROR;
    icu::TimeZone::getWindowsID(data_->icu->getID(iana), windows, status);
    std::string name;
    return U_FAILURE(status) ? name : windows.toUTF8String(name);
}

std::string alpha3_of(std::string_view alpha2) {
    if (alpha2.size() != 2) return {};
    const icu::Locale place{"und", std::string{alpha2}.c_str()};
    return place.getISO3Country();
}

}  // namespace desk
