#include "conversations/transcript/csv.hpp"

namespace desk {
namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    if (!text.empty() && formula_beginnings.find(text.front()) != std::string_view::npos) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

}  // namespace

std::string csv_row(std::span<const std::string> cells) {
    std::string row;
    for (const auto& cell : cells) row += (row.empty() ? "" : ",") + quoted(cell);
    return row + "\r\n";
}

}  // namespace desk
