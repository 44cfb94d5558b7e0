#include "bot/cli/columns.hpp"

#include "adapters/console/text_card.hpp"
#include "conversations/text.hpp"

#include <algorithm>

namespace desk {
namespace {

std::string on_one_line(std::string_view text) {
    auto out = safe_for_terminal(text);
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
}

std::string cell(const std::vector<std::string>& row, std::size_t index) {
    return index < row.size() ? row[index] : std::string{};
}

std::string line(const std::vector<Column>& columns, const std::vector<std::size_t>& widths,
                 const std::vector<std::string>& row) {
    std::string out;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto text = cell(row, i);
        const std::string gap(widths[i] - std::min(widths[i], display_width(text)), ' ');
        out += (i == 0 ? "" : "  ") + (columns[i].is_number ? gap + text : text + gap);
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out + "\n";
}

}  // namespace

std::string table(const std::vector<Column>& columns,
                  const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::vector<std::string>> lines(1);
    for (const auto& column : columns) lines[0].emplace_back(column.title);
    for (const auto& row : rows) {
        auto& safe = lines.emplace_back();
        for (const auto& text : row) safe.push_back(on_one_line(text));
    }
    std::vector<std::size_t> widths(columns.size());
    for (const auto& row : lines) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            widths[i] = std::max(widths[i], display_width(cell(row, i)));
        }
    }
    std::string out;
    for (const auto& row : lines) out += line(columns, widths, row);
    return out;
}

}  // namespace desk
