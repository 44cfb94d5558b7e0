// What the dynamic section of a shared object says, read as data: no code of it runs. For `deskhand plugin check`.
#pragma once

#include <desk/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct SharedObject {
    struct Missing {
        std::string symbol = {};
        std::string library = {};  // "libc.so.6": whose version of the symbol it asks for; "": nobody's
    };
    std::vector<std::string> exported = {};   // names of symbols that others can see
    std::vector<Missing> missing = {};        // symbols that others must have; weak ones are left out
    std::vector<std::string> libraries = {};  // that are loaded with it
    std::string search_path = {};             // RPATH or RUNPATH
    bool has_executable_stack = false;
    std::uint32_t wall_major = 0;  // of the note .note.deskhand; 0.0: there is none
    std::uint32_t wall_minor = 0;
};

// `content` of a 64-bit little-endian ELF file. Errors: invalid (something else, or damaged).
Result<SharedObject> read_shared_object(std::string_view content);

}  // namespace desk
