// Rows for spreadsheets (RFC 4180). Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace desk {

// What a spreadsheet takes for the beginning of a formula; a cell that begins so is written behind an apostrophe.
inline constexpr std::string_view formula_beginnings = "=+-@\t\r";

// Every cell in quotes; ends with CR LF.
std::string csv_row(std::span<const std::string> cells);

}  // namespace desk
