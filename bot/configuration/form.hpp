// What texts of the configuration must look like, and how values are written there.
#pragma once

#include "bot/configuration/key_table.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Why `text` does not have the form, or "".
std::string problem_with(std::string_view text, Form form,
                         std::span<const std::string_view> choices = {});

// "500ms", "10s", "15m", "2h", "1d". Nothing: not a time.
std::optional<std::chrono::milliseconds> read_duration(std::string_view text);
// In the largest unit that leaves no rest: "10s", "1500ms".
std::string write_duration(std::chrono::milliseconds time);
// Nothing: not a whole number.
std::optional<std::int64_t> read_integer(std::string_view text);

// As TOML and as JSON: in quotes, escaped.
std::string in_quotes(std::string_view text);
// What stands in the field, as TOML and as JSON; secrets hidden, and the password in a URL.
std::string literal(const Field& field);

}  // namespace desk
