// The texts of the desk's plugins: complete, careful, and everything the plugins say is in them.
#include "conversations/language/text_rules.hpp"
#include "tests/plugins/spoken.hpp"

namespace desk {
namespace {

class PluginTexts : public testing::TestWithParam<const char*> {
protected:
    std::map<std::string, std::string> texts() const {
        std::map<std::string, std::string> all;
        for (const std::string language : {"en", "hu", "de"}) {
            all[language] = test::file_text(test::source_dir / "plugins" / GetParam() / "texts" /
                                            (language + ".json"));
        }
        return all;
    }
};

TEST_P(PluginTexts, AreCompleteInThreeLanguages) {
    for (const auto& problem : Catalogue::problems(texts())) ADD_FAILURE() << sentence_of(problem);
    for (const auto& problem : rule_problems(texts())) ADD_FAILURE() << sentence_of(problem);
}

TEST_P(PluginTexts, HoldTheHelpLineAndTheQuestionsOfTheManifest) {
    const auto path = test::source_dir / "plugins" / GetParam() / "plugin.json";
    const auto manifest = read_manifest(test::file_text(path), path.string());
    ASSERT_TRUE(manifest) << manifest.error().what;
    const auto catalogue = Catalogue::load(texts());
    for (const auto& command : manifest->commands) {
        EXPECT_TRUE(catalogue->has(command.help)) << command.help;
        for (const auto& argument : command.arguments) {
            EXPECT_TRUE(argument.ask.empty() || catalogue->has(argument.ask)) << argument.ask;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Desk, PluginTexts,
                         testing::Values("health", "incidents", "service_requests",
                                         "support_prices"));

}  // namespace
}  // namespace desk
