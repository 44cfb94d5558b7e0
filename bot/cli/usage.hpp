// Words of a command line → options and arguments of one command; the only file of ours that knows
// CLI11.
#pragma once

#include "bot/cli/command.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace desk {

struct ParsedWords {
    std::map<std::string, std::string, std::less<>> options = {};
    std::vector<std::string> arguments = {};
    bool wants_help = false;
    std::optional<Diagnosis> problem = {};  // DH2002 … DH2006
};

// `words` behind the command's path.
ParsedWords parse_words(const Command& command, std::span<const std::string> words);

}  // namespace desk
