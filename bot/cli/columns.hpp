// Tables for people: columns as wide as their widest cell, two blanks between them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct Column {
    std::string_view title = {};
    bool is_number = false;  // right-aligned
};

// Titles, then the rows, each line ended and without blanks at its end. What could steer a terminal
// is made harmless. A cell that is missing is empty.
std::string table(const std::vector<Column>& columns,
                  const std::vector<std::vector<std::string>>& rows);

}  // namespace desk
