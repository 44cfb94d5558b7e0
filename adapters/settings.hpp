// Reading an adapter's settings. Errors of all: invalid, in one sentence that names the adapter and
// the setting and never repeats a secret. Any thread.
#pragma once

#include "adapters/catalogue.hpp"
#include <desk/result.hpp>

#include <string>
#include <string_view>

namespace desk {

// The setting, or `otherwise` when it is not given.
std::string setting_or(const AdapterSettings& settings, std::string_view name,
                       std::string_view otherwise);

// Errors: invalid (missing or empty).
Result<std::string> required_setting(std::string_view adapter, const AdapterSettings& settings,
                                     std::string_view name);

// An absolute http(s) address without user name and fragment; a trailing "/" is taken off.
Result<std::string> address_setting(std::string_view adapter, std::string_view name,
                                    std::string_view value);

Error wrong_setting(std::string_view adapter, std::string_view name, std::string_view why);

}  // namespace desk
