// Which sentences of a conversation are worth labelling.
#include <gmock/gmock.h>

#include "bot/cli/unmatched.hpp"
#include "bot/understanding/label_file.hpp"

namespace desk {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Field;

struct Said {
    std::vector<Turn> turns = {};

    void say(const std::string& author, const std::string& text, const std::string& understood = "", const std::string& reason = "",
             std::chrono::seconds later = 10s) {
        const auto n = static_cast<std::int64_t>(turns.size()) + 1;
        const auto at = turns.empty() ? Time{1'764'000'000s} : turns.back().at + later;
        turns.push_back({.n = n, .seq = n, .author = author, .at = at, .text = text, .reason = reason, .understood = understood});
    }
    std::vector<std::string> why() const {
        std::vector<std::string> all;
        for (const auto& sentence : unmatched_sentences(turns)) all.push_back(sentence.why);
        return all;
    }
};

TEST(Unmatched, AreSentencesThatWereAskedBackNotUnderstoodOrGivenUp) {
    Said said;
    said.say("anna", "exchange hmm", "health.ask 0.41 unsure (next: incident.ask 0.30)", "unsure");
    said.say("bot", "Did you mean one of these?");
    said.say("anna", "kék elefánt", "price.ask 0.10 unknown", "not_understood");
    said.say("anna", "lorem ipsum", "price.ask 0.02 unknown", "not understood three times");
    said.say("anna", "is Exchange down?", "health.ask 0.98 sure");
    said.say("anna", "/person", "", "/person");
    EXPECT_THAT(said.why(), ElementsAre("asked_back", "not_understood", "given_up", "put_right"));
}

TEST(Unmatched, SayHowTheyWereReadAndWhatTheirAuthorTookNext) {
    Said said;
    said.say("anna", "exchange hmm", "health.ask 0.41 unsure (next: incident.ask 0.30) · service exchange-online", "unsure");
    said.say("joe", "/price");
    said.say("anna", "/incident EX1042");
    const auto found = unmatched_sentences(said.turns);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].guess, "health.ask");
    EXPECT_EQ(found[0].confidence, "0.41");
    EXPECT_EQ(found[0].then, "/incident EX1042");
}

TEST(Unmatched, LeaveOutWhatWasActedOnAndNotPutRightSoon) {
    Said said;
    said.say("anna", "is Exchange down?", "health.ask 0.98 sure");
    said.say("anna", "/request new", "", "", 30s);
    said.say("anna", "was kostet das?", "price.ask 0.97 sure");
    said.say("anna", "/person", "", "/person", 3min);
    said.say("anna", "bitte ein Ticket", "request.new 0.99 sure");
    said.say("anna", "/confirm m7");
    EXPECT_THAT(said.why(), ElementsAre());
}

TEST(Unmatched, AreALabelFileWhenSomebodyFillsInTheIntent) {
    Said said;
    said.say("anna", "=cmd|' /C calc'!A0, \"quoted\"\nand more", "health.ask 0.41 unsure", "unsure");
    auto csv = unmatched_header() + unmatched_row("C1", unmatched_sentences(said.turns).at(0));
    EXPECT_TRUE(read_label_file(csv, "en")->empty()) << "nothing is labelled yet";
    const auto cell = csv.rfind("\"\",\"'=cmd");
    ASSERT_NE(cell, std::string::npos) << csv;
    csv.replace(cell, 2, "\"price.ask\"");
    EXPECT_THAT(*read_label_file(csv, "en"), ElementsAre(Field(&LabelledText::text, said.turns[0].text)));
}

}  // namespace
}  // namespace desk
