// Looks into a database with plain SQL, past the code under test.
#pragma once

#include <string>
#include <vector>

namespace desk::test {

using Row = std::vector<std::string>;

// All rows as texts; a wrong statement or a database that cannot be read fails the test.
std::vector<Row> rows_of(const std::string& database, const std::string& statement);
// The first value of the first row, a number.
long long number_of(const std::string& database, const std::string& statement);

}  // namespace desk::test
