#include "bot/authoring/authored_plugin.hpp"

#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace desk {
namespace {

namespace fs = std::filesystem;

constexpr std::array languages{"en", "hu", "de"};

std::string or_nothing(const Result<std::string>& text) {
    return text ? *text : std::string{};
}

void gather_manifest(const PluginPlace& place, AuthoredPlugin& plugin) {
    const auto text = text_of_file(place.manifest_file());
    if (!text) {
        plugin.manifest_problem = text.error().what;
        return;
    }
    plugin.manifest_text = *text;
    const auto manifest = read_manifest(*text, fs::path{place.manifest_file()}.filename().string());
    if (!manifest) {
        plugin.manifest_problem = manifest.error().what;
        return;
    }
    plugin.manifest = *manifest;
    plugin.manifest_document = *parse_json(*text);
}

void gather_texts(const PluginPlace& place, AuthoredPlugin& plugin) {
    for (const auto* language : languages) {
        auto path = fs::path{place.file}.replace_extension(".texts") / language;
        path += ".json";
        if (auto text = text_of_file(path.string())) plugin.texts[language] = *std::move(text);
    }
}

bool everybody_may_write(const fs::path& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && (status.st_mode & S_IWOTH) != 0 && (status.st_mode & S_ISVTX) == 0;
}

void gather_object(const PluginPlace& place, AuthoredPlugin& plugin) {
    const auto path = fs::absolute(place.file);
    plugin.is_open_to_others = everybody_may_write(path) || everybody_may_write(path.parent_path());
    std::ifstream file{path, std::ios::binary};
    const std::string content{std::istreambuf_iterator<char>{file}, {}};
    plugin.bytes = content.size();
    plugin.is_program = path.extension() != ".so";
    if (plugin.is_program) return;
    const auto object = read_shared_object(content);
    if (object) plugin.object = *object;
    if (!object) plugin.object_problem = object.error().what;
}

void gather_source(const PluginPlace& place, AuthoredPlugin& plugin) {
    plugin.has_source = true;
    for (const auto* folder : {"", "tests"}) {
        std::error_code missing;
        for (const auto& entry : fs::directory_iterator{fs::path{place.source} / folder, missing}) {
            plugin.files.insert((fs::path{folder} / entry.path().filename()).string());
        }
    }
    for (const auto& script : scripts_in(place.source + "/tests")) {
        plugin.scripts[fs::path{script}.filename().string()] = or_nothing(text_of_file(script));
    }
    plugin.changes = or_nothing(text_of_file(place.source + "/CHANGELOG.md"));
}

}  // namespace

AuthoredPlugin gather(const PluginPlace& place) {
    AuthoredPlugin plugin{.name = place.name()};
    gather_manifest(place, plugin);
    gather_texts(place, plugin);
    gather_object(place, plugin);
    if (!place.source.empty()) gather_source(place, plugin);
    return plugin;
}

}  // namespace desk
