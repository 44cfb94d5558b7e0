#include "bot/cli/time_argument.hpp"

#include "bot/configuration/form.hpp"
#include "conversations/timestamp.hpp"

#include <array>

namespace desk {
namespace {

// As std::chrono counts them.
constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};

}  // namespace

Result<Time> read_time_argument(std::string_view text, Time now) {
    using std::chrono::days;
    const auto today = std::chrono::floor<days>(now);
    if (text == "today") return Time{today};
    if (text == "yesterday") return Time{today - days{1}};
    if (const auto ago = read_duration(text)) return Time{now - *ago};
    for (unsigned i = 0; i < weekdays.size(); ++i) {
        if (text != weekdays[i]) continue;
        const auto since = std::chrono::weekday{today} - std::chrono::weekday{i};
        return Time{today - since};
    }
    const bool is_day = text.size() == 10;
    auto read = read_timestamp(is_day ? std::string{text} + "T00:00:00Z" : std::string{text});
    if (read) return read;
    return invalid("\"" + std::string{text} + "\" is no time: 2026-11-01, 30d, monday");
}

}  // namespace desk
