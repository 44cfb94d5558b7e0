#include "bot/cli/throw_away_desk.hpp"

#include "bot/authoring/plugin_place.hpp"
#include "bot/cli/local_desk.hpp"
#include "bot/cli/made_up_world.hpp"
#include "bot/fresh.hpp"
#include "bot/start_plugin.hpp"
#include <desk/json.hpp>
#include <desk/manifest.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace desk {
namespace {

namespace fs = std::filesystem;

// What fails is not tried again: the clock stands still, and the last attempt's answer is what a person gets.
constexpr std::string_view desk_section = R"([desk]
name      = "Throw-away desk"
languages = ["en", "hu", "de"]
time_zone = "Europe/Budapest"

[storage]
url = "sqlite:desk.db"

[directory]
file = "customers.toml"

[limits]
plugin_attempts = 1
plugin_calls    = 2
deliverers      = 1
)";

Result<Manifest> manifest_beside(const fs::path& file) {
    const auto path = fs::path{file}.replace_extension(".plugin.json");
    std::ifstream stream{path, std::ios::binary};
    if (!stream) return invalid("there is no manifest " + path.string());
    return read_manifest(std::string{std::istreambuf_iterator<char>{stream}, {}}, path.filename().string());
}

// Texts in quotes, as JSON and TOML write them alike.
std::string literal(const TriedPlugin& plugin, const Manifest& manifest, const std::string& name,
                    const std::string& value) {
    for (const auto& setting : manifest.settings) {
        if (setting.name != name) continue;
        if (setting.type != "string") return value;
        if (setting.is_file) return dump_json(Json(fs::absolute(fs::path{plugin.folder} / value).string()));
    }
    return dump_json(Json(value));
}

std::string plugin_section(const TriedPlugin& plugin, const Manifest& manifest) {
    const auto name = fs::path{plugin.file}.stem().string();
    std::string text = "\n[plugins." + name + "]\nfile = " + dump_json(Json(fs::absolute(plugin.file).string())) +
                       "\nallow_private = true\n\n[plugins." + name + ".settings]\n";
    for (const auto& [setting, value] : plugin.settings) {
        text += setting + " = " + literal(plugin, manifest, setting, value) + "\n";
    }
    return text;
}

// A throw-away desk and the world it stands in.
class DeskInWorld final : public AskDesk {
public:
    static Result<std::unique_ptr<AskDesk>> open(const std::string& file, const std::string& script) {
        const auto folder = fs::path{script}.parent_path().string();
        std::unique_ptr<DeskInWorld> desk{new DeskInWorld{folder}};
        DESK_TRY(const auto text, text_of_file(script));
        DESK_TRY(const auto lines, read_script(script, text));
        for (const auto& line : lines) {
            if (line.is_said) break;
            DESK_CHECK(desk->world_.change(line));
        }
        DESK_TRY(desk->desk_, ThrowAwayDesk::start({file, settings_of(lines), folder}, outside_of(desk->world_)));
        return std::unique_ptr<AskDesk>{std::move(desk)};
    }
    Result<ChatAnswer> ask(std::string_view person, std::string_view conversation, std::string_view text,
                           std::string_view language) override {
        return desk_->ask(person, conversation, text, language);
    }

private:
    explicit DeskInWorld(std::string folder) : world_{std::move(folder)} {}

    MadeUpWorld world_;
    std::unique_ptr<AskDesk> desk_;
};

}  // namespace

Result<std::unique_ptr<AskDesk>> open_plugin_desk(const std::string& file, const std::string& world) {
    if (!world.empty()) return DeskInWorld::open(file, world);
    DESK_TRY(auto desk, ThrowAwayDesk::start({.file = file}, {}));
    return std::unique_ptr<AskDesk>{std::move(desk)};
}

Result<Configuration> throw_away_configuration(const TriedPlugin& plugin, const std::string& place) {
    DESK_TRY(const auto manifest, manifest_beside(plugin.file));
    const auto name = place + "/desk.toml";
    auto reading = read_configuration(name, std::string{desk_section} + plugin_section(plugin, manifest), {});
    for (const auto& diagnosis : reading.diagnoses) {
        if (diagnosis.severity == Severity::error) return invalid(diagnosis.what + "; " + diagnosis.fix);
    }
    return std::move(reading.configuration);
}

Outside outside_of(const MadeUpWorld& world) {
    return {.now = [&world] { return world.now(); },
            .fetch = [&world](const HttpRequest& request, const SendRules&) { return world.fetch(request); }};
}

ThrowAwayDesk::ThrowAwayDesk(std::unique_ptr<SampleFolder> place, std::unique_ptr<Log> log)
    : place_{std::move(place)}, log_{std::move(log)} {}

Result<std::unique_ptr<ThrowAwayDesk>> ThrowAwayDesk::start(const TriedPlugin& plugin, Outside outside) {
    DESK_TRY(auto place, SampleFolder::make(""));
    DESK_TRY(const auto configuration, throw_away_configuration(plugin, place->path()));
    DESK_TRY(auto storage, open_storage(configuration.storage.url, {.random = random_bytes}));
    std::unique_ptr<ThrowAwayDesk> desk{new ThrowAwayDesk{
        std::move(place), std::make_unique<Log>(Log::Options{.form = LogForm::text, .level = LogLevel::error})}};
    DESK_TRY(desk->application_,
             Application::start(configuration, *desk->log_,
                                isolated_plugins(default_host_program(), configuration.limits, *desk->log_),
                                std::move(storage), std::move(outside)));
    for (const auto& warning : desk->application_->warnings()) return invalid(warning);
    desk->asked_ = ask_through(*desk->application_);
    return desk;
}

Result<ChatAnswer> ThrowAwayDesk::ask(std::string_view person, std::string_view conversation, std::string_view text,
                                      std::string_view language) {
    return asked_->ask(person, conversation, text, language);
}

}  // namespace desk
