#include "bot/authoring/check_rules.hpp"
#include <desk/plugin_abi.h>

#include <algorithm>
#include <array>

namespace desk {
namespace {

constexpr std::uintmax_t most_bytes = 16 * 1'048'576;
constexpr std::string_view the_symbol = "desk_plugin_v1";
// What the host has loaded anyway, under the names of Linux on x86-64 and ARM.
constexpr std::array<std::string_view, 6> usual_libraries{
    "libc.so.6", "libstdc++.so.6", "libm.so.6", "libgcc_s.so.1", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"};

// Deskhand itself needs ICU, so it is wherever a desk is.
constexpr std::string_view icu_begin = "libicu";

bool is_usual(const std::string& library) {
    return library.starts_with(icu_begin) ||
           std::find(usual_libraries.begin(), usual_libraries.end(), library) != usual_libraries.end();
}

// ICU's symbols carry its version in their names instead of in a table: "icu_72", "u_errorName_72" of libicuuc.so.72.
bool is_of_icu(const std::string& symbol, const std::vector<std::string>& libraries) {
    return std::any_of(libraries.begin(), libraries.end(), [&](const std::string& library) {
        const auto version = library.rfind('.');
        return library.starts_with(icu_begin) && version != std::string::npos &&
               symbol.find("_" + library.substr(version + 1)) != std::string::npos;
    });
}

std::string wall_text(std::uint32_t major, std::uint32_t minor) {
    return std::to_string(major) + "." + std::to_string(minor);
}

Offences is_object(const AuthoredPlugin& plugin) {
    if (plugin.object || plugin.is_program) return {};
    return {plugin.object_problem};
}

Offences fits_wall(const AuthoredPlugin& plugin) {
    Offences out;
    const auto ours = wall_text(DESK_WALL_MAJOR, DESK_WALL_MINOR);
    if (plugin.manifest &&
        (plugin.manifest->wall_major != DESK_WALL_MAJOR || plugin.manifest->wall_minor > DESK_WALL_MINOR)) {
        const auto asked =
            std::to_string(plugin.manifest->wall_major) + "." + std::to_string(plugin.manifest->wall_minor);
        out.push_back("the manifest asks for wall " + asked + ", this Deskhand offers " + ours);
    }
    if (!plugin.object) return out;
    const auto& object = *plugin.object;
    if (object.wall_major == 0) out.emplace_back("it carries no note .note.deskhand");
    const bool fits = object.wall_major == DESK_WALL_MAJOR && object.wall_minor <= DESK_WALL_MINOR;
    if (object.wall_major != 0 && !fits) {
        out.push_back("it was built for wall " + wall_text(object.wall_major, object.wall_minor) +
                      ", this Deskhand offers " + ours);
    }
    return out;
}

// What the host says when code and manifest disagree (bot/runtime/isolated_plugin.cpp).
bool is_about_handlers(const std::string& problem) {
    return problem.find("than its manifest says") != std::string::npos;
}

Offences starts(const AuthoredPlugin& plugin) {
    if (plugin.start_problem.empty() || is_about_handlers(plugin.start_problem)) return {};
    return {plugin.start_problem};
}

Offences answers_what_it_declares(const AuthoredPlugin& plugin) {
    if (!is_about_handlers(plugin.start_problem)) return {};
    return {plugin.start_problem};
}

Offences exports_one(const AuthoredPlugin& plugin) {
    Offences out;
    if (!plugin.object) return out;
    const auto& exported = plugin.object->exported;
    if (std::find(exported.begin(), exported.end(), the_symbol) == exported.end()) {
        out.push_back("no " + std::string{the_symbol});
    }
    for (const auto& symbol : exported) {
        if (symbol != the_symbol) out.push_back(symbol);
    }
    return out;
}

Offences needs_nothing_else(const AuthoredPlugin& plugin) {
    Offences out;
    if (!plugin.object) return out;
    for (const auto& library : plugin.object->libraries) {
        if (!is_usual(library)) out.push_back("it loads " + library);
    }
    for (const auto& missing : plugin.object->missing) {
        if (!is_usual(missing.library) && !is_of_icu(missing.symbol, plugin.object->libraries)) out.push_back(missing.symbol + " is nowhere defined");
    }
    return out;
}

Offences has_no_path(const AuthoredPlugin& plugin) {
    if (!plugin.object || plugin.object->search_path.empty()) return {};
    return {plugin.object->search_path};
}

Offences is_closed(const AuthoredPlugin& plugin) {
    if (!plugin.is_open_to_others) return {};
    return {plugin.name + ".so or its folder can be written by everybody"};
}

Offences has_plain_stack(const AuthoredPlugin& plugin) {
    if (!plugin.object || !plugin.object->has_executable_stack) return {};
    return {"PT_GNU_STACK is executable"};
}

Offences is_small(const AuthoredPlugin& plugin) {
    if (plugin.bytes <= most_bytes) return {};
    return {std::to_string(plugin.bytes / 1'048'576) + " MB"};
}

constexpr std::array rules{
    CheckRule{"object-readable", CheckLevel::bronze, "The plugin is a shared object for this kind of machine.",
              "build it with add_desk_plugin", false, is_object},
    CheckRule{"wall-fits", CheckLevel::bronze, "Manifest and build fit the plugin wall of this Deskhand.",
              "build it with the SDK of this Deskhand or of an older one", false, fits_wall},
    CheckRule{"file-closed", CheckLevel::bronze, "Not everybody may write the file or its folder.",
              "chmod o-w both of them: a desk refuses to load it", false, is_closed},
    CheckRule{"exports-one", CheckLevel::bronze, "Exactly one symbol is exported: desk_plugin_v1.",
              "end one source with DESK_PLUGIN(Class), and link with exports.map as add_desk_plugin does", false,
              exports_one},
    CheckRule{"needs-nothing", CheckLevel::bronze, "It needs no library but libc, libm, libgcc, libstdc++ and ICU.",
              "link other libraries statically, or fetch through the desk instead", false, needs_nothing_else},
    CheckRule{"no-rpath", CheckLevel::bronze, "No search path for libraries is built in.",
              "link without -rpath; in CMake: set_target_properties(NAME_plugin PROPERTIES SKIP_BUILD_RPATH ON)", false,
              has_no_path},
    CheckRule{"stack-plain", CheckLevel::bronze, "The stack is not executable.",
              "add .note.GNU-stack to assembler sources, and use no nested functions of GNU C", false, has_plain_stack},
    CheckRule{"starts", CheckLevel::bronze, "It starts in the sandboxed host.",
              "see the reason; settings come from the first golden script", false, starts},
    CheckRule{"handlers-match", CheckLevel::bronze, "It answers what its manifest declares, and nothing else.",
              "give on_command, on_text … the names of the manifest", false, answers_what_it_declares},
    CheckRule{"size", CheckLevel::silver, "The file is at most 16 MB.",
              "build it with -O2 and link with -s; ask for large data by fetch", false, is_small},
};

}  // namespace

std::span<const CheckRule> object_rules() {
    return rules;
}

}  // namespace desk
