#include "bot/understanding/doubt.hpp"
#include "bot/understanding/exact_math.hpp"
#include "bot/understanding/label_file.hpp"
#include "bot/understanding/model_file.hpp"
#include "bot/understanding/retraining.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using desk::LabelledText;

std::vector<LabelledText> few_examples() {
    return {{"en", "health.ask", "is exchange down"},
            {"en", "health.ask", "status of teams"},
            {"hu", "health.ask", "leállt az exchange"},
            {"hu", "health.ask", "teams állapota"},
            {"de", "health.ask", "läuft exchange"},
            {"de", "health.ask", "ist teams gestört"},
            {"en", "price.ask", "how much is premium"},
            {"en", "price.ask", "what does it cost"},
            {"hu", "price.ask", "mennyibe kerül a premium"},
            {"hu", "price.ask", "mennyi az ára"},
            {"de", "price.ask", "was kostet premium"},
            {"de", "price.ask", "wie teuer ist das"},
            {"en", "none", "tell me a joke"},
            {"hu", "none", "mondj egy viccet"},
            {"de", "none", "erzähl einen witz"},
            {"other", "none", "bonjour tout le monde"}};
}

desk::UnderstandingModel learned(std::uint64_t seed = 1) {
    return *desk::learn_understanding(few_examples(), {}, {.training = {.seed = seed}});
}

TEST(ExactMath, AgreesWithTheLibrary) {
    for (double x = 1e-9; x < 1e9; x *= 1.37)
        EXPECT_NEAR(desk::exact_log(x), std::log(x), 1e-14 * (1 + std::abs(std::log(x)))) << x;
    for (double x = -80; x < 80; x += 0.37) EXPECT_NEAR(desk::exact_exp(x) / std::exp(x), 1, 2e-15) << x;
    EXPECT_GT(desk::exact_exp(-1e9), 0);
    EXPECT_LT(desk::exact_exp(1e9), HUGE_VAL);
}

TEST(Learning, GivesTheSameBytesEveryTime) {
    EXPECT_EQ(desk::write_model(learned()), desk::write_model(learned()));
    EXPECT_NE(desk::write_model(learned(1)), desk::write_model(learned(2)));
}

// What a machine with another C library or compiler must arrive at too.
TEST(Learning, GivesTheSameBytesOnEveryMachine) {
    const auto bytes = desk::write_model(learned());
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325U;
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3U;
    EXPECT_EQ(hash, 8'859'246'941'103'687'090U);
}

TEST(Learning, KnowsWhatItLearned) {
    const auto model = learned();
    const desk::NameIndex names;
    const desk::MessageContext context{.names = names};
    for (const auto& example : few_examples()) {
        if (example.intent == "none") continue;
        EXPECT_EQ(desk::understand(model, example.text, context).intent, example.intent) << example.text;
    }
}

TEST(Learning, DependsOnNoIntentsName) {
    auto renamed = few_examples();
    for (auto& example : renamed) {
        if (example.intent != "none") example.intent = example.intent == "health.ask" ? "i001" : "i002";
    }
    const auto model = learned();
    const auto other = *desk::learn_understanding(renamed, {}, {});
    const desk::NameIndex names;
    const desk::MessageContext context{.names = names};
    for (const auto* text : {"is teams down", "mennyibe kerül", "was kostet das"}) {
        const auto before = desk::understand(model, text, context), after = desk::understand(other, text, context);
        EXPECT_EQ(before.intent == "health.ask", after.intent == "i001") << text;
    }
}

TEST(Learning, RefusesWhatCannotBeLearned) {
    EXPECT_EQ(desk::learn_understanding({}, {}, {}).error().code, desk::ErrorCode::invalid);
    const std::vector<LabelledText> one{{"en", "health.ask", "x"}, {"en", "none", "y"}};
    EXPECT_EQ(desk::learn_understanding(one, {}, {}).error().code, desk::ErrorCode::invalid);
    const std::vector<LabelledText> klingon{{"tlh", "a", "x"}, {"en", "b", "y"}};
    EXPECT_NE(desk::learn_understanding(klingon, {}, {}).error().what.find("tlh"), std::string::npos);
}

TEST(Doubt, IsNeverSureBeforeItIsCalibrated) {
    const desk::NameIndex names;
    const auto meaning = desk::understand(learned(), "is exchange down", {.names = names});
    EXPECT_NE(meaning.sureness, desk::Sureness::sure);
}

TEST(Doubt, LearnsWhichEvidenceCounts) {
    std::vector<desk::JudgedEvidence> examples;
    for (int i = 0; i < 200; ++i) {
        const double score = (i % 20) / 10.0 - 1;
        examples.push_back({{score, 0, 0, 0, 1, 0}, score > 0.05 || i % 20 == 3, 1});
    }
    const auto doubt = desk::fit_doubt(examples);
    EXPECT_GT(desk::confidence(doubt, {0.9, 0, 0, 0, 1, 0}), 0.9);
    EXPECT_LT(desk::confidence(doubt, {-0.9, 0, 0, 0, 1, 0}), 0.3);
}

TEST(Doubt, HasNoOpinionWithoutExamples) {
    EXPECT_LT(desk::confidence(desk::fit_doubt({}), {}), 0.01);
}

TEST(Thresholds, KeepThePromisedPrecision) {
    const std::vector<desk::ScoredAnswer> answers{{0.9, true}, {0.8, true}, {0.7, false},
                                                  {0.6, true}, {0.5, true}, {0.4, false}};
    const auto strict = desk::choose_threshold(answers, 1.0);
    EXPECT_DOUBLE_EQ(strict.threshold, 0.8);
    EXPECT_DOUBLE_EQ(strict.precision, 1.0);
    EXPECT_DOUBLE_EQ(strict.coverage, 2.0 / 6);
    const auto loose = desk::choose_threshold(answers, 0.8);
    EXPECT_DOUBLE_EQ(loose.threshold, 0.5);
    EXPECT_DOUBLE_EQ(loose.precision, 0.8);
}

TEST(Thresholds, AnswerNothingWhenThePromiseIsOutOfReach) {
    const std::vector<desk::ScoredAnswer> answers{{0.9, false}, {0.8, true}};
    EXPECT_GT(desk::choose_threshold(answers, 0.97).threshold, 1);
    EXPECT_GT(desk::choose_threshold({}, 0.97).threshold, 1);
}

TEST(Thresholds, NeverCutBetweenEqualAnswers) {
    const std::vector<desk::ScoredAnswer> answers{{0.9, true}, {0.8, true}, {0.8, false}};
    EXPECT_DOUBLE_EQ(desk::choose_threshold(answers, 0.97).threshold, 0.9);
}

TEST(LabelFile, ReadsWhatASpreadsheetWrites) {
    const auto rows = desk::read_label_file(
        "\xEF\xBB\xBFid,intent,language,text\r\n1,health.ask,en,\"is it \"\"down\"\", or\nnot?\"\r\n"
        "2,,en,not labelled yet\r\n3,none,,'=1+1\r\n",
        "hu");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ((*rows)[0], (LabelledText{"en", "health.ask", "is it \"down\", or\nnot?"}));
    EXPECT_EQ((*rows)[1], (LabelledText{"hu", "none", "=1+1"}));
}

TEST(LabelFile, ReadsWhatItWrites) {
    const std::vector<LabelledText> rows{
        {"en", "a.b", "x, \"y\"\nz"}, {"hu", "none", "=cmd"}, {"de", "c", "-1"}, {"de", "c", ""}};
    EXPECT_EQ(*desk::read_label_file(desk::write_label_file(rows), "en"), rows);
}

TEST(LabelFile, SaysWhatIsWrongAndWhere) {
    struct Case {
        std::string_view csv, problem;
    };
    for (const auto& [csv, problem] :
         {Case{"", "empty"}, Case{"a,b\n", "no column"},
          Case{"intent,text\nx,\"y\n", "line 2: a quote is never closed"},
          Case{"intent,text\nx,y\nx\n", "line 3: 1 cells"}, Case{"intent,text\nNo Name,y\n", "line 2: an intent is"},
          Case{"intent,text\nx,\"y\"z\n", "line 2: something follows"}, Case{"intent,text\nx,\xFF\n", "not UTF-8"}}) {
        const auto rows = desk::read_label_file(csv, "en");
        ASSERT_FALSE(rows) << csv;
        EXPECT_EQ(rows.error().code, desk::ErrorCode::invalid);
        EXPECT_NE(rows.error().what.find(problem), std::string::npos) << rows.error().what;
    }
}

TEST(HeldBackTexts, AreTheSameHoweverTheyAreWritten) {
    int held = 0;
    for (int i = 0; i < 1'000; ++i) {
        const auto text = "Message number " + std::to_string(i) + "!";
        EXPECT_EQ(desk::is_held_back(text), desk::is_held_back("MESSAGE, number " + std::to_string(i)));
        held += desk::is_held_back(text) ? 1 : 0;
    }
    EXPECT_GT(held, 150);
    EXPECT_LT(held, 250);
}

TEST(ModelFile, ReadsWhatItWrites) {
    auto model = learned();
    model.intents.doubt.sure = 0.9;
    const auto bytes = desk::write_model(model);
    const auto read = desk::read_model(bytes);
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(desk::write_model(*read), bytes);
    const desk::NameIndex names;
    for (const auto& example : few_examples()) {
        EXPECT_EQ(desk::understand(*read, example.text, {.names = names}),
                  desk::understand(model, example.text, {.names = names}));
    }
}

TEST(ModelFile, IsRefusedWhenDamagedAnywhere) {
    const auto bytes = desk::write_model(learned());
    for (std::size_t at = 0; at < bytes.size(); at += at < 40 ? 1 : 997) {
        auto damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
        EXPECT_FALSE(desk::read_model(damaged)) << at;
        EXPECT_FALSE(desk::read_model(bytes.substr(0, at))) << at;
    }
    EXPECT_EQ(desk::read_model(bytes + "x").error().code, desk::ErrorCode::broken);
    EXPECT_EQ(desk::read_model("what?").error().code, desk::ErrorCode::invalid);
}

TEST(ModelFile, OfAnotherVersionIsToBeRetrained) {
    auto bytes = desk::write_model(learned());
    bytes[8] = 9;
    const auto read = desk::read_model(bytes);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, desk::ErrorCode::invalid);
    EXPECT_NE(read.error().what.find("retrain"), std::string::npos);
}

TEST(ModelFile, KnowsWhatItWasLearnedFrom) {
    auto model = learned();
    model.learned_from = 7;
    EXPECT_EQ(desk::read_model(desk::write_model(model))->learned_from, 7U);

    const std::vector<desk::ShippedFile> corpus{{"en.csv", "intent,text"}}, other{{"en.csv", "intent,test"}};
    auto examples = few_examples();
    const auto digest = desk::digest_of(corpus, examples, {});
    EXPECT_EQ(digest, desk::digest_of(corpus, examples, {}));
    EXPECT_NE(digest, desk::digest_of(other, examples, {}));
    examples[3].text += "!";
    EXPECT_NE(digest, desk::digest_of(corpus, examples, {}));
}

TEST(Retraining, ListsWhatGetsBetterAndWhatGetsWorse) {
    auto swapped = few_examples();
    for (auto& example : swapped) {
        if (example.text == "was kostet premium") example.intent = "health.ask";
    }
    swapped.push_back({"en", "price.ask", "monthly fee"});
    const auto after = *desk::learn_understanding(swapped, {}, {});
    const std::vector<LabelledText> texts{{"de", "price.ask", "was kostet premium"},
                                          {"en", "health.ask", "is teams down"}};
    const desk::NameIndex names;
    const auto report = desk::compare_models(learned(), after, texts, {.names = names});
    ASSERT_EQ(report.regressions.size(), 1U);
    EXPECT_EQ(report.regressions[0].text.text, "was kostet premium");
    EXPECT_EQ(report.regressions[0].before, "price.ask");
    EXPECT_EQ(report.regressions[0].after, "health.ask");
    const auto back = desk::compare_models(after, learned(), texts, {.names = names});
    EXPECT_EQ(back.improvements.size(), 1U);
    const auto written = desk::write_report(report);
    EXPECT_NE(written.find("Regressions: 1"), std::string::npos);
    EXPECT_NE(written.find("| best guess right | 100.0 % | 50.0 % |"), std::string::npos);
}

}  // namespace
