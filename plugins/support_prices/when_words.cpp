#include "plugins/support_prices/when_words.hpp"

#include "plugins/price_list/reply_time.hpp"
#include "plugins/services/service.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace desk {
namespace {

using std::chrono::days, std::chrono::sys_days;

struct WeekdayWord {
    std::string_view begins = {};
    unsigned day = 0;  // 1: Monday
};
// How the names begin, so that "szombaton" and "Saturdays" are the same day.
constexpr std::array weekday_words{
    WeekdayWord{"mon", 1},     WeekdayWord{"tue", 2},    WeekdayWord{"wed", 3},
    WeekdayWord{"thu", 4},     WeekdayWord{"fri", 5},    WeekdayWord{"sat", 6},
    WeekdayWord{"sund", 7},    WeekdayWord{"dienst", 2}, WeekdayWord{"mittw", 3},
    WeekdayWord{"donners", 4}, WeekdayWord{"frei", 5},   WeekdayWord{"sams", 6},
    WeekdayWord{"sonnab", 6},  WeekdayWord{"sonnt", 7},  WeekdayWord{"hétf", 1},
    WeekdayWord{"hetf", 1},    WeekdayWord{"kedd", 2},   WeekdayWord{"szerd", 3},
    WeekdayWord{"csüt", 4},    WeekdayWord{"csut", 4},   WeekdayWord{"pént", 5},
    WeekdayWord{"pent", 5},    WeekdayWord{"szomb", 6},  WeekdayWord{"vasár", 7},
    WeekdayWord{"vasar", 7}};
constexpr std::array today_words{"today", "now", "ma", "most", "heute", "jetzt"};
constexpr std::array tomorrow_words{"tomorrow", "holnap", "morgen"};
constexpr std::array empty_words{"on",  "at",  "from", "am",     "um",     "ab",
                                 "uhr", "óra", "ora",  "órakor", "orakor", "kor"};

template <class Words>
bool is_in(const Words& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 4 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "10:00", "9:30", "10.00", "10:00-kor" → minutes; -1: no time.
int minute_in(std::string_view word) {
    const auto colon = word.find(':');
    const auto ending = colon == std::string_view::npos ? colon : word.find('-', colon);
    std::string clock{word.substr(0, ending)};
    if (const auto point = clock.find('.'); point != std::string::npos) clock[point] = ':';
    if (clock.size() == 4) clock.insert(0, "0");
    const auto minute = minute_of_day(clock);
    return minute == 1'440 ? -1 : minute;
}

// "2026-08-08" or "2026.08.08."
std::optional<Day> date_in(std::string word) {
    while (word.ends_with('.')) word.pop_back();
    if (word.size() != 10) return std::nullopt;
    const bool has_marks = (word[4] == '-' && word[7] == '-') || (word[4] == '.' && word[7] == '.');
    const auto year = word.substr(0, 4), month = word.substr(5, 2), day = word.substr(8);
    if (!has_marks || !is_number(year) || !is_number(month) || !is_number(day)) return std::nullopt;
    return Day{std::chrono::year{std::stoi(year)},
               std::chrono::month{static_cast<unsigned>(std::stoi(month))},
               std::chrono::day{static_cast<unsigned>(std::stoi(day))}};
}

// Takes one word after the other and remembers what they said.
class WhenReader {
public:
    WhenReader(const LocalZone& zone, Time now) : zone_{zone}, now_{now}, here_{zone.local(now)} {}

    Result<WorkWish> read(std::string_view text) {
        std::istringstream stream{std::string{text}};
        for (std::string word; stream >> word;) {
            while (word.ends_with(',')) word.pop_back();
            DESK_CHECK(take(word));
        }
        if (!number_.empty())
            return invalid("when: a number that is neither a time nor kilometres");
        return WorkWish{.start = start(), .km = km_};
    }

private:
    Result<void> take(const std::string& word) {
        if (const auto date = date_in(word)) return take_day(*date);
        if (const auto minute = minute_in(word); minute >= 0) return take_minute(minute);
        auto plain = folded(word);
        std::erase(plain, ' ');
        if (!number_.empty()) return take_unit(plain);
        if (is_number(plain)) return keep_number(plain);
        if (const auto split = plain.find_first_not_of("0123456789");
            split > 0 && split != std::string::npos) {
            DESK_CHECK(keep_number(plain.substr(0, split)));
            return take_unit(plain.substr(split));
        }
        return take_word(plain);
    }

    Result<void> take_word(const std::string& word) {
        const auto today = sys_days{here_.day};
        if (is_in(today_words, word)) return take_day(here_.day);
        if (is_in(tomorrow_words, word)) return take_day(Day{today + days{1}});
        for (const auto& row : weekday_words) {
            if (!word.starts_with(row.begins)) continue;
            if (day_ || weekday_ != 0) return invalid("when: two days");
            weekday_ = row.day;
            return {};
        }
        if (word.empty() || is_in(empty_words, word)) return {};
        return invalid("when: a word that is neither a day nor a time");
    }

    // What stands after a number says what it is: "10 Uhr", "10 órakor", "6pm", "15 km".
    Result<void> take_unit(const std::string& word) {
        const auto number = std::stoi(number_);
        number_.clear();
        if (word.starts_with("km") || word.starts_with("kilom")) {
            km_ = number;
            return {};
        }
        const bool is_hour = is_in(empty_words, word) || word == "h" || word == "pm";
        if (!is_hour || number > 23 || (word == "pm" && number > 12))
            return invalid("when: not a time");
        const auto hour = word == "pm" && number < 12 ? number + 12 : number;
        return take_minute(hour * 60);
    }

    Result<void> keep_number(std::string number) {
        number_ = std::move(number);
        return {};
    }
    Result<void> take_day(Day day) {
        if (day_ || weekday_ != 0) return invalid("when: two days");
        if (!day.ok()) return invalid("when: a date that does not exist");
        day_ = day;
        return {};
    }
    Result<void> take_minute(int minute) {
        if (minute_) return invalid("when: two times");
        minute_ = minute;
        return {};
    }

    Time start() const {
        if (!day_ && weekday_ == 0 && !minute_) return now_;
        const auto today = sys_days{here_.day};
        if (day_ && !minute_ && *day_ == here_.day) return now_;
        const auto minute = minute_.value_or(10 * 60);
        if (day_) return zone_.time_of({*day_, minute});
        auto day = today;
        if (weekday_ != 0) {
            const auto ahead = (weekday_ + 7 - std::chrono::weekday{today}.iso_encoding()) % 7;
            day += days{static_cast<int>(ahead)};
        }
        const auto at = zone_.time_of({Day{day}, minute});
        if (at >= now_) return at;
        return zone_.time_of({Day{day + days{weekday_ != 0 ? 7 : 1}}, minute});
    }

    const LocalZone& zone_;
    Time now_;
    LocalMinute here_;
    std::optional<Day> day_ = {};
    unsigned weekday_ = 0;
    std::optional<int> minute_ = {};
    std::string number_ = {};
    std::int64_t km_ = 0;
};

}  // namespace

Result<WorkWish> read_when(std::string_view text, const LocalZone& zone, Time now) {
    return WhenReader{zone, now}.read(text);
}

}  // namespace desk
