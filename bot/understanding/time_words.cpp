#include "bot/understanding/time_words.hpp"

#include "bot/understanding/calendar_words.hpp"
#include "bot/understanding/clock_words.hpp"
#include "conversations/language/local_time.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace desk {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::sys_days;

// Reads one moment from a place on. What is read is kept as local day and minute, and becomes UTC at the end.
class MomentReader {
public:
    MomentReader(const SpelledText& text, std::size_t at, std::string_view language, const PersonsClock& clock)
        : text_{text}, language_{language}, clock_{clock}, at_{at} {}

    bool read(Slot& found) {
        const auto start = at_;
        read_preposition();
        if (!read_length_of_time() && !read_day_and_clock()) return false;
        if (word() == "ota" || word() == "kezdve" || (word() == "ab" && language_ == "de")) {
            bound_ = MomentBound::since;
            ++at_;
        }
        found.kind = bound_ == MomentBound::since   ? SlotKind::since
                     : bound_ == MomentBound::until ? SlotKind::until
                                                    : SlotKind::time;
        found.value = minute_stamp(moment());
        found.from = static_cast<std::uint32_t>(start);
        found.until = static_cast<std::uint32_t>(at_);
        found.is_exact = true;
        return true;
    }

private:
    std::string_view word(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_.word(at_ + ahead) : std::string_view{};
    }
    bool is_joined(std::size_t ahead, std::string_view signs) const {
        return at_ + ahead < text_.size() && text_.places[at_ + ahead].is_joined &&
               signs.find(text_.places[at_ + ahead].before) != std::string_view::npos;
    }
    // Looked up only when a moment was found: the zone costs more than the rest.
    const LocalTime& present() {
        if (!present_) present_ = local_time(clock_.now, clock_.zone);
        return *present_;
    }

    void read_preposition() {
        bound_ = preposition(word());
        if (bound_ == MomentBound::none) return;
        has_preposition_ = true;
        ++at_;
        for (const std::string_view article : {"the", "dem", "der", "den", "zum", "on", "about", "ca", "early"}) {
            if (word() == article) return static_cast<void>(++at_);
        }
    }

    // ---- "2 hours ago", "for two days", "két órája", "vor 10 Minuten", "in 2 Stunden", "fél órája"
    // ----------------------
    bool read_length_of_time() {
        const auto start = at_;
        int sign = bound_ == MomentBound::since ? -1 : 0;
        MomentBound bound = bound_;
        if (word() == "for" || (word() == "the" && direction(word(1)) < 0)) {
            sign = -1;
            bound = MomentBound::since;
            at_ += word() == "for" ? 1 : 2;
        } else if (word() == "vor" || word() == "in") {
            sign = word() == "vor" ? -1 : 1;
            ++at_;
        }
        const auto length = length_of_time_at(text_, at_, language_);
        if (length) at_ += length->words;
        const bool says_since = length && length->says_since;
        if (says_since) {
            sign = -1;
            bound = MomentBound::since;
        } else if (word() == "ago" || word() == "ezelott") {
            sign = -1;
            ++at_;
        } else if (word() == "mulva") {
            sign = 1;
            ++at_;
        } else if (word() == "ota") {
            sign = -1;
        }
        if (!length || sign == 0) {
            at_ = start;
            return false;
        }
        bound_ = bound;
        exact_ = clock_.now + sign * minutes{length->minutes};
        return true;
    }
    // ---- "yesterday afternoon", "next Friday", "24. November 8 Uhr", "8:30"
    // -----------------------------------------------
    bool read_day_and_clock() {
        const bool has_day = read_date() || read_day_word() || read_week_or_weekday();
        const bool has_part = read_part_of_day(has_day);
        const bool has_clock = read_clock(has_day || has_part);
        if (!has_day && has_clock) read_day_word();
        if (!has_day && !has_part && !has_clock) return false;
        if (!has_part && has_clock) read_part_of_day(true);
        return true;
    }
    void take(MomentBound bound) {
        if (bound != MomentBound::none) bound_ = bound;
    }

    bool read_day_word() {
        const bool is_two_away = word() == "day" && (word(1) == "before" || word(1) == "after");
        if (is_two_away && day_word(word(2))) {
            day_ = present().day + days{word(1) == "before" ? -2 : 2};
            at_ += 3;
            return true;
        }
        if (word() == "tonight") {
            day_ = present().day;
            part_minute_ = 1080;
            ++at_;
            return true;
        }
        if (direction(word()) < 0 && word(1) == "night") {
            day_ = present().day - days{1};
            part_minute_ = 1320;
            at_ += 2;
            return true;
        }
        if (word() == "this" && day_part(word(1))) {
            day_ = present().day;
            ++at_;
            return true;
        }
        const auto named = day_word(word());
        if (!named) return false;
        // "am Morgen": the part of the day.
        if (word() == "morgen" && at_ > 0 && text_.word(at_ - 1) == "am") return false;
        day_ = present().day + days{named->days};
        take(named->bound);
        ++at_;
        return true;
    }

    bool read_week_or_weekday() {
        const std::size_t ahead = direction(word()) != 0 ? 1 : 0;
        const int where = direction(word());
        if (where != 0 && is_week(word(1))) {
            const auto today = present().day;
            const auto monday = today - (std::chrono::weekday{today} - std::chrono::Monday);
            day_ = monday + days{7 * where};
            if (word(1) == "hettol") bound_ = MomentBound::since;
            at_ += 2;
            return true;
        }
        const auto named = weekday_word(word(ahead));
        if (!named) return false;
        take(named->bound);
        at_ += ahead + 1;
        const bool is_past =
            where < 0 ||
            (where == 0 && (bound_ == MomentBound::since ? word() == "ota" || is_since_past() : word() == "ota"));
        const auto today = present().day;
        const std::chrono::weekday wanted{named->day % 7};
        const auto back = std::chrono::weekday{today} - wanted;
        day_ = is_past ? today - (back == days{0} && where < 0 ? days{7} : back) : today + (days{7} - back);
        return true;
    }
    // "since" and "seit" look back; "from", "ab" and "-tól" may look ahead.
    bool is_since_past() const {
        return has_preposition_ && at_ >= 2 &&
               std::any_of(text_.places.begin(), text_.places.begin() + static_cast<std::ptrdiff_t>(at_),
                           [&](const auto& place) {
                               const auto said = std::string_view{text_.plain}.substr(
                                   place.plain_from, place.plain_until - place.plain_from);
                               return said == "since" || said == "seit";
                           });
    }

    bool read_date() { return read_numeric_date() || read_named_date(); }

    bool read_numeric_date() {
        const int first = digits_value(word());
        if (first < 0 || !is_joined(1, ".-/")) return false;
        const int second = digits_value(word(1));
        const bool has_third = is_joined(2, ".-/") && digits_value(word(2)) >= 0;
        if (second < 0) return false;
        if (has_third) {
            const int third = digits_value(word(2));
            if (!set_date(first > 31 ? first : third < 100 ? 2000 + third : third, second, first > 31 ? third : first))
                return false;
            at_ += 3;
            skip_ending();
            return true;
        }
        // "24.11." in German, "11.24." in Hungarian; without the second full stop it is a version.
        if (text_.places[at_ + 1].after != '.' || word().size() > 2 || word(1).size() > 2) return false;
        const bool is_month_first = language_ == "hu" || second > 12;
        if (!set_nearest(is_month_first ? first : second, is_month_first ? second : first)) return false;
        at_ += 2;
        skip_ending();
        return true;
    }

    // "november 24-én", "24. November 2026", "24th of May", "2026. november 24."
    bool read_named_date() {
        std::size_t ahead = 0;
        int year = digits_value(word());
        if (year >= 1990 && year <= 2199) {
            ahead = 1;
        } else {
            year = -1;
        }
        int day = ordinal(word(ahead));
        std::size_t next = ahead;
        std::optional<unsigned> month;
        if (day > 0) {
            next = ahead + 1;
            if (word(next) == "of") ++next;
            month = month_word(word(next));
            ++next;
        } else if ((month = month_word(word(ahead)))) {
            day = ordinal(word(ahead + 1));
            next = ahead + 2;
        }
        if (!month || day < 1) return false;
        if (year < 0 && digits_value(word(next)) >= 1990 && digits_value(word(next)) <= 2199)
            year = digits_value(word(next++));
        const auto number = static_cast<int>(*month);
        if (!(year > 0 ? set_date(year, number, day) : set_nearest(number, day))) return false;
        at_ += next;
        skip_ending();
        return true;
    }
    void skip_ending() {
        if (!is_joined(0, "-") || !is_date_ending(word())) return;
        if (word().ends_with("tol")) bound_ = MomentBound::since;
        if (word().ends_with("ig")) bound_ = MomentBound::until;
        ++at_;
    }
    bool set_date(int year, int month, int day) {
        const std::chrono::year_month_day date{std::chrono::year{year},
                                               std::chrono::month{static_cast<unsigned>(month)},
                                               std::chrono::day{static_cast<unsigned>(day)}};
        if (month < 1 || day < 1 || !date.ok() || year < 1990 || year > 2199) return false;
        day_ = sys_days{date};
        return true;
    }
    bool set_nearest(int month, int day) {
        const auto today = present().day;
        const int this_year = static_cast<int>(std::chrono::year_month_day{today}.year());
        std::optional<sys_days> nearest;
        for (const int year : {this_year - 1, this_year, this_year + 1}) {
            if (!set_date(year, month, day)) continue;
            if (!nearest || std::chrono::abs(*day_ - today) < std::chrono::abs(*nearest - today)) nearest = day_;
        }
        if (nearest) day_ = nearest;
        return nearest.has_value();
    }

    bool read_part_of_day(bool has_day) {
        std::size_t ahead = word() == "am" || word() == "in" ? 1 : 0;
        if (ahead == 1 && word(1) == "the") ahead = 2;
        const auto part = day_part(word(ahead));
        // "in the morning" and "am Abend" stand alone; "in night mode" is none.
        if (!part || (!has_day && !part->stands_alone && ahead == 0) || (word() == "in" && ahead == 1)) return false;
        if (!has_day && ahead == 0 && word() == "del" && language_ != "hu") return false;
        part_minute_ = part->minute;
        take(part->bound);
        at_ += ahead + 1;
        return true;
    }

    bool read_clock(bool has_day) {
        const auto start = at_;
        const bool has_sign = word() == "at" || word() == "um" || word() == "gegen" || word() == "around";
        if (has_sign) ++at_;
        if (read_half_hour() || read_digital_clock() || read_hour(has_day, has_sign)) return true;
        at_ = start;
        return false;
    }
    // "fél kilenckor", "halb neun", "half past eight"
    bool read_half_hour() {
        const bool is_past = word() == "half" && word(1) == "past";
        if (!is_past && word() != "fel" && word() != "halb") return false;
        const auto hour = hour_word(word(is_past ? 2 : 1));
        if (hour < 1 || hour > 12) return false;
        clock_minute_ = hour * 60 + (is_past ? 30 : -30);
        at_ += is_past ? 3 : 2;
        return true;
    }
    // "8:30", "17:05-kor"
    bool read_digital_clock() {
        const int hour = digits_value(word());
        if (hour < 0 || hour > 24 || word().size() > 2 || !is_joined(1, ":")) return false;
        const auto end = std::min(word(1).find_first_not_of("0123456789"), word(1).size());
        const int minute = end == 2 ? digits_value(word(1).substr(0, 2)) : -1;
        if (minute < 0 || minute > 59) return false;
        clock_minute_ = hour * 60 + minute;
        at_ += 2;
        read_half_of_day();
        if (word() == "uhr") ++at_;
        skip_ending();
        return true;
    }
    // "8 am", "8am", "8 Uhr", "8 órakor", "8-kor", "nyolckor"; a bare number behind "at", a preposition or before
    // "óta".
    bool read_hour(bool has_day, bool has_sign) {
        if (word().empty()) return false;
        const auto end = std::min(word().find_first_not_of("0123456789"), word().size());
        int hour = end == 0 ? hour_word(word()) : end <= 2 ? digits_value(word().substr(0, end)) : -1;
        if (hour < 0 || hour > 24) return false;
        const auto glued = end == 0 ? std::string_view{} : word().substr(end);
        const auto next = word(1);
        const bool is_joined_next = is_joined(1, "-");
        if (!glued.empty() && glued != "am" && glued != "pm" && glued != "kor" && glued != "h" && glued != "tol" &&
            glued != "ig")
            return false;
        const bool ends_as_clock =
            end == 0 && (word().ends_with("kor") || (has_day && (word().ends_with("tol") || word().ends_with("ig"))));
        const bool is_named = next == "am" || next == "pm" || next == "uhr" || next == "orakor" || next == "oratol" ||
                              next == "oraig" || next == "ora" || next == "oclock" || next == "o'clock";
        const bool is_ended = is_joined_next && (next == "kor" || next == "tol" || next == "ig" || next == "ra");
        const bool is_bare = (has_sign || has_preposition_ || next == "ota") && glued.empty() && !is_joined_next &&
                             !(at_ + 1 < text_.size() && time_unit(next) && next != "h");
        if (glued.empty() && !ends_as_clock && !is_named && !is_ended && !is_bare) return false;
        if (next == "ora" && !has_day && !has_preposition_ && word(2) != "ota") return false;
        const bool is_until = word().ends_with("ig") || next == "ig" || next == "oraig";
        const bool is_since = word().ends_with("tol") || next == "tol" || next == "oratol";
        take(is_until ? MomentBound::until : is_since ? MomentBound::since : MomentBound::none);
        clock_minute_ = hour * 60;
        ++at_;
        if (glued == "pm" && hour < 12) clock_minute_ += 720;
        if (glued == "am" && hour == 12) clock_minute_ = 0;
        if (glued.empty() && (next == "am" || next == "pm")) {
            read_half_of_day();
        } else if (is_named || is_ended) {
            ++at_;
        }
        return true;
    }
    void read_half_of_day() {
        if (word() != "am" && word() != "pm") return;
        if (word() == "pm" && clock_minute_ < 720) clock_minute_ += 720;
        if (word() == "am" && clock_minute_ >= 720) clock_minute_ -= 720;
        ++at_;
    }

    Time moment() {
        if (exact_) return std::chrono::floor<minutes>(*exact_);
        int minute = clock_minute_ >= 0 ? clock_minute_ : part_minute_ >= 0 ? part_minute_ : 0;
        // "yesterday afternoon at 3", "este 8-kor"
        if (clock_minute_ >= 0 && clock_minute_ < 720 && part_minute_ >= 720) minute += 720;
        auto day = day_.value_or(present().day);
        const bool is_ahead = minute > present().hour * 60 + present().minute;
        // "Since nine" and "since the night" are over already.
        if (bound_ == MomentBound::since && day == present().day && is_ahead && (!day_ || part_minute_ == 1320))
            day -= days{1};
        const Time local = day + minutes{minute};
        return local - offset_from_utc(local - offset_from_utc(local, clock_.zone), clock_.zone);
    }

    const SpelledText& text_;
    std::string_view language_;
    const PersonsClock& clock_;
    std::size_t at_;
    MomentBound bound_ = MomentBound::none;
    bool has_preposition_ = false;
    std::optional<LocalTime> present_ = {};
    std::optional<Time> exact_ = {};
    std::optional<sys_days> day_ = {};
    int part_minute_ = -1, clock_minute_ = -1;
};

}  // namespace

bool moment_at(const SpelledText& text, std::size_t at, std::string_view language, const PersonsClock& clock,
               Slot& found) {
    return MomentReader{text, at, language, clock}.read(found);
}

std::string minute_stamp(Time at) {
    const auto day = std::chrono::floor<days>(at);
    const std::chrono::year_month_day date{day};
    const auto minute = std::chrono::duration_cast<minutes>(at - day).count();
    const auto two = [](auto number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(static_cast<int>(date.year())) + '-' + two(static_cast<unsigned>(date.month())) + '-' +
           two(static_cast<unsigned>(date.day())) + 'T' + two(minute / 60) + ':' + two(minute % 60) + 'Z';
}

}  // namespace desk
