// Numbers, money, lengths of time and lists as one language writes them: ICU with the locales en-GB, hu-HU, de-DE.
// Options are those of shared/design/texts.md §2; no-break spaces stand inside numbers and before units. Any thread.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <desk/phrase.hpp>

namespace desk {

// In the order of size.
enum class TimeUnit { second, minute, hour, day };

class Numbers {
public:
    explicit Numbers(std::string_view language);
    Numbers(Numbers&&) noexcept;
    Numbers& operator=(Numbers&&) noexcept;
    ~Numbers();

    std::string integer(std::int64_t number) const;      // 72,000 | 72 000 | 72.000
    std::string percent(Percent percent) const;          // 97.5% | 97,5% | 97,5 %
    std::string money(const Money& money) const;         // HUF 1,800 | 1800 Ft | 1.800 HUF; "€180" when whole
    std::string amount(std::int64_t count, TimeUnit unit) const;  // 3 hours | 3 óra | 3 Stunden
    std::string in(std::int64_t count, TimeUnit unit) const;      // in 5 minutes | 5 perc múlva | in 5 Minuten
    std::string list(std::span<const std::string> items, ListStyle style) const;  // A, B and C | A, B or C

    // "november", "November": as written inside a date. Month 1 to 12.
    const std::string& month(unsigned number) const { return months_.at(number - 1); }
    // 08:42 (true) or 8:42.
    bool pads_hours() const { return pads_hours_; }

private:
    struct Formats;
    std::unique_ptr<Formats> formats_;
    std::array<std::string, 12> months_;
    bool pads_hours_ = true;
};

}  // namespace desk
