#include "tests/support/vendor_road.hpp"

#include <desk/entry.hpp>
#include <desk/testing/loaded_plugin.hpp>

#include <filesystem>
#include <fstream>

namespace desk::test {
namespace {

constexpr const char* people = R"(
[[customer]]
id = "contoso"
name = "Contoso Kft."
tenant_id = "76cb77fa-8b17-4eab-9493-b65dace99813"
[[customer.contact]]
id = "anna"
given = "Anna"
identities = ["helpdesk:anna"]
[[agent]]
id = "eva"
given = "Eva"
role = "admin"
identities = ["helpdesk:eva"]
)";

// The C function a plugin asks through, answered by the desk's own services.
std::int32_t ask(void* self, desk_text question, desk_sink reply) {
    const auto text = (*static_cast<const AskBot*>(self))({question.data, question.size});
    reply.write(reply.self, {text.data(), text.size()});
    return DESK_OK;
}
void ignore_log(void*, std::int32_t, desk_text) {}

}  // namespace

VendorRoad::VendorRoad() {
    road.directory(people);
    const auto token_file = road.folder() + "/refresh.token";
    std::string refresh_token;
    vendors.change([&](SimulatedVendors& all) { refresh_token = all.sign_in.refresh_token; });
    std::ofstream{token_file} << refresh_token << "\n";
    const SimulatedSignIn sign_in;
    road.account({.name = "partner",
                  .hosts = {vendors.host()},
                  .allow_private = true,
                  .sign_in_url = vendors.url(),
                  .tenant = "99999999-0000-4000-8000-000000000000",
                  .client_id = sign_in.client_id,
                  .client_secret = Secret{sign_in.client_secret},
                  .refresh_token_file = token_file});
    road.account({.name = "zammad", .type = "header", .hosts = {vendors.host()}, .value = Secret{"Token token=t1"}});

    auto manifest = open_manifest("client");
    manifest.listens.clear();  // what people write is for the other plugins
    manifest.permissions.hosts = {"{url}"};
    manifest.permissions.accounts = {"partner", "zammad"};
    road.plugin(manifest, [this](const Call& call, const AskBot& ask_bot) { return answer(call, ask_bot); });
    road.setting("url", vendors.url());
    road.web = [this](const HttpRequest& request) -> Result<HttpResponse> {
        if (!request.url.starts_with(vendors.url()))
            return HttpResponse{.status = 200};  // what the desk says to people
        auto rules = road.rules_given;
        rules.allow_private = true;
        return clients_.send(request, rules);
    };
}

void VendorRoad::call(Work work) {
    work_ = std::move(work);
    EXPECT_EQ(road.deliver("e" + std::to_string(++said_), "c-1", "/client go"), 202);
    road.run();
}

void VendorRoad::add_plugin(const std::string& name, std::map<std::string, std::string> settings) {
    const auto file = std::string{DESK_BUILD_DIR "/plugins/"} + name;
    std::ifstream stream{file + ".plugin.json"};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    auto manifest = read_manifest(text, name);
    ASSERT_TRUE(manifest) << manifest.error().what;
    for (const auto& setting : manifest->settings) {
        if (!setting.default_value.empty()) settings.emplace(setting.name, setting.default_value);
    }
    auto loaded = LoadedPlugin::load(file + ".so", dump_json(Json(settings)));
    ASSERT_TRUE(loaded) << loaded.error().what;
    const std::shared_ptr<LoadedPlugin> plugin = *std::move(loaded);
    std::filesystem::copy(file + ".texts", road.folder() + "/" + name + ".texts");
    road.plugin(*manifest, [plugin](const Call& call, const AskBot& ask_bot) -> Result<PluginAnswer> {
        DESK_TRY(const auto document, plugin->answer(call, ask_bot));
        DESK_TRY(auto full, wire::read_answer(document));
        return PluginAnswer{std::move(full.answer), std::move(full.effects), std::move(full.reply)};
    });
    for (const auto& [key, value] : settings) road.setting(key, value);
}

Result<PluginAnswer> VendorRoad::answer(const Call& call, const AskBot& ask_bot) {
    const desk_host host{sizeof(desk_host), const_cast<AskBot*>(&ask_bot), &ignore_log, &ask};
    sdk::WallHost wall{host, Json::object()};
    work_(wall, call);
    return answers("ok");
}

}  // namespace desk::test
