// Every fixed key of the configuration, one row each: what reads the file, `config show` and the
// schema are made from. Adapters and plugins bring their own keys, from the catalogue and the
// manifest.
#pragma once

#include "bot/configuration/configuration.hpp"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace desk {

// Where a value goes; its type says how the key is written.
using Field = std::variant<std::string*, std::vector<std::string>*, std::int64_t*, bool*,
                           std::chrono::milliseconds*, std::vector<Secret>*>;

// What a text must look like.
enum class Form { any, choice, address, url, time_zone, path, storage_url, network };

struct KeyRow {
    std::string_view section = {};  // "": at the top of the file
    std::string_view name = {};
    Field (*field)(Configuration&) = nullptr;
    Form form = Form::any;
    std::span<const std::string_view> choices = {};
    std::string_view example = {};  // as it stands in the file
    std::string_view help = {};
    std::int64_t least = INT64_MIN;  // of numbers, and of times in milliseconds
    std::int64_t most = INT64_MAX;
};

std::span<const KeyRow> key_rows();

// The sections of the file with fixed keys, [limits] included, in their order.
std::span<const std::string_view> section_names();

// "server.listen"; at the top: the name alone.
std::string full_name(const KeyRow& row);

}  // namespace desk
