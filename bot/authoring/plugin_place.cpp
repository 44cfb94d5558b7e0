#include "bot/authoring/plugin_place.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace desk {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t most_bytes = 4 * 1'048'576;
constexpr int folders_above = 4;  // source/build/plugins/NAME.so needs three

bool is_there(const fs::path& path) {
    std::error_code unreadable;
    return fs::exists(path, unreadable);
}

std::string source_above(const fs::path& file) {
    auto folder = fs::absolute(file).lexically_normal().parent_path();
    for (int i = 0; i < folders_above; ++i, folder = folder.parent_path()) {
        if (is_there(folder / "plugin.json")) return folder.string();
    }
    return {};
}

Result<PluginPlace> built_from(const fs::path& source) {
    for (const auto* build : {"build", "release"}) {
        const auto folder = source / build / "plugins";
        std::error_code missing;
        for (const auto& entry : fs::directory_iterator{folder, missing}) {
            if (entry.path().extension() == ".so") return PluginPlace{entry.path().string(), source.string()};
        }
    }
    return not_found("no plugin is built in " + source.string() +
                     "/build/plugins; build it: cmake --workflow --preset test");
}

}  // namespace

std::string PluginPlace::name() const {
    return fs::path{file}.stem().string();
}

std::string PluginPlace::manifest_file() const {
    return fs::path{file}.replace_extension(".plugin.json").string();
}

Result<PluginPlace> find_plugin(const std::string& path, const std::string& source) {
    if (!is_there(path)) return not_found("there is no " + path);
    std::error_code unreadable;
    if (!fs::is_directory(path, unreadable)) return PluginPlace{path, source.empty() ? source_above(path) : source};
    const auto folder = fs::absolute(path).lexically_normal();
    return built_from(folder.has_filename() ? folder : folder.parent_path());
}

std::vector<std::string> scripts_in(const std::string& folder) {
    std::vector<std::string> scripts;
    std::error_code missing;
    for (const auto& entry : fs::directory_iterator{folder, missing}) {
        if (entry.path().extension() == ".chat") scripts.push_back(entry.path().string());
    }
    std::sort(scripts.begin(), scripts.end());
    return scripts;
}

Result<std::string> text_of_file(const std::string& path) {
    std::error_code unreadable;
    const auto size = fs::file_size(path, unreadable);
    std::ifstream file{path, std::ios::binary};
    if (unreadable || !file) return not_found("cannot read " + path);
    if (size > most_bytes) return invalid(path + " is larger than 4 MB");
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace desk
