#include "plugins/vendors/azure_support/contact.hpp"

#include "plugins/working_time/zone.hpp"

#include <array>
#include <utility>

namespace desk::azure_support {
namespace {

using Named = std::pair<const char*, const std::string*>;

Result<void> check_filled(std::initializer_list<Named> fields) {
    for (const auto& [name, value] : fields) {
        if (value->empty()) return invalid(std::string{"contact: no "} + name);
    }
    return {};
}

}  // namespace

Result<Json> contact_details(const AgentContact& agent) {
    DESK_CHECK(check_filled({{"given name", &agent.given}, {"family name", &agent.family}, {"e-mail", &agent.email}}));
    if (agent.by_phone) DESK_CHECK(check_filled({{"phone number", &agent.phone}}));
    DESK_TRY(const auto zone, LocalZone::named(agent.time_zone));
    const auto windows_zone = zone.windows_name();
    if (windows_zone.empty()) return invalid("contact: no time zone of Windows for " + agent.time_zone);
    const auto country = alpha3_of(agent.country);
    if (country.empty()) return invalid("contact: no country \"" + agent.country + "\"");

    Json details{{"firstName", agent.given},
                 {"lastName", agent.family},
                 {"preferredContactMethod", agent.by_phone ? "phone" : "email"},
                 {"primaryEmailAddress", agent.email},
                 {"preferredTimeZone", windows_zone},
                 {"country", country},
                 {"preferredSupportLanguage", support_language(agent.language)}};
    if (!agent.phone.empty()) details["phoneNumber"] = agent.phone;
    if (!agent.copies_to.empty()) details["additionalEmailAddresses"] = agent.copies_to;
    return details;
}

std::string support_language(std::string_view language) {
    // Source: ../shared/facts/partner-support.md §5.5.
    constexpr std::array<std::string_view, 11> languages{"en-us", "zh-hans", "es-es", "fr-fr", "ja-jp", "ko-kr",
                                                         "ru-ru", "pt-br",   "it-it", "zh-tw", "de-de"};
    const auto main_part = language.substr(0, language.find('-'));
    for (const auto written : languages) {
        if (!main_part.empty() && written.substr(0, written.find('-')) == main_part) return std::string{written};
    }
    return "en-us";
}

}  // namespace desk::azure_support
