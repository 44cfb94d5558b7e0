#include "bot/replay/recorded_answers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::vector<Exchange> record{{R"({"do":"recall","key":"last"})", R"({"value":"mail"})"},
                                   {R"({"do":"fetch","url":"https://x.example/"})", R"({"status":200})"},
                                   {R"({"do":"next_number","series":"request"})", R"({"number":7})"},
                                   {R"({"do":"next_number","series":"request"})", R"({"number":8})"}};

TEST(RecordedAnswers, GiveWhatWasRecordedInWhateverOrderItIsAsked) {
    RecordedAnswers answers{record, {}};
    EXPECT_EQ(answers.answer(R"({"url":"https://x.example/","do":"fetch"})"), R"({"status":200})");
    EXPECT_EQ(answers.answer(R"({"do":"recall","key":"last"})"), R"({"value":"mail"})");
}

TEST(RecordedAnswers, GiveEachOnce) {
    RecordedAnswers answers{record, {}};
    const auto* question = R"({"do":"next_number","series":"request"})";
    EXPECT_EQ(answers.answer(question), R"({"number":7})");
    EXPECT_EQ(answers.answer(question), R"({"number":8})");
    EXPECT_THAT(answers.answer(question), HasSubstr("unavailable"));
    EXPECT_THAT(answers.differences(), ElementsAre(R"(asked something else: {"do":"next_number","series":"request"})"));
}

TEST(RecordedAnswers, ReportWhatIsNotInTheRecord) {
    RecordedAnswers answers{record, {}};
    EXPECT_EQ(answers.answer(R"({"do":"recall","key":"first"})"),
              R"({"error":"unavailable","what":"not in the record"})");
    EXPECT_THAT(answers.answer("no document"), HasSubstr("unavailable"));
    EXPECT_THAT(answers.differences(),
                testing::IsSupersetOf({R"(asked something else: {"do":"recall","key":"first"})",
                                       R"(asked something else: "no document")"}));
}

TEST(RecordedAnswers, ReportWhatWasLeftOutOnlyWhenItWouldHaveChangedSomething) {
    const std::vector<Exchange> asked{{R"({"do":"recall","key":"last"})", "{}"},
                                      {R"({"do":"fetch","method":"GET","url":"https://x.example/"})", "{}"},
                                      {R"({"do":"fetch","method":"POST","url":"https://x.example/"})", "{}"}};
    const RecordedAnswers answers{asked, {}};
    EXPECT_THAT(answers.differences(),
                ElementsAre(R"(did not ask: {"do":"fetch","method":"POST","url":"https://x.example/"})"));
    EXPECT_THAT((RecordedAnswers{{}, {}}.differences()), IsEmpty());
}

TEST(RecordedAnswers, KnowAQuestionWhoseTokenWasMaskedByATokenOfToday) {
    const std::vector<Exchange> asked{{R"({"do":"fetch","headers":[["x-token","•••"]]})", R"({"status":200})"}};
    RecordedAnswers answers{asked, {{{.name = "token", .is_secret = true}}, {{"token", "another-one"}}}};
    EXPECT_EQ(answers.answer(R"({"do":"fetch","headers":[["x-token","another-one"]]})"), R"({"status":200})");
}

}  // namespace
}  // namespace desk
