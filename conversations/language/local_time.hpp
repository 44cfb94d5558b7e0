// What the calendar and the clock on somebody's wall say: time zones by ICU, the calendar by std::chrono. Any thread.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include <desk/phrase.hpp>

namespace desk {

struct LocalTime {
    std::chrono::sys_days day = {};  // the local calendar day
    int hour = 0;
    int minute = 0;
};

// The clock of one zone, for more than one question: the zone's rules are looked up once, when first needed. `zone` is an
// IANA name; one that does not exist counts as UTC. One thread at a time.
class WallClock {
public:
    explicit WallClock(std::string_view zone);
    WallClock(WallClock&&) noexcept;
    WallClock& operator=(WallClock&&) noexcept;
    ~WallClock();

    LocalTime at(Time time);
    std::chrono::minutes offset_from_utc(Time time);

private:
    struct Rules;
    std::string zone_;
    std::unique_ptr<Rules> rules_;
};

// The same for one question.
LocalTime local_time(Time at, std::string_view zone);
std::chrono::minutes offset_from_utc(Time at, std::string_view zone);
bool is_time_zone(std::string_view name);

}  // namespace desk
