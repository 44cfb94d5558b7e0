#include "plugins/price_list/fields.hpp"

#include <utility>

namespace desk::price_fields {
namespace {

// "mon-fri", or "sat", or a word for a kind of day.
bool add_days(BandDays& days, std::string_view word) {
    if (word == "any") return days.any = true;
    if (word == "working_day") return days.working_day = true;
    if (word == "weekend") return days.weekend = true;
    if (word == "holiday") return days.holiday = true;
    if (word.size() != 3 && (word.size() != 7 || word[3] != '-')) return false;
    const auto first = day_named(word.substr(0, 3));
    const auto last = day_named(word.substr(word.size() - 3));
    if (first == 0 || last < first) return false;
    for (int i = first; i <= last; ++i) days.named |= 1U << (i - 1);
    return true;
}

Result<BandDays> read_days(const Json& entry) {
    DESK_TRY(const auto written, text_field(entry, "days"));
    BandDays days;
    std::string_view rest = written;
    while (true) {
        const auto comma = rest.find(',');
        auto word = rest.substr(0, comma);
        while (word.starts_with(' ')) word.remove_prefix(1);
        if (!add_days(days, word)) {
            return invalid("days: \"" + written +
                           "\" is not like \"mon-fri\" or \"weekend,holiday\"");
        }
        if (comma == std::string_view::npos) return days;
        rest.remove_prefix(comma + 1);
    }
}

Result<void> read_hours_of(const Json& entry, TimeBand& band) {
    DESK_TRY(band.is_other, flag(entry, "other", false));
    const bool has_from = find_field(entry, "from") != nullptr;
    const bool has_to = find_field(entry, "to") != nullptr;
    if (band.is_other && (has_from || has_to)) return invalid("other: has no hours of its own");
    DESK_TRY(const auto from, text(entry, "from", "00:00"));
    DESK_TRY(const auto until, text(entry, "to", "24:00"));
    band.from = minute_of_day(from);
    band.until = minute_of_day(until);
    if (band.from < 0 || band.from == 1'440) return invalid("from: not a time like 08:00");
    if (band.until < 0 || band.until == band.from) return invalid("to: not a time like 17:00");
    return {};
}

struct StyledBand {
    BandStyle style = BandStyle::multiply;
    TimeBand band = {};
};

Result<StyledBand> read_band(const Json& entry) {
    StyledBand read;
    DESK_TRY(read.band.days, read_days(entry));
    DESK_CHECK(read_hours_of(entry, read.band));
    DESK_TRY(read.band.name, translated(entry, "name"));
    DESK_TRY(const auto minutes, whole(entry, "increment_minutes", 1, 1'440, 0));
    if (minutes > 0) read.band.increment = std::chrono::minutes{minutes};

    const bool multiplies = find_field(entry, "x") != nullptr;
    const bool adds = find_field(entry, "add_percent") != nullptr;
    if (multiplies == adds) return invalid("either x or add_percent");
    read.style = adds ? BandStyle::add : BandStyle::multiply;
    DESK_TRY(read.band.change, percent(entry, adds ? "add_percent" : "x", 1'000, Percent{}));
    if (multiplies) read.band.change.hundredths *= 100;  // × 1.5 was read as 1.50 %
    if (read.band.change.hundredths > 1'000'000) return invalid("x: over 100");
    return read;
}

}  // namespace

Result<Bands> bands(const Json& offer) {
    Bands all;
    DESK_TRY(const auto rule, choice(offer, "holidays", {"own_day", "weekend", "working_day"}));
    all.holidays = static_cast<HolidayRule>(rule);
    const auto* list = find_field(offer, "bands");
    if (list == nullptr) return all;
    if (!list->is_array()) return invalid("bands: not a list");
    for (std::size_t i = 0; i < list->size(); ++i) {
        auto read = read_band((*list)[i]);
        const auto place = "bands[" + std::to_string(i) + "]";
        if (!read) return at(place, read.error());
        if (i > 0 && read->style != all.style)
            return invalid(place + ": one offer uses either x or add_percent, not both");
        all.style = read->style;
        all.bands.push_back(std::move(read->band));
    }
    return all;
}

}  // namespace desk::price_fields
