#include "conversations/language/numbers.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/listformatter.h>
#include <unicode/locid.h>
#include <unicode/measunit.h>
#include <unicode/numberformatter.h>
#include <unicode/reldatefmt.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <map>
#include <vector>

namespace desk {
namespace {

using icu::number::LocalizedNumberFormatter;
using icu::number::Precision;

std::string utf8(const icu::UnicodeString& text) {
    std::string result;
    text.toUTF8String(result);
    return result;
}

icu::UnicodeString utf16(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

icu::Locale locale_of(std::string_view language) {
    if (language == "hu") return {"hu", "HU"};
    if (language == "de") return {"de", "DE"};
    return {"en", "GB"};
}

// "-18.05" of -1805: ICU takes decimals as text, so no amount goes through a double.
std::string hundredths_text(std::int64_t hundredths) {
    const bool is_negative = hundredths < 0;
    const auto size = is_negative ? 0 - static_cast<std::uint64_t>(hundredths)
                                  : static_cast<std::uint64_t>(hundredths);
    const auto cents = std::to_string(size % 100);
    return (is_negative ? "-" : "") + std::to_string(size / 100) + (cents.size() < 2 ? ".0" : ".") +
           cents;
}

icu::MeasureUnit unit_of(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::second:
            return icu::MeasureUnit::getSecond();
        case TimeUnit::minute:
            return icu::MeasureUnit::getMinute();
        case TimeUnit::hour:
            return icu::MeasureUnit::getHour();
        case TimeUnit::day:
            break;
    }
    return icu::MeasureUnit::getDay();
}

URelativeDateTimeUnit relative_unit_of(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::second:
            return UDAT_REL_UNIT_SECOND;
        case TimeUnit::minute:
            return UDAT_REL_UNIT_MINUTE;
        case TimeUnit::hour:
            return UDAT_REL_UNIT_HOUR;
        case TimeUnit::day:
            break;
    }
    return UDAT_REL_UNIT_DAY;
}

LocalizedNumberFormatter money_format(const LocalizedNumberFormatter& base,
                                      const std::string& currency) {
    UErrorCode status = U_ZERO_ERROR;
    const auto code = utf16(currency);
    const icu::CurrencyUnit unit{
        icu::ConstChar16Ptr(icu::UnicodeString{code}.getTerminatedBuffer()), status};
    if (U_FAILURE(status)) return base;
    const auto rounded = base.unit(unit).roundingMode(UNUM_ROUND_HALFUP);
    // ICU would write two decimals, which nobody in Hungary does.
    if (currency == "HUF") return rounded.precision(Precision::integer());
    return rounded.precision(Precision::currency(UCURR_USAGE_STANDARD)
                                 .trailingZeroDisplay(UNUM_TRAILING_ZERO_HIDE_IF_WHOLE));
}

constexpr std::array common_currencies{"HUF", "EUR", "USD", "GBP", "CHF", "CZK",
                                       "PLN", "RON", "SEK", "NOK", "DKK"};
constexpr std::array all_units{TimeUnit::second, TimeUnit::minute, TimeUnit::hour, TimeUnit::day};

}  // namespace

struct Numbers::Formats {
    explicit Formats(std::string_view language)
        : locale{locale_of(language)},
          integer{icu::number::NumberFormatter::withLocale(locale).grouping(
              language == "hu" ? UNUM_GROUPING_MIN2 : UNUM_GROUPING_AUTO)},
          percent{integer.unit(icu::NoUnit::percent()).precision(Precision::maxFraction(2))},
          relative{locale, status} {
        for (const auto unit : all_units) {
            units.push_back(integer.unit(unit_of(unit)).unitWidth(UNUM_UNIT_WIDTH_FULL_NAME));
        }
        for (const auto* currency : common_currencies) {
            currencies.emplace(currency, money_format(integer, currency));
        }
        all.reset(icu::ListFormatter::createInstance(locale, ULISTFMT_TYPE_AND, ULISTFMT_WIDTH_WIDE,
                                                     status));
        any.reset(icu::ListFormatter::createInstance(locale, ULISTFMT_TYPE_OR, ULISTFMT_WIDTH_WIDE,
                                                     status));
    }

    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale;
    LocalizedNumberFormatter integer;
    LocalizedNumberFormatter percent;
    icu::RelativeDateTimeFormatter relative;
    std::vector<LocalizedNumberFormatter> units;  // as in TimeUnit
    std::map<std::string, LocalizedNumberFormatter, std::less<>>
        currencies;  // the others are made when needed
    std::unique_ptr<icu::ListFormatter> all;
    std::unique_ptr<icu::ListFormatter> any;
};

Numbers::Numbers(std::string_view language) : formats_{std::make_unique<Formats>(language)} {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols{formats_->locale, status};
    std::int32_t count = 0;
    const auto* names =
        symbols.getMonths(count, icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::WIDE);
    for (std::int32_t i = 0; i < std::min(count, 12); ++i) {
        months_.at(static_cast<std::size_t>(i)) = utf8(names[i]);
    }

    const std::unique_ptr<icu::DateFormat> time{icu::DateFormat::createTimeInstance(icu::DateFormat::kShort, formats_->locale)};
    icu::UnicodeString pattern;
    if (const auto* simple = dynamic_cast<const icu::SimpleDateFormat*>(time.get())) simple->toPattern(pattern);
    pads_hours_ = utf8(pattern).starts_with("HH");
}

Numbers::Numbers(Numbers&&) noexcept = default;
Numbers& Numbers::operator=(Numbers&&) noexcept = default;
Numbers::~Numbers() = default;

std::string Numbers::integer(std::int64_t number) const {
    UErrorCode status = U_ZERO_ERROR;
    return utf8(formats_->integer.formatInt(number, status).toString(status));
}

std::string Numbers::percent(Percent percent) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto text = hundredths_text(percent.hundredths);
    return utf8(formats_->percent.formatDecimal(text, status).toString(status));
}

std::string Numbers::money(const Money& money) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto text = hundredths_text(money.minor_units);
    const auto known = formats_->currencies.find(money.currency);
    if (known != formats_->currencies.end()) {
        return utf8(known->second.formatDecimal(text, status).toString(status));
    }
    const auto made = money_format(formats_->integer, money.currency);
    return utf8(made.formatDecimal(text, status).toString(status));
}

std::string Numbers::amount(std::int64_t count, TimeUnit unit) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto& format = formats_->units.at(static_cast<std::size_t>(unit));
    return utf8(format.formatInt(count, status).toString(status));
}

std::string Numbers::in(std::int64_t count, TimeUnit unit) const {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString text;
    formats_->relative.formatNumeric(static_cast<double>(count), relative_unit_of(unit), text,
                                     status);
    return utf8(text);
}

std::string Numbers::list(std::span<const std::string> items, ListStyle style) const {
    UErrorCode status = U_ZERO_ERROR;
    std::vector<icu::UnicodeString> words;
    words.reserve(items.size());
    for (const auto& item : items) words.push_back(utf16(item));
    icu::UnicodeString text;
    const auto& format = style == ListStyle::all ? formats_->all : formats_->any;
    if (format) format->format(words.data(), static_cast<std::int32_t>(words.size()), text, status);
    return utf8(text);
}

}  // namespace desk
