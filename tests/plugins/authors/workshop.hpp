// A clean place where an author works with an installed SDK and nothing else: a folder of its own, the program first in
// PATH.
#pragma once

#include "tests/bot/configuration/scratch_folder.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace desk::test {

struct Worked {
    int code = -1;
    std::string output = {};              // standard output and error, as they came
    std::chrono::milliseconds took{};     // by the clock
    std::chrono::milliseconds machine{};  // of processors, children included
};

class Workshop {
public:
    // Installs the build folder's desk and SDK. A failure is one of the test.
    Workshop();

    // Runs lines of shell in the workshop's folder, as a person would type them: the folder they end in is where the
    // next ones begin. `typed`: standard input. At most five minutes.
    Worked run(std::string_view lines, std::string_view typed = {});
    // Full path of a file here.
    std::string operator/(std::string_view name) const { return folder_ / name; }

private:
    ScratchFolder folder_;
    std::string here_;
};

std::string read_text(const std::string& path);
// Replaces the first `old` in the file. A failure of the test when there is none.
void change(const std::string& path, std::string_view old, std::string_view with);

}  // namespace desk::test
