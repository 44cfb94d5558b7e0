#include "bot/build_desk.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <utility>

#include "adapters/catalogue.hpp"
#include "bot/configuration/customers_file.hpp"
#include "bot/learned_model.hpp"
#include "bot/limits_from.hpp"
#include "bot/read_file.hpp"
#include "bot/replace_file.hpp"
#include "bot/understanding/model_file.hpp"
#include "conversations/language/catalogue.hpp"

namespace desk {
namespace {

// health.so → health.texts/{en,hu,de}.json; a plugin without texts of its own uses the core's.
Result<Catalogue> texts_beside(const std::string& plugin_file) {
    const auto folder = plugin_file.substr(0, plugin_file.rfind('.')) + ".texts/";
    std::map<std::string, std::string> texts;
    for (const auto language : catalogue_languages) {
        auto text = content_of(folder + std::string{language} + ".json");
        if (!text) return texts.empty() ? Result<Catalogue>{Catalogue{}} : Result<Catalogue>{text.error()};
        texts.emplace(language, *std::move(text));
    }
    return Catalogue::load(texts);
}

Result<Directory> read_directory(const std::string& path) {
    auto reading = load_customers(path);
    for (const auto& diagnosis : reading.diagnoses) {
        if (diagnosis.severity == Severity::error) return invalid(to_text(diagnosis));
    }
    return std::move(reading.directory);
}

struct StartedPlugin {
    std::shared_ptr<PluginRunner> runner = {};
    Catalogue texts = {};
};

Result<StartedPlugin> started(const PluginConfiguration& plugin, const StartPlugin& start_plugin) {
    DESK_TRY(const auto text, content_of(plugin.manifest_file()));
    DESK_TRY(const auto manifest, read_manifest(text, plugin.manifest_file()));
    DESK_TRY(auto texts, texts_beside(plugin.file));
    DESK_TRY(auto runner, start_plugin(plugin, manifest));
    return StartedPlugin{std::move(runner), std::move(texts)};
}

Result<AdapterInUse> make_adapter(const AdapterConfiguration& configured) {
    const auto* kind = find_adapter_kind(configured.type);
    if (kind == nullptr) return invalid("adapter " + configured.name + ": there is no type " + configured.type);
    DESK_TRY(auto adapter, kind->make(configured.name, configured.settings));
    const bool trusts_ids = configured.type == "api" || configured.type == "console";
    return AdapterInUse{.name = configured.name, .kind = kind, .adapter = std::move(adapter),
                        .allow_private = configured.allow_private, .trusts_ids = trusts_ids};
}

// The API and the console are there without a section of their own.
std::vector<AdapterConfiguration> all_adapters(const Configuration& configuration) {
    auto adapters = configuration.adapters;
    std::string tokens;
    for (const auto& token : configuration.api.token) tokens.append(tokens.empty() ? "" : " ").append(token.reveal());
    if (!tokens.empty()) adapters.push_back({.name = "api", .type = "api", .settings = {{"token", tokens}}});
    adapters.push_back({.name = "console", .type = "console"});
    return adapters;
}

Result<std::map<std::string, AdapterInUse, std::less<>>> make_adapters(const Configuration& configuration) {
    std::map<std::string, AdapterInUse, std::less<>> adapters;
    for (const auto& configured : all_adapters(configuration)) {
        DESK_TRY(auto adapter, make_adapter(configured));
        if (!adapters.emplace(configured.name, std::move(adapter)).second) {
            return invalid("adapter " + configured.name + ": this name is taken");
        }
    }
    return adapters;
}

PluginInUse in_use(const PluginConfiguration& configured, StartedPlugin plugin, const Wording& core) {
    return {.name = configured.name,
            .runner = std::move(plugin.runner),
            .wording = std::make_shared<const Wording>(core.with_plugin(std::move(plugin.texts))),
            .settings = {configured.settings.begin(), configured.settings.end()},
            .timeout = configured.timeout,
            .allow_private = configured.allow_private,
            .numbers_from = configured.numbers_from};
}

using Plugins = std::map<std::string, PluginInUse, std::less<>>;

// Learned once for all directories; a plugin that brings intents of its own makes the desk learn (about a second).
Result<std::shared_ptr<const SentenceReader>> reader_of(const Configuration::Understanding& where, const KeptModels& kept,
                                                        const Plugins& plugins, const Directory& directory) {
    if (!where.enabled || (where.built.empty() && where.model.empty())) return std::shared_ptr<const SentenceReader>{};
    std::vector<const Manifest*> manifests;
    for (const auto& [name, plugin] : plugins) manifests.push_back(&plugin.runner->manifest());
    DESK_TRY(const auto labels, labels_in(where.labels));
    DESK_TRY(auto learned, learned_model(own_texts(manifests, labels), kept));
    // A desk that cannot keep it learns again at its next start.
    if (learned.is_new && !where.model.empty()) static_cast<void>(replace_file(where.model, write_model(*learned.model), 0644));
    return std::make_shared<const SentenceReader>(std::move(learned.model), directory);
}

Result<Router> router_of(const Plugins& plugins, const std::vector<std::string>& languages, const Patience& patience) {
    std::vector<NamedManifest> manifests;
    for (const auto& [name, plugin] : plugins) manifests.push_back({name, &plugin.runner->manifest()});
    return Router::make(manifests, languages, patience);
}

// All at once: each is a process that needs its time to start.
class StartingPlugins {
public:
    StartingPlugins(const Configuration& configuration, const StartPlugin& start_plugin) {
        for (const auto& configured : configuration.plugins) {
            if (!configured.enabled) continue;
            starting_.emplace_back(&configured, std::async(std::launch::async, [&] { return started(configured, start_plugin); }));
        }
    }

    // Waits for them.
    Plugins take(const Wording& core, std::vector<std::string>& warnings) {
        Plugins plugins;
        for (auto& [configured, starting] : starting_) {
            auto plugin = starting.get();
            if (plugin) {
                plugins.emplace(configured->name, in_use(*configured, *std::move(plugin), core));
            } else {
                warnings.push_back("plugin " + configured->name + " is left out: " + plugin.error().what);
            }
        }
        return plugins;
    }

private:
    std::vector<std::pair<const PluginConfiguration*, std::future<Result<StartedPlugin>>>> starting_ = {};
};

}  // namespace

Result<PluginInUse> use_plugin(const PluginConfiguration& configured, const Wording& core,
                               const StartPlugin& start_plugin) {
    DESK_TRY(auto plugin, started(configured, start_plugin));
    return in_use(configured, std::move(plugin), core);
}

Result<std::shared_ptr<const Desk>> with_plugin(const Desk& desk, PluginInUse plugin) {
    auto next = std::make_shared<Desk>(desk);
    const auto name = plugin.name;
    next->plugins.insert_or_assign(name, std::move(plugin));
    DESK_TRY(next->router, router_of(next->plugins, desk.languages, desk.router.patience()));
    return std::shared_ptr<const Desk>{std::move(next)};
}

std::shared_ptr<const Desk> with_directory(const Desk& desk, Directory completed_directory) {
    auto next = std::make_shared<Desk>(desk);
    next->directory = std::move(completed_directory);
    if (desk.sentences) next->sentences = std::make_shared<const SentenceReader>(desk.sentences->model(), next->directory);
    return next;
}

Result<BuiltDesk> build_desk(const Configuration& configuration, const StartPlugin& start_plugin) {
    BuiltDesk built;
    DESK_TRY(auto directory, read_directory(configuration.directory.file));
    DESK_TRY(auto adapters, make_adapters(configuration));

    StartingPlugins starting{configuration, start_plugin};  // and meanwhile:
    DESK_TRY(auto texts, core_catalogue());
    const Wording core{std::move(texts)};
    const auto& where = configuration.understanding;
    const auto kept = where.enabled ? models_in(std::array{where.built, where.model}) : KeptModels{};

    auto plugins = starting.take(core, built.warnings);
    DESK_TRY(auto router, router_of(plugins, configuration.desk.languages, patience_of(configuration.limits)));
    DESK_TRY(auto sentences, reader_of(where, kept, plugins, directory));
    std::shared_ptr<SecondReader> second_reader;
    if (!configuration.second_opinion.url.empty()) second_reader = std::make_shared<SecondReader>(configuration.second_opinion);
    std::map<std::string, std::shared_ptr<Account>, std::less<>> accounts;
    for (const auto& account : configuration.accounts) accounts.emplace(account.name, std::make_shared<Account>(account));

    built.desk = std::make_shared<const Desk>(Desk{.name = configuration.desk.name,
                                                   .languages = configuration.desk.languages,
                                                   .time_zone = configuration.desk.time_zone,
                                                   .directory = directory,
                                                   .filed = directory,
                                                   .wording = std::make_shared<const Wording>(core),
                                                   .adapters = std::move(adapters),
                                                   .plugins = std::move(plugins),
                                                   .accounts = std::move(accounts),
                                                   .router = std::move(router),
                                                   .sentences = std::move(sentences),
                                                   .second_reader = std::move(second_reader)});
    return built;
}

const PluginInUse* Desk::provider_of(std::string_view capability) const {
    for (const auto& [_, plugin] : plugins) {
        if (plugin.provided(capability) != nullptr) return &plugin;
    }
    return nullptr;
}

}  // namespace desk
