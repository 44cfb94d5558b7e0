#include "bot/trust/permission.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

constexpr const char* everything = R"({
  "id": "crm", "version": "1.0.0", "wall": "1.0", "license": "MIT", "title": {"en": "CRM"},
  "commands": [{"name": "crm", "roles": ["contact", "helpdesk"], "forms": ["new"], "effect_forms": ["new"],
                "side_effects": ["files a lead"]}],
  "listens": [{"name": "shout", "prefix": "!crm", "roles": ["guest"]}],
  "provides": ["crm.lookup"], "asks": ["health.lookup"], "series": ["lead"], "topics": ["news"],
  "timers": [{"name": "poll", "every_s": 60}, {"name": "digest", "cron": "0 7 * * 1-5"}],
  "hooks": [{"name": "changed", "authentication": "token", "secret": "hook_token"}],
  "settings": {"type": "object", "required": [], "additionalProperties": false, "properties": {
    "crm_url": {"type": "string"}, "hook_token": {"type": "string", "x-secret": true}}},
  "permissions": {"hosts": ["{crm_url}", "status.example"], "look_up": ["customer"], "storage_kb": 512, "hand_over": true}
})";

Manifest manifest_of(const char* text) {
    auto manifest = read_manifest(text, "crm.plugin.json");
    if (!manifest) throw std::runtime_error(manifest.error().what);
    return *std::move(manifest);
}

std::vector<std::string> words_of(const std::vector<Permission>& permissions) {
    std::vector<std::string> words;
    for (const auto& one : permissions) words.push_back(one.heading + " " + one.words);
    return words;
}

TEST(Permissions, AreToldInPlainWordsWithSettingsResolved) {
    const auto words =
        words_of(permissions_of(manifest_of(everything), {{"crm_url", "https://crm.example/api?key=1"}}, "sales"));
    EXPECT_THAT(words,
                ElementsAre("answers /crm, for contact and helpdesk", "answers what begins with \"!crm\", from guest",
                            "answers other plugins that ask for crm.lookup",
                            "acts after a confirmation of /crm new: files a lead",
                            "may reach https://crm.example (setting crm_url)", "may reach status.example",
                            "may look up the customer who asks", "may keep up to 512 KB for each customer",
                            "may hand a conversation over to a person", "may ask other plugins for health.lookup",
                            "may give out numbers of the series lead", "may write to those who subscribed to news",
                            "runs poll every 60 s", "runs digest at the minutes of \"0 7 * * 1-5\"",
                            "runs for POST /hooks/plugins/sales/changed, proven by a bearer token (setting "
                            "hook_token)",
                            "knows the secret hook_token"));
}

TEST(Permissions, SayWhichAddressIsNotSet) {
    const auto words = words_of(permissions_of(manifest_of(everything), {}, "crm"));
    EXPECT_THAT(words, IsSupersetOf({"may reach the address of its setting crm_url, which is not set"}));
}

TEST(Permissions, AreKeptAsSortedKeys) {
    const auto keys =
        permission_keys(permissions_of(manifest_of(everything), {{"crm_url", "https://crm.example"}}, "crm"));
    EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
    EXPECT_THAT(keys, IsSupersetOf({"command crm contact", "command crm helpdesk", "host {crm_url}",
                                    "host status.example", "secret hook_token", "storage_kb 512",
                                    "timer poll: every 60 s", "hook changed: token hook_token"}));
}

TEST(Permissions, AreNoNewsWhenTheyWereGranted) {
    const auto all = permissions_of(manifest_of(everything), {}, "crm");
    EXPECT_THAT(not_granted(all, permission_keys(all)), IsEmpty());
}

TEST(Permissions, AreNewWhenOneRoleOrHostIsAdded) {
    const auto all = permissions_of(manifest_of(everything), {}, "crm");
    auto granted = permission_keys(all);
    std::erase(granted, "command crm helpdesk");
    std::erase(granted, "host status.example");
    EXPECT_THAT(words_of(not_granted(all, granted)),
                ElementsAre("answers /crm, for contact and helpdesk", "may reach status.example"));
}

TEST(Permissions, TakeLessStorageForNoNewsAndMoreForSome) {
    const std::vector<Permission> wanted{{"may", "keep up to 512 KB", {"storage_kb 512"}}};
    EXPECT_THAT(not_granted(wanted, std::vector<std::string>{"storage_kb 513"}), IsEmpty());
    EXPECT_EQ(not_granted(wanted, std::vector<std::string>{"storage_kb 511"}).size(), 1u);
}

TEST(Permissions, ShowOriginsWithoutPathOrPassword) {
    EXPECT_EQ(origin_of("https://crm.example:8443/a/b?c"), "https://crm.example:8443");
    EXPECT_EQ(origin_of("https://anna:secret@crm.example/"), "https://crm.example");
    EXPECT_EQ(origin_of("crm.example"), "");
    EXPECT_EQ(origin_of("https://"), "");
}

}  // namespace
}  // namespace desk
