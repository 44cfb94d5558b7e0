// What must be true after any number of crashes, once it is quiet: everything acknowledged is
// answered, has had its effects once, went out in order, and has ended.
#pragma once

#include "tests/support/fake_platform.hpp"
#include "tests/support/numbered_load.hpp"

#include <string>
#include <vector>

namespace desk::test {

// Of a desk whose plugin is echo. Fails the test with what does not hold. Returns how many sends
// were repetitions.
long check_road(const std::string& database, const std::vector<Received>& received,
                const std::vector<NumberedLoad::Line>& lines);

}  // namespace desk::test
