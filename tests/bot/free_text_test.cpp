// What the router makes of a sentence: a command when its meaning is sure, a question when it is not, then a person; and what
// sentences do while a form is open. Meanings are made up: how they come about is bot/understanding's business.
#include <gmock/gmock.h>

#include "bot/dispatch/router.hpp"
#include "tests/support/scripted_plugin.hpp"

namespace desk {
namespace {

using testing::HasSubstr;

Manifest desk_manifest() {
    Manifest manifest{.id = "desk", .version = "1.0.0"};
    const std::vector<std::string> everybody{"contact", "helpdesk"};
    manifest.commands.push_back({.name = "health", .help = "help.health", .roles = everybody,
                                 .arguments = {{.name = "service", .type = ArgumentType::rest}}});
    manifest.commands.push_back({.name = "incident", .help = "help.incident", .roles = everybody,
                                 .arguments = {{.name = "id", .type = ArgumentType::id},
                                               {.name = "follow", .type = ArgumentType::choice, .values = {"subscribe"}}}});
    manifest.commands.push_back({.name = "request", .help = "help.request", .roles = everybody, .forms = {"new"},
                                 .arguments = {{.name = "title", .type = ArgumentType::rest, .is_required = true, .ask = "ask.title", .forms = {"new"}},
                                               {.name = "users", .type = ArgumentType::integer, .is_required = true, .ask = "ask.users", .forms = {"new"}},
                                               {.name = "since", .type = ArgumentType::rest, .ask = "ask.since", .forms = {"new"}}},
                                 .side_effects = {"files a request"}, .effect_forms = {"new"}});
    manifest.commands.push_back({.name = "secret", .help = "help.secret", .roles = {"helpdesk"}});
    manifest.intents = {{.name = "health.ask", .command = "health"},
                        {.name = "incident.follow", .command = "incident", .arguments = {{"follow", "subscribe"}}},
                        {.name = "request.new", .command = "request", .form = "new"},
                        {.name = "secret.ask", .command = "secret"}};
    return manifest;
}

struct FreeText : testing::Test {
    Manifest manifest = desk_manifest();
    std::vector<NamedManifest> manifests{{"desk", &manifest}};
    Router router = *Router::make(manifests, {"en", "hu", "de"});
    Directory directory;
    Person anna{.id = "anna", .role = Role::contact, .tenant = {"contoso"}};
    Time now{std::chrono::seconds{1'764'000'000}};
    Head head;
    Route last;

    static Meaning sure(std::string intent, std::vector<Slot> slots = {}) {
        return {.language = "en", .intent = std::move(intent), .confidence = 0.94, .sureness = Sureness::sure, .slots = std::move(slots)};
    }
    static Slot slot(SlotKind kind, std::string value) { return {.kind = kind, .value = std::move(value)}; }

    const Route& say(const std::string& text, const Meaning& meaning) {
        const Situation situation{.key = {anna.tenant, "helpdesk/c-1"}, .seq = 1, .message_id = "m1",
                                  .message = {.place = {"helpdesk", "c-1", ""}, .author = "anna", .text = text}, .head = head};
        last = router.route(situation, anna, directory, now, &meaning);
        head = last.head;
        return last;
    }
    ToPlugin called() const {
        const auto* to = std::get_if<ToPlugin>(&last.to);
        return to == nullptr ? ToPlugin{} : *to;
    }
    std::string told() const {
        const auto* to = std::get_if<ToAuthor>(&last.to);
        if (to == nullptr) return "";
        return to->answer.text.empty() ? to->answer.card->text.front().key : to->answer.text.front().key;
    }
    std::vector<std::string> buttons() const {
        std::vector<std::string> commands;
        const auto* to = std::get_if<ToAuthor>(&last.to);
        if (to != nullptr && to->answer.card) {
            for (const auto& action : to->answer.card->actions) commands.push_back(action.command);
        }
        return commands;
    }
};

TEST_F(FreeText, ThatIsSureBecomesACommandWithWhatTheSentenceNames) {
    say("Leállt az Exchange?", sure("health.ask", {slot(SlotKind::service, "exchange-online")}));
    EXPECT_EQ(called().handler, "health");
    EXPECT_EQ(called().arguments.at("service"), "exchange-online");
    EXPECT_THAT(last.understood, HasSubstr("health.ask 0.94 sure"));
    EXPECT_THAT(last.understood, HasSubstr("service exchange-online"));
}

TEST_F(FreeText, TakesTheArgumentsThatAnIntentFixes) {
    say("szóljon, ha megoldódik", sure("incident.follow", {slot(SlotKind::incident, "EX1042")}));
    EXPECT_EQ(called().arguments.at("follow"), "subscribe");
    EXPECT_EQ(called().arguments.at("id"), "EX1042");
}

TEST_F(FreeText, StartsAFormWithTheSentenceAsItsWordsAndAsksForTheRest) {
    say("bitte ein Ticket, nichts geht", sure("request.new"));
    EXPECT_EQ(told(), "ask.users");
    EXPECT_EQ(head.dialog->given.at("title"), "bitte ein Ticket, nichts geht");
}

TEST_F(FreeText, TakesSeveralAnswersFromOneMessage) {
    say("nothing works for 40 people, a ticket please", sure("request.new", {slot(SlotKind::users, "40")}));
    EXPECT_EQ(called().step, Step::preview);
    EXPECT_EQ(called().arguments.at("users"), "40");
}

TEST_F(FreeText, ReadsTheNumberInAnAnswerOfWords) {
    say("a ticket please", sure("request.new"));
    say("kb. negyvenen", sure("none", {slot(SlotKind::users, "40")}));
    EXPECT_EQ(called().arguments.at("users"), "40");
}

TEST_F(FreeText, CorrectsAPreviewThatWaits) {
    head.dialog = Dialog{.command = "request", .given = {{"form", "new"}, {"title", "Mail"}, {"users", "4"}, {"since", "ma"}},
                         .waits_for = "confirmation", .asked_of = "anna", .token = "t",
                         .fresh_until = now + std::chrono::minutes{10}, .until = now + std::chrono::days{7}};
    say("nem, holnap óta", sure("none", {slot(SlotKind::since, "2026-11-25T23:00Z")}));
    EXPECT_EQ(called().step, Step::preview);
    EXPECT_EQ(called().arguments.at("since"), "holnap óta");
    EXPECT_EQ(called().arguments.at("users"), "4");
}

TEST_F(FreeText, AnswersAQuestionInTheMiddleOfAFormAndGoesBack) {
    say("a ticket please", sure("request.new"));
    ASSERT_EQ(told(), "ask.users");
    say("is Teams down?", sure("health.ask", {slot(SlotKind::service, "microsoft-teams")}));
    EXPECT_EQ(called().handler, "health");
    EXPECT_EQ(called().asks_again, "ask.users");
    ASSERT_TRUE(head.dialog);
    EXPECT_EQ(head.dialog->waits_for, "users");
}

TEST_F(FreeText, TakesWordsThatWereAskedForAsTheAnswerAndNotAsAnotherWish) {
    head.dialog = Dialog{.command = "request", .given = {{"form", "new"}, {"users", "4"}}, .waits_for = "title", .asked_of = "anna", .token = "t",
                         .fresh_until = now + std::chrono::minutes{30}, .until = now + std::chrono::days{7}};
    say("Exchange is down", sure("health.ask", {slot(SlotKind::service, "exchange-online")}));
    EXPECT_EQ(called().handler, "request");
    EXPECT_EQ(called().arguments.at("title"), "Exchange is down");
}

TEST_F(FreeText, DaysLaterAnswersWhatIsAskedNewAndPutsTheOldQuestionAgain) {
    head.dialog = Dialog{.command = "request", .given = {{"form", "new"}, {"users", "4"}}, .waits_for = "title", .asked_of = "anna", .token = "t",
                         .fresh_until = now + std::chrono::minutes{30}, .until = now + std::chrono::days{7}};
    now += std::chrono::days{2};
    say("Exchange is down", sure("health.ask", {slot(SlotKind::service, "exchange-online")}));
    EXPECT_EQ(called().handler, "health");
    EXPECT_EQ(called().asks_again, "ask.title");
}

TEST_F(FreeText, ThatIsANameAndNoMoreIsAnsweredEvenInDoubtUnlessThatChangesSomething) {
    auto meaning = sure("health.ask", {slot(SlotKind::service, "exchange-online")});
    meaning.sureness = Sureness::unsure;
    meaning.is_name_only = true;
    say("exchange", meaning);
    EXPECT_EQ(called().handler, "health");
    for (const auto* intent : {"request.new", "incident.follow"}) {
        meaning.intent = intent;
        say("exchange", meaning);
        EXPECT_EQ(told(), "bot.not_understood") << intent;
        head = {};
    }
}

TEST_F(FreeText, OfAnAgentChoosesTheCustomerItNames) {
    anna = {.id = "kata", .role = Role::helpdesk};
    head.customer = "fabrikam";
    head.customer_until = now + std::chrono::minutes{1};
    say("is Exchange down at Contoso?", sure("health.ask", {slot(SlotKind::customer, "contoso")}));
    EXPECT_EQ(head.customer, "contoso");
    EXPECT_GT(head.customer_until, now + std::chrono::minutes{1});
    auto misspelt = slot(SlotKind::customer, "fabrikam");
    misspelt.is_exact = false;
    say("and at Fabriakm?", sure("health.ask", {misspelt}));
    EXPECT_EQ(head.customer, "contoso") << "nobody acts for a customer by a slip of the finger";
}

TEST_F(FreeText, OfACustomerChoosesNoOther) {
    say("is Exchange down at Fabrikam?", sure("health.ask", {slot(SlotKind::customer, "fabrikam")}));
    EXPECT_EQ(head.customer, "");
}

TEST_F(FreeText, InDoubtAsksWhichOfTheLikeliestWasMeantThenOffersAPersonThenCallsOne) {
    auto meaning = sure("health.ask", {slot(SlotKind::service, "exchange-online")});
    meaning.sureness = Sureness::unsure;
    meaning.runner_ups = {{"request.new", 0.3}, {"secret.ask", 0.1}};
    say("exchange hmm", meaning);
    EXPECT_EQ(told(), "bot.not_understood");
    EXPECT_THAT(buttons(), testing::ElementsAre("/health exchange-online", "/request new exchange hmm"));
    say("exchange hmm", meaning);
    EXPECT_EQ(told(), "bot.second_miss");
    say("exchange hmm", meaning);
    EXPECT_TRUE(std::holds_alternative<ToAgents>(last.to));
}

TEST_F(FreeText, ThatNobodyHandlesOrThisPersonMayNotHaveIsNotUnderstood) {
    say("what is the weather", sure("weather.ask"));
    EXPECT_EQ(told(), "bot.not_understood");
    head = {};
    say("tell me the secret", sure("secret.ask"));
    EXPECT_EQ(told(), "bot.not_understood");
    EXPECT_TRUE(buttons().empty() || buttons().front() != "/secret");
}

TEST_F(FreeText, OfTheDeskItselfIsAnsweredByIt) {
    say("hello", sure("greeting"));
    EXPECT_EQ(told(), "bot.hello");
    say("thanks a lot", sure("thanks"));
    EXPECT_EQ(told(), "bot.welcome");
    say("let me speak with somebody real", sure("person.ask"));
    EXPECT_TRUE(std::holds_alternative<ToAgents>(last.to));
}

TEST_F(FreeText, ThatIsACommandIsACommand) {
    say("/health teams", sure("request.new"));
    EXPECT_EQ(called().handler, "health");
    EXPECT_EQ(last.understood, "");
}

TEST_F(FreeText, ThatIsNotSureIsDoubtfulAndNothingElseIs) {
    auto meaning = sure("health.ask");
    EXPECT_FALSE(say("is mail down", meaning).is_doubtful);
    EXPECT_FALSE(say("/health", meaning).is_doubtful);
    for (const auto sureness : {Sureness::unsure, Sureness::unknown}) {
        meaning.sureness = sureness;
        EXPECT_TRUE(say("hmm mail", meaning).is_doubtful);
        EXPECT_FALSE(say("can I talk to a human", meaning).is_doubtful) << "whoever wants a person gets one by rule";
    }
    EXPECT_FALSE(say("what is the weather", sure("weather.ask")).is_doubtful);
}

TEST_F(FreeText, OffersAnotherReaderWhatThisPersonMayAskForAndWhatIsConfirmedFirst) {
    const auto offered_to = [&](const Person& person) {
        std::vector<std::string> names;
        for (const auto& intent : router.offered_to(person)) names.push_back(intent.name);
        return names;
    };
    EXPECT_THAT(offered_to(anna), testing::ElementsAre("greeting", "health.ask", "help.ask", "language.change", "request.new", "thanks"));
    const Person eva{.id = "eva", .role = Role::helpdesk};
    EXPECT_THAT(offered_to(eva), testing::Contains("secret.ask"));
    EXPECT_THAT(offered_to(eva), testing::Not(testing::AnyOf(testing::Contains("incident.follow"), testing::Contains("person.ask")))) << "nobody would be asked first";
}

TEST_F(FreeText, KeepsThePersonsWordsOutOfWhatIsRecordedOfIt) {
    say("my password is hunter2", sure("request.new", {slot(SlotKind::email, "a@b.example"), slot(SlotKind::users, "4")}));
    EXPECT_EQ(last.understood.find("hunter2"), std::string::npos);
    EXPECT_EQ(last.understood.find("a@b.example"), std::string::npos);
}

}  // namespace
}  // namespace desk
