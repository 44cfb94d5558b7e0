#include "bot/cli/plugin_new.hpp"

#include "bot/authoring/new_plugin.hpp"

#include <filesystem>
#include <fstream>

namespace desk {
namespace {

namespace fs = std::filesystem;

Result<void> write_all(const fs::path& folder, const std::vector<NewFile>& files) {
    for (const auto& file : files) {
        const auto path = folder / file.path;
        std::error_code refused;
        fs::create_directories(path.parent_path(), refused);
        std::ofstream out{path, std::ios::binary};
        out << file.text;
        out.close();
        if (!out) return unavailable("cannot write " + path.string());
    }
    return {};
}

int not_written(const CommandInput& input, const fs::path& folder, std::string why) {
    return input.fail({.code = "DH2010",
                       .what = "the plugin was not written",
                       .where = folder.string(),
                       .why = std::move(why),
                       .fix = "give another name, or another folder: --to DIR"});
}

}  // namespace

int run_plugin_new(const CommandInput& input) {
    const auto name = input.argument(0);
    const auto kind = input.option("--kind", "command");
    const auto files = new_plugin_files(name, kind);
    if (!files) {
        return input.fail({.code = "DH2006",
                           .what = "\"" + name + "\" cannot be the name of a plugin",
                           .why = files.error().what,
                           .fix = "write, for example: deskhand plugin new notice_board"});
    }
    const auto folder = fs::path{input.option("--to", ".")} / name;
    std::error_code unreadable;
    if (fs::exists(folder, unreadable)) return not_written(input, folder, "it exists already");
    const auto written = write_all(folder, *files);
    if (!written) return not_written(input, folder, written.error().what);

    for (const auto& file : *files) input.shell.out << (folder / file.path).lexically_normal().string() << "\n";
    input.tell("\nNext:\n  cd " + folder.lexically_normal().string() + " && cmake --workflow --preset test\n" +
               "  deskhand chat --plugin build/plugins/" + name + ".so");
    return exit_ok;
}

}  // namespace desk
