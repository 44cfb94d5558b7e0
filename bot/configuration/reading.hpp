// What the readers of the sections share while one configuration is read.
#pragma once

#include "bot/configuration/configuration.hpp"
#include "bot/configuration/document.hpp"
#include "bot/configuration/key_table.hpp"
#include "bot/configuration/report.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct Reading {
    Report& report;
    const Surroundings& surroundings;
    std::filesystem::path folder;  // of the configuration file; "" is the working folder
    ConfigurationReading& out;

    // `path` as seen from the folder of the configuration file.
    std::string resolved(std::string_view path) const;
    void known(std::string key, std::string literal, std::string origin);
};

// What a value must be, beside its type.
struct Expectation {
    std::string_view key = {};  // full: "limits.queue"
    std::string_view example = {};
    Form form = Form::any;
    std::span<const std::string_view> choices = {};
    std::int64_t least = INT64_MIN;  // of numbers, and of times in milliseconds
    std::int64_t most = INT64_MAX;
};

// Puts the value of `node` into `target` when it is what it must be, and reports it otherwise:
// DH1204 (wrong type), DH1205 (right type, impossible value). A text of the environment is read as
// the type that is needed; a list is separated by commas there. Not for secrets.
void read_value(Reading& reading, const Node& node, const Expectation& expected, Field target);

// Of `x` and `x_file` in a section, what counts. DH1209 when a file cannot be read or is empty,
// DH1206 when a secret stands in the configuration itself, DH1208 when both are given, DH1210 when
// others may read the file.
struct FoundSecret {
    std::vector<std::string> values = {};  // none: not given, or reported
    std::string origin = {};
    bool was_given = false;
};
// `takes_several`: a list, or the lines of a file.
FoundSecret read_secret(Reading& reading, const Node& section, std::string_view section_name,
                        std::string_view name, bool takes_several = false);

void read_adapters(Reading& reading, const Node& adapters);
void read_accounts(Reading& reading, const Node& accounts);
void read_plugins(Reading& reading, const Node& plugins);

// True when everybody on this machine may read the file.
bool is_open_to_others(const std::filesystem::path& file);
// At most `most` bytes. Nothing: cannot be read, or longer.
std::optional<std::string> file_content(const std::filesystem::path& file, std::size_t most);

}  // namespace desk
