// Documents of the wall: what is written is read again as the same value, and what is odd is
// refused in a sentence.
#include <desk/wire.hpp>
#include <desk/wire_replies.hpp>

#include <gtest/gtest.h>

namespace desk {
namespace {

const Time moment = *wire::read_time("2026-11-24T08:42:07.125Z");

Phrase phrase_with_every_value() {
    return {"all.values",
            {{"text", "Kovács \"Anna\"\n"},
             {"number", std::int64_t{-5}},
             {"money", Money{180000, "HUF"}},
             {"when", When{moment, TimeStyle::deadline}},
             {"span", Span{std::chrono::seconds{13080}, SpanStyle::in}},
             {"percent", Percent{2700}},
             {"zone", Zone{"Europe/Budapest"}},
             {"person", PersonName{"Anna", "Kovács"}},
             {"hours", Hours{{{1, 5, 480, 1020}, {6, 6, 540, 720}}}},
             {"always", Hours{}},
             {"response", FirstResponse{240, 0, true}},
             {"list", List{{Value{"A"}, Value{2}, Value{Phrase{"x", {}}}}, ListStyle::any}},
             {"phrase", Phrase{"inner", {{"a", 1}}}}}};
}

// Through the text, as it crosses the wall.
Json through_text(const Json& document) {
    return *parse_json(dump_json(document), wire::document_limits);
}

TEST(Wire, BringsEveryKindOfValueAcross) {
    const Phrase phrase = phrase_with_every_value();
    const auto read = wire::read_phrase(through_text(wire::to_json(phrase)));
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(*read, phrase);
}

TEST(Wire, BringsACallAcross) {
    Call call{.id = "c7f",
              .kind = CallKind::text,
              .name = "echo",
              .arguments = {{"text", "szia"}},
              .step = Step::perform};
    call.conversation = "slack/C1";
    call.seq = 7;
    call.attempt = 3;
    call.asker = {"p81", "contact", {"Anna", "Kovács"}};
    call.customer = {"contoso", "Contoso Kft."};
    call.language = "hu";
    call.time_zone = "Europe/Budapest";
    call.now = moment;
    const auto read = wire::read_call(through_text(wire::to_json(call)));
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(wire::to_json(*read), wire::to_json(call));
    EXPECT_EQ(read->asker.name, call.asker.name);
    EXPECT_EQ(read->now, moment);
}

TEST(Wire, BringsAnAnswerWithItsCardAndEffectsAcross) {
    wire::FullAnswer full;
    full.answer = say("price.line", {{"plan", "Premium"}});
    full.answer.confirmable = false;
    full.answer.asks = "since";
    full.answer.card = Card{.kind = "price",
                            .tone = Tone::warn,
                            .title = {"price.title", {}},
                            .text = {{"a", {}}, {"b", {}}}};
    full.answer.card->facts = {{{"price.list", {}}, Value{"2026-2"}}};
    full.answer.card->actions = {{{"price.quote", {}}, "/person"}};
    full.answer.card->source = Source{Value{"Price list"}, moment};
    full.effects = {{.kind = Effect::Kind::remember, .key = "k", .value = "v"},
                    {.kind = Effect::Kind::forget, .key = "old"},
                    {.kind = Effect::Kind::hand_over, .value = "why"},
                    {.kind = Effect::Kind::schedule, .key = "remind", .value = "once", .at = moment},
                    {.kind = Effect::Kind::unschedule, .key = "remind"},
                    {.kind = Effect::Kind::subscribe, .key = "outage"},
                    {.kind = Effect::Kind::unsubscribe, .key = "outage"},
                    {.kind = Effect::Kind::publish, .key = "outage", .value = R"({"text":[]})", .revision = "EX1/7"},
                    {.kind = Effect::Kind::count, .key = "filed", .by = 3}};
    full.reply = R"({"a":[1,2]})";
    const auto read = wire::read_answer(through_text(wire::to_json(full)));
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(wire::to_json(*read), wire::to_json(full));
    EXPECT_EQ(read->effects, full.effects);
    EXPECT_EQ(read->reply, full.reply);
    EXPECT_EQ(read->answer.card->tone, Tone::warn);
    EXPECT_EQ(read->answer.card->source->checked_at, moment);
    EXPECT_FALSE(read->answer.confirmable);
    EXPECT_EQ(read->answer.asks, "since");
}

TEST(Wire, BringsEveryQuestionAcross) {
    HttpRequest request{.method = "POST",
                        .url = "https://a.example/x",
                        .headers = {{"accept", "*/*"}},
                        .body = "b"};
    request.max_age = std::chrono::seconds{30};
    const std::vector<wire::Question> questions{wire::Fetch{request},
                                                wire::Recall{"k"},
                                                wire::RecallAll{"request/"},
                                                wire::LookUp{"customer"},
                                                wire::AskCapability{"health.lookup", R"({"a":1})"},
                                                wire::NextNumber{"request"}};
    for (const auto& question : questions) {
        const auto document = through_text(wire::to_json(question));
        const auto read = wire::read_question(document);
        ASSERT_TRUE(read) << read.error().what;
        EXPECT_EQ(read->index(), question.index());
        EXPECT_EQ(wire::to_json(*read), document);
    }
}

TEST(Wire, BringsRepliesAcross) {
    const auto response = wire::read_response(
        through_text(wire::to_json(HttpResponse{503, {{"a", "b"}}, "down", moment})));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 503);
    EXPECT_EQ(response->body, "down");
    EXPECT_EQ(response->fetched_at, moment);
    EXPECT_EQ(*wire::read_recalled(wire::recalled("x")), std::optional<std::string>{"x"});
    EXPECT_EQ(*wire::read_recalled(wire::recalled(std::nullopt)), std::nullopt);
    EXPECT_EQ(wire::read_entries(wire::to_json(std::vector<Kept>{{"a", "1"}}))->front().value, "1");
    EXPECT_EQ(*wire::read_wrapped(*wire::wrapped(R"([1])")), "[1]");
    EXPECT_EQ(*wire::read_number(wire::numbered(2031)), 2031);
}

TEST(Wire, KeepsTheCodeOfAnError) {
    for (const auto& row : wire::error_codes) {
        const auto read = wire::read_error(wire::to_json(Error{row.value, "why"}));
        EXPECT_EQ(read.code, row.value);
        EXPECT_EQ(read.what, "why");
    }
    EXPECT_EQ(wire::read_error(Json{{"error", "from the future"}}).code, ErrorCode::broken);
}

TEST(Wire, IgnoresFieldsFromTheFutureAndFillsInMissingOnes) {
    const auto call = wire::read_call(*parse_json(R"({"name":"price","hologram":{"a":[1]}})"));
    ASSERT_TRUE(call) << call.error().what;
    EXPECT_EQ(call->attempt, 1);
    EXPECT_EQ(call->step, Step::answer);
    const auto answer =
        wire::read_answer(*parse_json(R"({"text":{"key":"a"},"smell":"rose","card":null})"));
    ASSERT_TRUE(answer) << answer.error().what;
    EXPECT_EQ(answer->answer.text.front().key, "a");
    EXPECT_TRUE(answer->answer.confirmable);
}

TEST(Wire, RefusesWhatItCannotUnderstand) {
    const auto answer = [](const char* text) {
        return wire::read_answer(*parse_json(text)).has_value();
    };
    EXPECT_FALSE(answer("[]"));
    EXPECT_FALSE(answer(R"({"text":"said"})"));
    EXPECT_FALSE(answer(R"({"text":[{"values":{}}]})"));
    EXPECT_FALSE(answer(R"({"text":[{"key":"a","values":{"x":{"hologram":1}}}]})"));
    EXPECT_FALSE(answer(R"({"text":[{"key":"a","values":{"x":1.5}}]})"));
    EXPECT_FALSE(answer(R"({"effects":[{"do":"explode"}]})"));
    EXPECT_FALSE(answer(R"({"effects":[{"do":"remember","key":"","value":"x"}]})"));
    EXPECT_FALSE(wire::read_call(*parse_json(R"({"name":"a","kind":"dance"})")));
    EXPECT_FALSE(wire::read_call(*parse_json(R"({"name":"a","arguments":{"x":1}})")));
    EXPECT_FALSE(wire::read_question(*parse_json(R"({"do":"sing"})")));
    EXPECT_FALSE(wire::read_response(*parse_json(R"({"status":99})")));
}

TEST(Wire, RefusesTimesThatAreNone) {
    EXPECT_TRUE(wire::read_time("2026-11-24T08:42:07Z"));
    EXPECT_TRUE(wire::read_time("2024-02-29T23:59:59.999Z"));
    for (const char* text :
         {"", "now", "2026-02-29T00:00:00Z", "2026-11-24T24:00:00Z", "2026-11-24 08:42:07Z",
          "2026-11-24T08:42:07+01:00", "2026-1a-24T08:42:07Z", "2026-11-24T08:42:07.12xZ"}) {
        EXPECT_FALSE(wire::read_time(text)) << text;
    }
    EXPECT_EQ(wire::time_text(moment), "2026-11-24T08:42:07.125Z");
}

}  // namespace
}  // namespace desk
