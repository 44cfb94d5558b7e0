// Manifests are read strictly: a mistake is a sentence that says where.
#include <desk/manifest.hpp>

#include <gtest/gtest.h>

namespace desk {
namespace {

const std::string good = R"({
  "id": "service_requests", "version": "1.3.0", "wall": "1.2", "license": "MIT", "title": {"en": "Service requests"},
  "commands": [{"name": "request", "roles": ["contact", "admin"], "forms": ["new", "list"],
    "side_effects": ["files a request"], "effect_forms": ["new"], "needs_customer": false,
    "arguments": [{"name": "id", "type": "id", "forms": [""]},
                  {"name": "urgency", "type": "choice", "values": ["low", "high"], "ask": "request.ask_urgency", "forms": ["new"]},
                  {"name": "title", "type": "rest", "required": true, "forms": ["new"]}]}],
  "listens": [{"name": "fault", "prefix": "!fault", "roles": ["guest"]}],
  "provides": ["requests.open"], "asks": ["health.lookup@2"], "series": ["request"], "topics": ["outage"], "metrics": ["filed"],
  "timers": [{"name": "sync", "every_s": 300, "spread_s": 60}, {"name": "morning", "cron": "0 7 * * 1-5"}],
  "hooks": [{"name": "vendor", "authentication": "standard_webhook", "secret": "token"}],
  "intents": [{"name": "request.new", "command": "request", "form": "new", "examples": {"en": ["open a ticket"], "hu": ["nyiss jegyet"]}}],
  "settings": {"type": "object", "required": ["desk_url"], "additionalProperties": false,
    "properties": {"desk_url": {"type": "string", "format": "uri"}, "token": {"type": "string", "x-secret": true},
                   "stale_minutes": {"type": "integer", "default": 15}}},
  "permissions": {"hosts": ["{desk_url}", "status.example"], "look_up": ["customer.services"], "storage_kb": 512, "hand_over": true}
})";

std::string with(std::string_view from, std::string_view to) {
    std::string text = good;
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::string problem(const std::string& text) {
    const auto manifest = read_manifest(text, "x.plugin.json");
    return manifest ? "none" : manifest.error().what;
}

TEST(Manifest, IsReadWhole) {
    const auto manifest = read_manifest(good, "x.plugin.json");
    ASSERT_TRUE(manifest) << manifest.error().what;
    EXPECT_EQ(manifest->id, "service_requests");
    EXPECT_EQ(manifest->wall_major, 1);
    EXPECT_EQ(manifest->wall_minor, 2);
    ASSERT_EQ(manifest->commands.size(), 1u);
    const auto& command = manifest->commands.front();
    EXPECT_EQ(command.help, "help.request");
    EXPECT_FALSE(command.needs_customer);
    ASSERT_EQ(command.arguments.size(), 3u);
    EXPECT_EQ(command.arguments[1].type, ArgumentType::choice);
    EXPECT_TRUE(command.arguments[2].is_required);
    EXPECT_EQ(manifest->listens.front().prefix, "!fault");
    EXPECT_EQ(manifest->permissions.storage_kb, 512u);
    ASSERT_EQ(manifest->timers.size(), 2u);
    EXPECT_EQ(manifest->timers[0].every_s, 300);
    EXPECT_EQ(manifest->timers[0].spread_s, 60);
    EXPECT_EQ(manifest->timers[1].cron, "0 7 * * 1-5");
    EXPECT_EQ(manifest->hooks.front().secret, "token");
    EXPECT_EQ(manifest->topics, std::vector<std::string>{"outage"});
    EXPECT_EQ(manifest->metrics, std::vector<std::string>{"filed"});
    EXPECT_EQ(manifest->intents.front().form, "new");
    EXPECT_EQ(manifest->intents.front().examples.at("hu"), std::vector<std::string>{"nyiss jegyet"});
    EXPECT_TRUE(manifest->permissions.hand_over);
    ASSERT_EQ(manifest->settings.size(), 3u);
    EXPECT_EQ(manifest->settings[0].name, "desk_url");
    EXPECT_TRUE(manifest->settings[0].is_required);
    EXPECT_EQ(manifest->settings[1].default_value, "15");
    EXPECT_TRUE(manifest->settings[2].is_secret);
}

TEST(Manifest, NamesThePlaceOfAMistake) {
    EXPECT_EQ(problem(with("\"contact\"", "\"boss\"")),
              "x.plugin.json: commands[0].roles: \"boss\" is no role (guest, contact, sales, "
              "helpdesk, lead, admin)");
    EXPECT_EQ(problem(with("\"required\": true", "\"requierd\": true")),
              "x.plugin.json: commands[0].arguments[2].requierd: is not known here");
    EXPECT_EQ(problem(with("\"storage_kb\": 512", "\"storage_kb\": \"512\"")),
              "x.plugin.json: permissions.storage_kb: must be a whole number");
    EXPECT_EQ(problem(with("\"license\"", "\"licence\"")),
              "x.plugin.json: licence: is not known here");
}

struct Mistake {
    std::string_view from;
    std::string_view to;
};

TEST(Manifest, RefusesEachMistake) {
    const std::vector<Mistake> mistakes{
        {"\"service_requests\"", "\"Service requests\""},
        {"\"service_requests\"", "\"../x\""},
        {"\"1.3.0\"", "\"1.3\""},
        {"\"1.3.0\"", "\"one\""},
        {"\"1.2\"", "\"1\""},
        {"\"1.2\"", "1.2"},
        {"\"1.2\"", "\"1.2.3\""},
        {"{\"en\": \"Service requests\"}", "\"Service requests\""},
        {"\"name\": \"request\"", "\"name\": \"Request\""},
        {"\"name\": \"request\"", "\"nom\": \"request\""},
        {"\"type\": \"rest\"", "\"type\": \"everything\""},
        {"\"values\": [\"low\", \"high\"], ", ""},
        {"\"type\": \"id\"", "\"type\": \"rest\", \"values\": [\"a\"]"},
        {"\"forms\": [\"\"]", "\"forms\": [\"old\"]"},
        {"\"effect_forms\": [\"new\"]", "\"effect_forms\": [\"gone\"]"},
        {"\"name\": \"id\"", "\"name\": \"title\""},
        {"\"name\": \"id\"", "\"name\": \"form\""},
        {"\"requests.open\"", "\"open\""},
        {"lookup@2", "lookup@"},
        {"lookup@2", "lookup@two"},
        {"\"outage\"", "\"An outage\""},
        {"\"every_s\": 300", "\"every_s\": -1"},
        {"\"every_s\": 300", "\"every_s\": 300, \"cron\": \"0 7 * * *\""},
        {"\"every_s\": 300, ", ""},  // a spread without a period
        {"\"spread_s\": 60", "\"spread_s\": 99999"},
        {"0 7 * * 1-5", "0 7 * *"},
        {"0 7 * * 1-5", "0 7 * * mon"},
        {"standard_webhook", "none"},
        {"\"secret\": \"token\"", "\"secret\": \"desk_url\""},
        {"\"command\": \"request\"", "\"command\": \"gone\""},
        {"\"form\": \"new\"", "\"form\": \"gone\""},
        {"[\"open a ticket\"]", "\"open a ticket\""},
        {"\"properties\":", "\"property\":"},
        {"\"type\": \"integer\"", "\"type\": \"number\""},
        {"[\"desk_url\"]", "[\"url\"]"},
        {"\"{desk_url}\"", "\"{url}\""},
        {"\"status.example\"", "\"https://status.example\""},
        {"\"status.example\"", "\"*.example\""},
        {"\"customer.services\"", "\"everything\""},
        {"\"storage_kb\": 512", "\"storage_kb\": 99999"},
        {"\"hand_over\": true", "\"hand_over\": 1"},
        {"\"id\": \"service_requests\", ", ""}};
    for (const auto& mistake : mistakes) {
        EXPECT_NE(problem(with(mistake.from, mistake.to)), "none")
            << mistake.from << " -> " << mistake.to;
    }
}

TEST(Manifest, LetsNothingFollowTheRestButWhatIsAsked) {
    EXPECT_EQ(problem(with("\"type\": \"id\", \"forms\": [\"\"]", "\"type\": \"rest\"")),
              "x.plugin.json: commands[0].arguments[2]: nothing can follow \"id\", which takes the rest, but what is asked "
              "for or named");
}

TEST(Manifest, IsNotFooledByWhatIsNoJson) {
    for (const char* text : {"", "[]", "null", "{", "{\"id\":\"a\",\"id\":\"b\"}"})
        EXPECT_NE(problem(text), "none") << text;
    EXPECT_NE(problem(std::string(100'000, '[')), "none");
}

}  // namespace
}  // namespace desk
