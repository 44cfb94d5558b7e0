#include "plugins/incidents/quiet_hours.hpp"

#include "plugins/working_time/zone.hpp"

#include <charconv>
#include <optional>

namespace desk {
namespace {

std::optional<int> number(std::string_view text, int most) {
    int value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_good = text.size() == 2 && problem == std::errc{} && end == text.data() + 2 && value >= 0 && value <= most;
    return is_good ? std::optional{value} : std::nullopt;
}

std::optional<int> minute_of(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hour = number(text.substr(0, 2), 23);
    const auto minute = number(text.substr(3), 59);
    if (!hour || !minute) return std::nullopt;
    return *hour * 60 + *minute;
}

}  // namespace

Result<QuietHours> QuietHours::read(std::string_view text) {
    if (text.empty()) return QuietHours{};
    const auto from = minute_of(text.substr(0, 5));
    const auto until = text.size() == 11 && text[5] == '-' ? minute_of(text.substr(6)) : std::nullopt;
    if (!from || !until) return invalid("quiet_hours: \"" + std::string{text} + "\" is not like 22:00-07:00");
    return QuietHours{*from, *until};
}

Result<bool> QuietHours::is_quiet(Time now, const std::string& zone) const {
    if (from == until) return false;
    DESK_TRY(const auto local_zone, LocalZone::named(zone));
    const auto minute = local_zone.local(now).minute;
    return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

}  // namespace desk
