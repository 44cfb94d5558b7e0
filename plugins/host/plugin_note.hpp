// The wall's version that a plugin's shared object carries, read as data: no code of the plugin has
// run when it is refused.
#pragma once

#include <desk/result.hpp>

#include <cstdint>
#include <string_view>

namespace desk {

struct WallVersion {
    std::uint32_t major = 0;
    std::uint32_t minor = 0;
    std::uint32_t plugin_size = 0;  // sizeof(desk_plugin) when it was built
};

// Reads the section .note.deskhand of the ELF file in `content`.
// Errors: invalid (no shared object, of another machine, damaged, no such section: no plugin).
Result<WallVersion> read_wall_version(std::string_view content);

// Whether the file has the section .note.deskhand, of whatever content: it wants to be a shared object of ours.
bool has_wall_note(std::string_view content);

// Whether the ELF file in `content` was built with AddressSanitizer, whose runtime must be in the program that loads it.
bool needs_address_sanitizer(std::string_view content);

// Same major, minor at most ours, all fields of our first version there. Errors: invalid, with a
// sentence for the operator that names `plugin` and both versions.
Result<void> check_wall_version(std::string_view plugin, const WallVersion& version);

}  // namespace desk
