// What labelled sentences change, and that nothing changes before somebody says so.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "bot/learned_model.hpp"
#include "bot/understanding/label_file.hpp"
#include "bot/understanding/understand.hpp"
#include "tests/bot/cli/cli_world.hpp"

namespace desk {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Retrain : testing::Test, test::CliWorld {
    std::string file = folder.write("deskhand.toml", "[understanding]\nmodel = \"own.model\"\nlabels = \"labels.csv\"\n");

    int run_here(std::vector<std::string> words) {
        words.insert(words.end(), {"--config", file});
        return run(words);
    }
    bool is_there(const char* name) const { return std::filesystem::exists(folder / name); }
    // "brummt" is no word of the corpus.
    std::string labels() {
        std::vector<LabelledText> rows;
        for (const auto* more : {"", " schon wieder", " heute", " seit gestern", " bei uns", " leider", " total", " im Büro"})
            rows.push_back({"de", "health.ask", std::string{"der Kasten brummt"} + more});
        return folder.write("labelled.csv", write_label_file(rows));
    }
};

TEST_F(Retrain, ReportsAndChangesNothing) {
    EXPECT_EQ(run_here({"understanding", "retrain", labels()}), exit_ok) << complained();
    EXPECT_THAT(said(), StartsWith("# Retraining, on "));
    EXPECT_THAT(said(), HasSubstr("| answered without asking |"));
    EXPECT_THAT(said(), HasSubstr("## Regressions: "));
    EXPECT_THAT(complained(), HasSubstr("nothing was changed"));
    EXPECT_FALSE(is_there("labels.csv"));
    EXPECT_FALSE(is_there("own.model"));
}

TEST_F(Retrain, AppliesWhatTheDeskThenStartsWith) {
    ASSERT_EQ(run_here({"understanding", "retrain", labels(), "--apply"}), exit_ok) << complained();
    const auto kept = labels_in(folder / "labels.csv");
    ASSERT_TRUE(kept && kept->size() == 8) << kept.error().what;
    const auto model = learned_model(*kept, models_in(std::vector{folder / "own.model"}));
    ASSERT_TRUE(model);
    EXPECT_FALSE(model->is_new) << "the file is the model of these labels";
    const auto names = NameIndex::of(well_known_services());
    EXPECT_EQ(understand(*model->model, "der Kasten brummt", {.names = names}).intent, "health.ask");
}

TEST_F(Retrain, TakesASentenceThatIsLabelledAgainForTheLaterLabel) {
    ASSERT_EQ(run_here({"understanding", "retrain", labels(), "--apply"}), exit_ok) << complained();
    const auto again = folder.write("again.csv", write_label_file(std::vector<LabelledText>{{"de", "none", "der Kasten brummt"}}));
    ASSERT_EQ(run_here({"understanding", "retrain", again, "--apply"}), exit_ok) << complained();
    const auto kept = *labels_in(folder / "labels.csv");
    EXPECT_EQ(kept.size(), 8U);
    EXPECT_EQ(kept.back().intent, "none");
}

TEST_F(Retrain, RefusesWhatItCannotLearnFrom) {
    const auto refused = [&](const std::string& csv, const char* why) {
        EXPECT_EQ(run_here({"understanding", "retrain", folder.write("wrong.csv", csv)}), exit_usage);
        EXPECT_THAT(complained(), HasSubstr(why));
    };
    refused("intent,text\nnonsense.ask,hello there\n", "there is no intent \"nonsense.ask\"; known are ");
    refused("intent,text\n,hello there\n", "no row has an intent yet");
    refused("text\nhello\n", "no column");
    EXPECT_EQ(run_here({"understanding", "retrain", "nowhere.csv"}), exit_usage);
}

TEST_F(Retrain, AppliesNothingWithoutAPlaceForIt) {
    file = folder.write("bare.toml", "[desk]\nname = \"Bare\"\n");
    EXPECT_EQ(run_here({"understanding", "retrain", labels(), "--apply"}), exit_usage);
    EXPECT_THAT(complained(), HasSubstr("DH2016"));
}

}  // namespace
}  // namespace desk
