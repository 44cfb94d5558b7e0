#include "conversations/language/plural.hpp"

#include <unicode/locid.h>
#include <unicode/plurrule.h>
#include <unicode/unistr.h>

namespace desk {

struct PluralRule::Rules {
    std::unique_ptr<icu::PluralRules> icu;
};

PluralRule::PluralRule(std::string_view language) : rules_{std::make_unique<Rules>()} {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale{std::string{language}.c_str()};
    rules_->icu.reset(icu::PluralRules::forLocale(locale, status));
}

PluralRule::PluralRule(PluralRule&&) noexcept = default;
PluralRule& PluralRule::operator=(PluralRule&&) noexcept = default;
PluralRule::~PluralRule() = default;

std::string PluralRule::category(std::int64_t count) const {
    if (!rules_->icu) return "other";
    // A double is exact where plural rules look: small numbers and remainders.
    std::string name;
    rules_->icu->select(static_cast<double>(count)).toUTF8String(name);
    return name;
}

}  // namespace desk
