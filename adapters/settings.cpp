#include "adapters/settings.hpp"

#include <algorithm>

namespace desk {
namespace {

// What may stand in an address without being escaped; RFC 3986, section 2.
bool is_address_character(char c) {
    return c > ' ' && c < 0x7F &&
           std::string_view{"\"<>\\^`{|}#"}.find(c) == std::string_view::npos;
}

std::string_view without_scheme(std::string_view address) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (address.starts_with(scheme)) return address.substr(scheme.size());
    }
    return {};
}

}  // namespace

Error wrong_setting(std::string_view adapter, std::string_view name, std::string_view why) {
    return invalid("adapters." + std::string{adapter} + "." + std::string{name} + ": " +
                   std::string{why});
}

std::string setting_or(const AdapterSettings& settings, std::string_view name,
                       std::string_view otherwise) {
    const auto found = settings.find(std::string{name});
    return std::string{found == settings.end() || found->second.empty()
                           ? otherwise
                           : std::string_view{found->second}};
}

Result<std::string> required_setting(std::string_view adapter, const AdapterSettings& settings,
                                     std::string_view name) {
    auto value = setting_or(settings, name, "");
    if (value.empty()) return wrong_setting(adapter, name, "missing");
    return value;
}

Result<std::string> address_setting(std::string_view adapter, std::string_view name,
                                    std::string_view value) {
    const auto rest = without_scheme(value);
    const auto host = rest.substr(0, rest.find_first_of("/?"));
    if (host.empty()) return wrong_setting(adapter, name, "not an http:// or https:// address");
    if (host.find('@') != std::string_view::npos)
        return wrong_setting(adapter, name, "an address with a user name");
    if (!std::all_of(value.begin(), value.end(), is_address_character))
        return wrong_setting(adapter, name, "an address with a character it cannot have");

    if (value.ends_with('/')) value.remove_suffix(1);
    return std::string{value};
}

}  // namespace desk
