// Answers as plain text before they become a language, for comparisons in tests: they hold in every
// language.
//
//     price.line count=40 net=1280.00 HUF plan=Premium
#pragma once

#include <desk/card.hpp>
#include <desk/phrase.hpp>
#include <desk/wire_values.hpp>

#include <cstdio>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace desk::test {

std::string plain(const Phrase& phrase);

// "1280.00", also of negative amounts.
inline std::string hundredths(std::int64_t number) {
    const std::string sign = number < 0 ? "-" : "";
    const std::string digits = std::to_string(number < 0 ? -number : number);
    const std::string padded =
        digits.size() < 3 ? std::string(3 - digits.size(), '0') + digits : digits;
    return sign + padded.substr(0, padded.size() - 2) + "." + padded.substr(padded.size() - 2);
}

// "2026-11-24T08:42:00Z"; milliseconds are left out when there are none.
inline std::string plain(Time time) {
    std::string text = wire::time_text(time);
    if (text.ends_with(".000Z")) text.replace(text.size() - 5, 5, "Z");
    return text;
}

struct PlainValue {
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(const Money& money) const {
        return hundredths(money.minor_units) + " " + money.currency;
    }
    std::string operator()(const When& when) const { return plain(when.at); }
    std::string operator()(const Span& span) const {
        return std::to_string(span.length.count()) + "s";
    }
    std::string operator()(const Percent& percent) const {
        return hundredths(percent.hundredths) + "%";
    }
    std::string operator()(const Zone& zone) const { return zone.name; }
    std::string operator()(const PersonName& name) const { return name.given + " " + name.family; }
    // "1-5 08:00-17:00, 6-6 09:00-12:00"; "always" without any run.
    std::string operator()(const Hours& hours) const {
        std::string text;
        for (const auto& run : hours.runs) {
            char piece[64] = {};
            std::snprintf(piece, sizeof piece, "%d-%d %02d:%02d-%02d:%02d", run.first_day,
                          run.last_day, run.from_minute / 60, run.from_minute % 60,
                          run.to_minute / 60, run.to_minute % 60);
            text += (text.empty() ? "" : ", ") + std::string{piece};
        }
        return text.empty() ? "always" : text;
    }
    // "240min", "240min in hours", "2 business days", "none".
    std::string operator()(const FirstResponse& response) const {
        if (response.business_days > 0)
            return std::to_string(response.business_days) + " business days";
        if (response.minutes == 0) return "none";
        return std::to_string(response.minutes) + "min" +
               (response.business_hours ? " in hours" : "");
    }
    std::string operator()(const List& list) const {
        std::string text;
        for (const auto& item : list.items) {
            text += (text.empty() ? "" : ", ") + std::visit(PlainValue{}, item.content);
        }
        return "[" + text + "]";
    }
    std::string operator()(const Phrase& phrase) const { return "{" + plain(phrase) + "}"; }
};

inline std::string plain(const Value& value) {
    return std::visit(PlainValue{}, value.content);
}

inline std::string plain(const Phrase& phrase) {
    std::string text = phrase.key;
    for (const auto& [name, value] : phrase.values) text += " " + name + "=" + plain(value);
    return text;
}

// Sentences joined with "; ".
inline std::string plain(const std::vector<Phrase>& phrases) {
    std::string text;
    for (const auto& phrase : phrases) text += (text.empty() ? "" : "; ") + plain(phrase);
    return text;
}

// Title and sentences: what is said when a card has no text beside it.
inline std::string plain(const Card& card) {
    std::vector<Phrase> all = card.text;
    if (!card.title.key.empty()) all.insert(all.begin(), card.title);
    return plain(all);
}

}  // namespace desk::test
