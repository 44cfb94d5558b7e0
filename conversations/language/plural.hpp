// Which form of a noun follows a number.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace desk {

// The plural rules of one language, from ICU. Any thread.
class PluralRule {
public:
    explicit PluralRule(std::string_view language);
    PluralRule(PluralRule&&) noexcept;
    PluralRule& operator=(PluralRule&&) noexcept;
    ~PluralRule();

    // "one", "other" …: the form's name in a catalogue.
    std::string category(std::int64_t count) const;

private:
    struct Rules;
    std::unique_ptr<Rules> rules_;
};

}  // namespace desk
