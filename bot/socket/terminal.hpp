// Lines a person types: with editing, history and completion on a terminal (libedit), plainly from
// anything else.
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// One thread at a time.
class Terminal {
public:
    // Completed with Tab at the beginning of a line; the help is shown when several fit.
    struct Word {
        std::string word = {};
        std::string help = {};
    };

    Terminal() = default;
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    virtual ~Terminal() = default;

    // The next line without its end; nothing at the end of input.
    virtual std::optional<std::string> read(std::string_view prompt) = 0;
};

// Reads standard input, writes standard output. The last 1,000 lines are kept in `history_file`
// (its folder is made, mode 0600); "" keeps none. Sets the process's character type to the
// environment's, for UTF-8.
std::unique_ptr<Terminal> open_terminal(std::string history_file,
                                        std::vector<Terminal::Word> words);

// `in` outlives it; the prompt is not shown.
std::unique_ptr<Terminal> plain_lines(std::istream& in);

// What Tab makes of `line`: the letters to add, or the words to choose from.
struct Completion {
    std::string added = {};
    std::vector<Terminal::Word> choices = {};
};
Completion complete(std::string_view line, const std::vector<Terminal::Word>& words);

}  // namespace desk
