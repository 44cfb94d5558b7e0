// Who may run what: the table of bot/rights.md, made from the desk's own commands and the manifests of the plugins that are
// shipped. Every cell is tried. UPDATE_RIGHTS=1 writes the table anew.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bot/dispatch/router.hpp"
#include "conversations/people/permissions.hpp"
#include <desk/manifest.hpp>

namespace desk {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
    std::ifstream file{path};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// By id, of every folder below plugins/ that is a plugin.
std::map<std::string, Manifest> shipped() {
    std::map<std::string, Manifest> manifests;
    for (const auto& entry : fs::directory_iterator{std::string{DESK_SOURCE_DIR} + "/plugins"}) {
        const auto file = entry.path() / "plugin.json";
        if (!fs::exists(file)) continue;
        auto manifest = read_manifest(content(file), file.string());
        EXPECT_TRUE(manifest) << manifest.error().what;
        if (manifest) manifests.emplace(manifest->id, *std::move(manifest));
    }
    return manifests;
}

struct Rights : testing::Test {
    std::map<std::string, Manifest> manifests = shipped();
    std::vector<NamedManifest> named = [this] {
        std::vector<NamedManifest> list;
        for (const auto& [id, manifest] : manifests) list.push_back({id, &manifest});
        return list;
    }();
    Router router = *Router::make(named, {"en"});
    Directory directory = *Directory::make({}, {{.id = "contoso", .name = "Contoso"}}, {});

    Person somebody(Role role) const {
        if (role == Role::guest) return {.id = "guest:x:y", .role = role, .tenant = {"guest"}};
        return {.id = "p", .role = role, .tenant = {role == Role::contact ? "contoso" : ""}};
    }
    // The key of the desk's own refusal, or "".
    std::string refusal(Role role, const std::string& command) const {
        const auto author = somebody(role);
        const Time now{std::chrono::seconds{1'764'000'000}};
        Head head;
        if (is_agent(role)) head.customer = "contoso", head.customer_until = now + std::chrono::hours{1};
        const Situation situation{.key = {author.tenant, "x/y"}, .seq = 1, .message_id = "m",
                                  .message = {.place = {"x", "y", ""}, .author = "p", .text = "/" + command}, .head = head};
        const auto route = router.route(situation, author, directory, now);
        const auto* said = std::get_if<ToAuthor>(&route.to);
        return said == nullptr || said->answer.text.empty() ? "" : said->answer.text.front().key;
    }
    // What a person of the role may run, as the manifest or the core's table says it.
    bool is_granted(Role role, const IndexedCommand& command) const {
        return may_run(role, command.declaration.roles) && (role != Role::guest || !command.declaration.needs_customer);
    }
    std::string table() const {
        std::ostringstream text;
        text << "# Who may run what\n\nMade by `UPDATE_RIGHTS=1 ctest -R rights` from the desk's own commands "
                "(`conversations/people/permissions.cpp`) and the manifests\nof the shipped plugins; the test `rights` tries every cell. A contact "
                "sees their own company alone, whatever the command; the\ndesk's own people act for the customer they have chosen "
                "(`/customer`). Nobody may do what no cell allows.\n\n| command | of |";
        for (const auto role : all_roles) text << ' ' << name_of(role) << " |";
        text << "\n|---|---|---|---|---|---|---|---|\n";
        for (const auto* command : router.commands().allowed_for(Role::admin)) {
            text << "| `/" << command->declaration.name << "` | " << (command->plugin.empty() ? "the desk" : command->plugin) << " |";
            for (const auto role : all_roles) text << (is_granted(role, *command) ? " yes |" : " – |");
            text << '\n';
        }
        return text.str();
    }
};

TEST_F(Rights, OfEveryRoleAndCommandAreAsTheTableSays) {
    int cells = 0;
    for (const auto* command : router.commands().allowed_for(Role::admin)) {
        for (const auto role : all_roles) {
            const auto refused = refusal(role, command->declaration.name);
            const bool is_refused = refused == "err.denied" || refused == "err.unknown_person";
            EXPECT_EQ(!is_refused, is_granted(role, *command)) << command->declaration.name << " " << name_of(role) << " " << refused;
            ++cells;
        }
    }
    EXPECT_GE(cells, 6 * 10);
}

TEST_F(Rights, AreWrittenDownForPeople) {
    const fs::path file = std::string{DESK_SOURCE_DIR} + "/bot/rights.md";
    if (std::getenv("UPDATE_RIGHTS") != nullptr) std::ofstream{file} << table();
    EXPECT_EQ(content(file), table()) << "run UPDATE_RIGHTS=1 ctest -R rights and look at the difference";
}

}  // namespace
}  // namespace desk
