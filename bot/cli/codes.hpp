// What every error code means: the pages of `deskhand explain CODE`. A code is never used for
// something else.
#pragma once

#include "bot/cli/command.hpp"

#include <span>
#include <string_view>

namespace desk {

struct CodePage {
    std::string_view code = {};
    std::string_view meaning = {};
    std::string_view causes = {};
    std::string_view fix = {};
};

// Sorted by code.
std::span<const CodePage> code_pages();
// nullptr: no such code.
const CodePage* find_code(std::string_view code);

int run_explain(const CommandInput& input);

}  // namespace desk
