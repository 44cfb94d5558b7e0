// Where a plugin that is being written lies: its build result and its source folder.
#pragma once

#include <desk/result.hpp>

#include <string>
#include <vector>

namespace desk {

struct PluginPlace {
    std::string file = {};    // NAME.so
    std::string source = {};  // the folder with plugin.json; "": not found

    // "greeting" of "build/plugins/greeting.so".
    std::string name() const;
    // NAME.plugin.json beside the file.
    std::string manifest_file() const;
};

// `path`: NAME.so, whose source is then `source` or the nearest folder above with a plugin.json; or a source folder,
// whose build result is build/plugins/ID.so or release/plugins/ID.so in it. Errors: not_found (no such file, or it is
// not built yet: what to do).
Result<PluginPlace> find_plugin(const std::string& path, const std::string& source);

// The golden scripts *.chat of a folder, by name; none when there is no such folder.
std::vector<std::string> scripts_in(const std::string& folder);

// Errors: not_found (cannot be read), invalid (over 4 MB).
Result<std::string> text_of_file(const std::string& path);

}  // namespace desk
