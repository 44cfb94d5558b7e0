#include "adapters/slack/slack.hpp"

#include "tests/adapters/adapter_contract.hpp"
#include "tests/adapters/requests.hpp"
#include <desk/json.hpp>

#include <filesystem>

namespace desk {
namespace {

using namespace std::chrono_literals;
using test::at_second;
using test::outcome_of;
using test::slack_request;
using test::url_encoded;

constexpr auto secret = "8f742231b10e8888abcd99yyyzzz85a5";
const auto now = at_second(1'531'420'618);

struct Slack : testing::Test {
    AdapterSettings settings = {{"signing_secret", secret},
                                {"bot_token", "xoxb-1"},
                                {"base_url", "http://127.0.0.1:9/api/"},
                                {"commands", "/ms365-health=/health"}};
    std::unique_ptr<Adapter> adapter = *make_slack("slack", settings);

    Result<Inbound> read(std::string body) const {
        return adapter->read(slack_request(secret, std::move(body), now), now);
    }
    Message message(std::string body) const {
        const auto inbound = read(std::move(body));
        EXPECT_EQ(outcome_of(inbound), "1 messages");
        return inbound && !inbound->messages.empty() ? inbound->messages.front() : Message{};
    }
    // An event of a person, changed by `changes`.
    static std::string event(const Json& changes, const Json& outer = Json::object()) {
        Json body{{"type", "event_callback"},
                  {"team_id", "T1"},
                  {"event_id", "Ev1"},
                  {"authorizations", Json::array({{{"user_id", "UBOT"}, {"is_bot", true}}})},
                  {"event",
                   {{"type", "message"},
                    {"user", "U1"},
                    {"text", "is Exchange down?"},
                    {"ts", "1531420618.000100"},
                    {"channel", "C1"},
                    {"channel_type", "channel"}}}};
        body.update(outer);
        if (changes.is_object()) body["event"].update(changes);
        return dump_json(body);
    }
    static std::string command(const std::string& name, const std::string& text) {
        return "team_id=T1&channel_id=C1&user_id=U1&user_name=anna&command=" + url_encoded(name) +
               "&text=" + url_encoded(text) + "&trigger_id=13.74.268";
    }
    static std::string pressed(const Json& changes) {
        Json payload{
            {"type", "block_actions"},
            {"team", {{"id", "T1"}}},
            {"user", {{"id", "U1"}, {"team_id", "T2"}, {"name", "anna"}}},
            {"channel", {{"id", "C1"}}},
            {"message", {{"ts", "1548261231.000200"}, {"thread_ts", "1548261000.000100"}}},
            {"trigger_id", "12.34.ab"},
            {"actions",
             Json::array(
                 {{{"type", "button"}, {"action_id", "a1"}, {"value", "/incident EX1042"}}})}};
        payload.update(changes);
        return "payload=" + url_encoded(dump_json(payload));
    }
};

// docs.slack.dev, "Verifying requests from Slack".
HttpRequest published() {
    return {
        "POST",
        "/hooks/slack",
        {{"Content-Type", "application/x-www-form-urlencoded"},
         {"X-Slack-Request-Timestamp", "1531420618"},
         {"X-Slack-Signature",
          "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"}},
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id="
        "G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-"
        "collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F"
        "397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121."
        "803a0bc887a14d10d2c447fce8b6703c"};
}

TEST_F(Slack, AcceptsThePublishedRequestAtItsTimeAndNotFiveMinutesLater) {
    const auto inbound = adapter->read(published(), now);
    ASSERT_EQ(outcome_of(inbound), "1 messages");
    EXPECT_EQ(inbound->messages.front().author, "T1DC2JH3J/U2CERLKJA");
    EXPECT_EQ(inbound->messages.front().text, "/webhook-collect");
    EXPECT_EQ(inbound->messages.front().event_id,
              "398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");
    EXPECT_EQ(outcome_of(adapter->read(published(), now + 300s)), "1 messages");
    EXPECT_EQ(outcome_of(adapter->read(published(), now - 300s)), "1 messages");
    EXPECT_EQ(outcome_of(adapter->read(published(), now + 301s)), "denied");
    EXPECT_EQ(outcome_of(adapter->read(published(), now - 301s)), "denied");
}

TEST_F(Slack, AnswersASignedChallengeAndNoOther) {
    const std::string body =
        R"({"token":"x","challenge":"3eZbrw1aBm2r","type":"url_verification"})";
    const auto inbound = read(body);
    ASSERT_EQ(outcome_of(inbound), "0 messages");
    ASSERT_TRUE(inbound->answer.has_value());
    EXPECT_EQ(inbound->answer->status, 200);
    EXPECT_EQ(inbound->answer->body, R"({"challenge":"3eZbrw1aBm2r"})");
    const HttpRequest unsigned_one{"POST", "", {{"Content-Type", "application/json"}}, body};
    EXPECT_EQ(outcome_of(adapter->read(unsigned_one, now)), "denied");
}

TEST_F(Slack, AnswersItsUnsignedProbeAndRunsNothing) {
    HttpRequest probe{"POST",
                      "",
                      {{"Content-Type", "application/x-www-form-urlencoded"}},
                      "ssl_check=1&" + command("/health", "")};
    EXPECT_EQ(outcome_of(adapter->read(probe, now)), "0 messages");
    probe.headers.emplace_back("X-Slack-Signature", "v0=00");
    EXPECT_EQ(outcome_of(adapter->read(probe, now)), "denied");
    probe.headers.pop_back();
    probe.body = "ssl_check=0&" + command("/health", "");
    EXPECT_EQ(outcome_of(adapter->read(probe, now)), "denied");
}

TEST_F(Slack, OpensAThreadUnderAMessageInAChannel) {
    const auto first = message(event({}));
    EXPECT_EQ(first.place, (Place{"slack", "C1", "1531420618.000100"}));
    EXPECT_EQ(first.author, "T1/U1");
    EXPECT_EQ(first.event_id, "Ev1");
    EXPECT_EQ(first.sent_at, now + 0ms);
    const auto next =
        message(event({{"ts", "1531420700.123400"}, {"thread_ts", "1531420618.000100"}}));
    EXPECT_EQ(next.place, first.place);
    EXPECT_EQ(next.sent_at, now + 82s + 123ms);
}

TEST_F(Slack, TakesADirectConversationForOneThread) {
    EXPECT_EQ(message(event({{"channel", "D1"}, {"channel_type", "im"}})).place,
              (Place{"slack", "D1", ""}));
}

TEST_F(Slack, MakesOneMessageOfAMentionThatArrivesTwice) {
    const auto as_message = message(event({{"text", "<@UBOT> is Exchange down?"}}));
    const auto as_mention = message(event(
        {{"text", "<@UBOT> is Exchange down?"}, {"type", "app_mention"}, {"channel_type", nullptr}},
        {{"event_id", "Ev2"}}));
    EXPECT_EQ(as_message.event_id, as_mention.event_id);
    EXPECT_EQ(as_message.place, as_mention.place);
    EXPECT_EQ(as_message.text, "is Exchange down?");
    EXPECT_EQ(as_mention.text, "is Exchange down?");
}

TEST_F(Slack, TakesNothingButAMentionForACallForHelp) {
    EXPECT_EQ(message(event({{"text", " <@UBOT|deskhand>: "}, {"type", "app_mention"}})).text,
              "/help");
    EXPECT_EQ(message(event({{"text", "<@U7> and <@UBOTTLE>"}})).text, "@U7 and @UBOTTLE");
}

TEST_F(Slack, KnowsAPersonOfAnotherWorkspaceInASharedChannel) {
    EXPECT_EQ(message(event({{"user_team", "T7"}, {"team", "T8"}})).author, "T7/U1");
    EXPECT_EQ(message(event({{"team", "T8"}})).author, "T8/U1");
}

TEST_F(Slack, ReadsWhatWasTyped) {
    const auto typed = [&](const char* text) { return message(event({{"text", text}})).text; };
    EXPECT_EQ(typed("a &lt;b&gt; &amp;amp; c &quot;"), "a <b> &amp; c &quot;");
    EXPECT_EQ(typed("see <https://a.example/x|this page>"), "see this page (https://a.example/x)");
    EXPECT_EQ(typed("<http://contoso.com|contoso.com> <https://a.example>"),
              "contoso.com https://a.example");
    EXPECT_EQ(typed("<mailto:a@b.example|a@b.example>"), "a@b.example");
    EXPECT_EQ(typed("<#C1|general> <#C2> <!here> <!subteam^S1|@ops> <!date^1^{date}|today>"),
              "#general #C2 @here @ops today");
    EXPECT_EQ(typed("1 < 2 <"), "1 < 2 <");
    EXPECT_EQ(typed("<> <|> x"), "x");
}

TEST_F(Slack, IgnoresBotsEditsAndItself) {
    for (const auto& changes : std::vector<Json>{{{"bot_id", "B1"}},
                                                 {{"user", "UBOT"}},
                                                 {{"user", "USLACKBOT"}},
                                                 {{"subtype", "message_changed"}},
                                                 {{"subtype", "message_deleted"}},
                                                 {{"subtype", "bot_message"}},
                                                 {{"subtype", "channel_join"}},
                                                 {{"subtype", 7}},
                                                 {{"hidden", true}},
                                                 {{"edited", Json::object()}},
                                                 {{"type", "reaction_added"}},
                                                 {{"text", ""}}}) {
        EXPECT_EQ(outcome_of(read(event(changes))), "0 messages") << dump_json(changes);
    }
    settings["bot_user_id"] = "U1";
    adapter = *make_slack("slack", settings);
    EXPECT_EQ(outcome_of(read(event({}))), "0 messages");
    EXPECT_EQ(outcome_of(read(R"({"type":"app_rate_limited","minute_rate_limited":1})")),
              "0 messages");
}

TEST_F(Slack, TakesFilesAndBroadcastsForWords) {
    const Json files = Json::array({{{"name", "shot.png"}}, {{"name", "log &amp; more.txt"}}});
    EXPECT_EQ(message(event({{"subtype", "file_share"}, {"text", ""}, {"files", files}})).text,
              "shot.png, log & more.txt");
    EXPECT_EQ(message(event({{"subtype", "thread_broadcast"}})).text, "is Exchange down?");
}

TEST_F(Slack, CutsWhatIsLongerThanAMessageMayBe) {
    const auto text = message(event({{"text", std::string(39'000, 'x')}})).text;
    EXPECT_LE(text.size(), 16'384U);
    EXPECT_TRUE(text.ends_with("…"));
}

TEST_F(Slack, ReadsCommandsUnderTheirNamesHere) {
    EXPECT_EQ(message(command("/desk", "price premium 40")).text, "/price premium 40");
    EXPECT_EQ(message(command("/desk", "/price &amp; 40")).text, "/price & 40");
    EXPECT_EQ(message(command("/desk", "  ")).text, "/help");
    EXPECT_EQ(message(command("/ms365-health", "exchange")).text, "/health exchange");
    EXPECT_EQ(message(command("/incident", "EX1042")).text, "/incident EX1042");
    EXPECT_EQ(message(command("/desk", "price")).place, (Place{"slack", "C1", ""}));
    EXPECT_EQ(message(command("/desk", "price")).author, "T1/U1");
}

TEST_F(Slack, RefusesCommandsWithoutWhatTheyNeed) {
    for (const auto* body : {"", "team_id=T1", "command=/x", "a=%", "payload=", "payload={",
                             "team_id=T1&channel_id=C1&user_id=U/1&command=/x&trigger_id=1",
                             "team_id=T1&channel_id=C1&user_id=U1&command=x&trigger_id=1",
                             "channel_id=C1&user_id=U1&command=/x&trigger_id=1",
                             "team_id=T1&channel_id=C1&user_id=U1&command=/x"}) {
        EXPECT_EQ(outcome_of(read(body)), "invalid") << body;
    }
}

TEST_F(Slack, MakesAnActionOfAPressedButton) {
    const auto action = message(pressed(Json::object()));
    EXPECT_EQ(action.kind, MessageKind::action);
    EXPECT_EQ(action.text, "/incident EX1042");
    EXPECT_EQ(action.values, (Arguments{{"action", "/incident EX1042"}}));
    EXPECT_EQ(action.place, (Place{"slack", "C1", "1548261000.000100"}));
    EXPECT_EQ(action.author, "T2/U1");
    EXPECT_EQ(action.event_id, "12.34.ab");
}

TEST_F(Slack, AnswersAButtonWhereItsCardWasPosted) {
    const Json alone{{"message", {{"ts", "1548261231.000200"}}}};
    const Json parent{
        {"message", {{"ts", "1548261231.000200"}, {"thread_ts", "1548261231.000200"}}}};
    EXPECT_EQ(message(pressed(alone)).place.thread, "");
    EXPECT_EQ(message(pressed(parent)).place.thread, "");
}

TEST_F(Slack, AcknowledgesInteractionsThatSayNothing) {
    for (const auto& changes : std::vector<Json>{
             {{"type", "view_submission"}},
             {{"type", "shortcut"}},
             {{"channel", nullptr}},
             {{"actions", Json::array()}},
             {{"actions", Json::array({{{"type", "button"}, {"url", "https://a.example"}}})}},
             {{"actions", Json::array({{{"type", "static_select"}, {"value", "x"}}})}}}) {
        EXPECT_EQ(outcome_of(read(pressed(changes))), "0 messages") << dump_json(changes);
    }
    EXPECT_EQ(adapter->acknowledge({}).status, 200);
    EXPECT_EQ(adapter->acknowledge({}).body, "");
}

TEST_F(Slack, ReadsLargeBodiesOfButtons) {
    for (const std::size_t size : {20'000U, 200'000U}) {
        const Json heavy{{"response_url", std::string(size, 'x')}};
        EXPECT_EQ(message(pressed(heavy)).text, "/incident EX1042");
    }
    EXPECT_EQ(message(command("/desk", std::string(70'000, 'x'))).text.substr(0, 4), "/xxx");
}

TEST_F(Slack, PostsInTheThreadThatAsked) {
    Outgoing outgoing;
    outgoing.reply = {
        {"slack", "C1", "1531420618.000100"}, "T1/U1", "en", "1 < 2 & <!channel>", {}};
    outgoing.idempotency_key = "r-1-0";
    const auto request = *adapter->write(outgoing, now);
    EXPECT_EQ(request.url, "http://127.0.0.1:9/api/chat.postMessage");
    EXPECT_EQ(*find_header(request.headers, "Authorization"), "Bearer xoxb-1");
    EXPECT_EQ(*find_header(request.headers, "Content-Type"), "application/json; charset=utf-8");
    const auto body = *parse_json(request.body);
    EXPECT_EQ(body["channel"], "C1");
    EXPECT_EQ(body["thread_ts"], "1531420618.000100");
    EXPECT_EQ(body["text"], "1 &lt; 2 &amp; &lt;!channel&gt;");
    EXPECT_EQ(body["metadata"]["event_payload"]["idempotency_key"], "r-1-0");
    EXPECT_FALSE(body.contains("blocks"));
}

TEST_F(Slack, RefusesToPostWhereNoChannelCanBe) {
    Outgoing outgoing;
    outgoing.reply.place = {"slack", "C1/../x", ""};
    EXPECT_FALSE(adapter->write(outgoing, now).has_value());
}

TEST_F(Slack, ReadsTheSamplesOfTheWild) {
    const std::filesystem::path folder{DESK_SOURCE_DIR "/../shared/data/platforms"};
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
    int read_files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with("slack-")) continue;
        const auto text = test::file_text(entry.path().string());
        const auto is_interaction =
            name == "slack-block-actions.json" || name == "slack-view-submission.json";
        const auto inbound = read(is_interaction ? "payload=" + url_encoded(text) : text);
        EXPECT_TRUE(inbound.has_value()) << name;
        ++read_files;
    }
    EXPECT_GE(read_files, 8);
}

TEST(SlackSettings, NamesTheSettingThatIsWrong) {
    const auto problem = [](AdapterSettings settings) {
        settings.emplace("signing_secret", "s");
        settings.emplace("bot_token", "xoxb-1");
        return make_slack("slack", settings).error().what;
    };
    EXPECT_EQ(problem({{"signing_secret", ""}}), "adapters.slack.signing_secret: missing");
    EXPECT_EQ(problem({{"signing_secret", " "}}), "adapters.slack.signing_secret: missing");
    EXPECT_EQ(problem({{"bot_token", ""}}), "adapters.slack.bot_token: missing");
    EXPECT_EQ(problem({{"bot_token", "a b"}}), "adapters.slack.bot_token: not one word");
    EXPECT_EQ(problem({{"base_url", "slack.com"}}),
              "adapters.slack.base_url: not an http:// or https:// address");
    EXPECT_EQ(problem({{"command", "desk"}}), "adapters.slack.command: has no / before it");
    EXPECT_EQ(problem({{"commands", "/a"}}),
              "adapters.slack.commands: not of the form /slackname=/name");
    EXPECT_EQ(problem({{"bot_user_id", "@desk"}}),
              "adapters.slack.bot_user_id: not an id of Slack's, like U0123ABCD");
}

}  // namespace
}  // namespace desk
