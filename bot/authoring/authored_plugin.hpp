// A plugin as its author hands it over: everything `deskhand plugin check` looks at, gathered once, so that the rules
// are pure.
#pragma once

#include "bot/authoring/plugin_place.hpp"
#include "bot/authoring/shared_object.hpp"
#include <desk/json.hpp>
#include <desk/manifest.hpp>
#include <desk/result.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace desk {

struct AuthoredPlugin {
    std::string name = {};  // of the file: "greeting" of greeting.so

    std::string manifest_text = {};
    std::optional<Manifest> manifest = {};  // nothing: `manifest_problem` says why
    std::string manifest_problem = {};
    Json manifest_document = Json::object();

    std::map<std::string, std::string> texts = {};  // language → JSON, of the build result

    bool is_program = false;  // no shared object, but a program that speaks frames (wire.md)
    std::optional<SharedObject> object = {};
    std::string object_problem = {};
    std::uintmax_t bytes = 0;
    bool is_open_to_others = false;  // the file or its folder can be written by everybody

    // Of the sandboxed host that was asked to start it; "": it started, or was not asked.
    std::string start_problem = {};

    bool has_source = false;                          // the rest is known
    std::set<std::string> files = {};                 // "README.md", "tests/x_test.cpp"
    std::map<std::string, std::string> scripts = {};  // golden scripts: name → text
    std::string changes = {};                         // CHANGELOG.md
};

// Reads all but `start_problem`. Errors: none; what cannot be read is a problem of its own.
AuthoredPlugin gather(const PluginPlace& place);

}  // namespace desk
