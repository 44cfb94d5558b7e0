// Wall-clock time of a place: ICU's time zone data behind values. One zone is made once and used often.
#pragma once

#include "plugins/working_time/calendar.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace desk {

// A local date and the minute of its day. On the day a clock goes back, a minute can be twice; `time_of` takes the
// first.
struct LocalMinute {
    Day day = {};
    int minute = 0;
    bool operator==(const LocalMinute&) const = default;
};

class LocalZone {
public:
    // Errors: invalid (no such zone).
    static Result<LocalZone> named(std::string_view iana);
    LocalZone(LocalZone&&) noexcept;
    LocalZone& operator=(LocalZone&&) noexcept;
    ~LocalZone();

    LocalMinute local(Time at) const;
    // A minute that does not exist (the clock went forward over it) is the first moment after the gap.
    Time time_of(LocalMinute local) const;

    // For forms of others: "Central Europe Standard Time" | "" when Windows has none.
    std::string windows_name() const;

private:
    struct Data;
    explicit LocalZone(std::unique_ptr<Data> data);
    std::unique_ptr<Data> data_;
};

// ISO 3166: "HU" → "HUN"; "" when unknown.
std::string alpha3_of(std::string_view alpha2);

}  // namespace desk
