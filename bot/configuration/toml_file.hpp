// TOML text → Node; the only file of ours that knows toml++.
#pragma once

#include "bot/configuration/diagnosis.hpp"
#include "bot/configuration/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct TomlFile {
    std::string name = {};                // as it is shown to people
    std::vector<std::string> lines = {};  // for pictures in diagnoses
    Node root = {};
};

struct ParsedToml {
    TomlFile file = {};
    std::optional<Diagnosis> problem = {};  // DH1202 not TOML, DH1208 a name twice
};

// Strict TOML 1.0, at most 16 MB, nested at most 256 deep. Never throws.
ParsedToml parse_toml(std::string_view name, std::string_view text);

// The document of `table` as JSON text; dates become texts.
std::string to_json_text(const Node& node);

// The line with everything after "=" replaced when its key sounds like a secret.
std::string without_secret(std::string_view line);

}  // namespace desk
