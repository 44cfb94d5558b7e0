#include "adapters/slack/app.hpp"

#include "adapters/question.hpp"
#include "conversations/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace desk {
namespace {

struct Entity {
    char character = '\0';
    std::string_view name = {};
};
constexpr std::array entities{Entity{'&', "&amp;"}, Entity{'<', "&lt;"}, Entity{'>', "&gt;"}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_id_character(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '-' || c == '.';
}

std::string read_link(std::string_view address, std::string_view label) {
    if (label.empty()) return std::string{address};
    // Slack made the link itself: the label is what was typed.
    if (address.ends_with(label) || address.ends_with(std::string{label} + "/"))
        return std::string{label};
    return std::string{label} + " (" + std::string{address} + ")";
}

// What stands between "<" and ">".
std::string read_reference(std::string_view reference) {
    const auto bar = std::min(reference.find('|'), reference.size());
    const auto target = reference.substr(0, bar);
    const auto label = reference.substr(std::min(bar + 1, reference.size()));
    switch (target.empty() ? '\0' : target.front()) {
        case '@':
            return "@" + std::string{label.empty() ? target.substr(1) : label};
        case '#':
            return "#" + std::string{label.empty() ? target.substr(1) : label};
        case '!':
            if (!label.empty()) return std::string{label};
            return "@" + std::string{target.substr(1)};
        default:
            return read_link(target, label);
    }
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const auto found =
            std::find_if(entities.begin(), entities.end(),
                         [&](const Entity& entity) { return entity.character == c; });
        if (found == entities.end()) {
            result += c;
        } else {
            result += found->name;
        }
    }
    return result;
}

// How many bytes of the text, escaped, have at most `most` code points.
std::size_t bytes_that_fit(std::string_view text, std::size_t most) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto size = bytes_of_characters(text.substr(at, 4), 1);
        const auto length = size == 1 ? escaped(text.substr(at, 1)).size() : 1;
        if (length > most) break;
        most -= length;
        at += size;
    }
    return at;
}

}  // namespace

Result<std::string> slack_id(Result<std::string> field) {
    if (!field) return field;
    const bool is_id = !field->empty() && field->size() <= 64 &&
                       std::all_of(field->begin(), field->end(), is_id_character);
    if (!is_id) return invalid("slack: not an id");
    return field;
}

std::string slack_author(std::string_view team, std::string_view user) {
    return std::string{team} + "/" + std::string{user};
}

Result<Time> slack_time(std::string_view ts) {
    const auto dot = std::min(ts.find('.'), ts.size());
    const auto seconds = ts.substr(0, dot);
    const auto fraction = ts.substr(std::min(dot + 1, ts.size()));
    if (seconds.empty() || seconds.size() > 12 || fraction.size() > 9 ||
        !std::all_of(seconds.begin(), seconds.end(), is_digit) ||
        !std::all_of(fraction.begin(), fraction.end(), is_digit))
        return invalid("slack: not a ts");

    const auto thousandths = std::string{fraction} + "000";
    return Time{std::chrono::seconds{std::stoll(std::string{seconds})} +
                std::chrono::milliseconds{std::stoi(thousandths.substr(0, 3))}};
}

std::string unescape_slack_text(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at);
        const auto found =
            std::find_if(entities.begin(), entities.end(),
                         [&](const Entity& entity) { return rest.starts_with(entity.name); });
        const char character = found == entities.end() ? text[at] : found->character;
        if (character != '\0') result += character;
        at += found == entities.end() ? 1 : found->name.size();
    }
    return result;
}

std::string read_slack_text(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto open = std::min(text.find('<', at), text.size());
        result += unescape_slack_text(text.substr(at, open - at));
        const auto close = text.find('>', open);
        if (close == std::string_view::npos) {
            result += unescape_slack_text(text.substr(open));
            break;
        }
        result += unescape_slack_text(read_reference(text.substr(open + 1, close - open - 1)));
        at = close + 1;
    }
    return cut(result, longest_text);
}

std::string escape_slack_text(std::string_view text, std::size_t most) {
    const auto fits = bytes_that_fit(text, most);
    if (fits == text.size()) return escaped(text);
    if (most == 0) return {};

    // What comes behind decides where words end, so a little of it has to be there.
    constexpr std::size_t more_bytes = std::string_view{"…"}.size();
    const auto end = bytes_that_fit(text, most - 1);
    const auto window = std::string{text.substr(0, end + 64)} + std::string(more_bytes + 1, ' ');
    return escaped(cut(window, end + more_bytes));
}

}  // namespace desk
