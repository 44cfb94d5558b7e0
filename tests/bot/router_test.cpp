#include "bot/dispatch/router.hpp"

#include "tests/support/scripted_plugin.hpp"

namespace desk {
namespace {

using test::open_manifest;

// Requests have side effects when they are new; prices ask for what is missing.
Manifest requests_manifest() {
    Manifest manifest{.id = "requests", .version = "1.0.0"};
    manifest.commands.push_back({.name = "request", .help = "help.request", .roles = {"contact", "helpdesk"},
                                 .forms = {"new", "list"},
                                 .arguments = {{.name = "title", .type = ArgumentType::rest, .is_required = true,
                                                .ask = "request.ask_subject", .forms = {"new"}}},
                                 .side_effects = {"files a request"}, .effect_forms = {"new"}});
    return manifest;
}

struct RouterOf : testing::Test {
    Manifest echo = open_manifest("echo");
    Manifest requests = requests_manifest();
    std::vector<NamedManifest> manifests{{"echo", &echo}, {"requests", &requests}};
    Router router = *Router::make(manifests, {"en", "hu", "de"});
    Directory directory;
    Person anna{.id = "anna", .role = Role::contact, .tenant = {"contoso"}};
    Time now{std::chrono::seconds{1'764'000'000}};
    Head head;

    Route said(const std::string& text) {
        Situation situation{.key = {anna.tenant, "helpdesk/c-1"}, .seq = 1, .message_id = "m1",
                            .message = {.place = {"helpdesk", "c-1", ""}, .author = "anna", .text = text}, .head = head};
        auto route = router.route(situation, anna, directory, now);
        head = route.head;
        return route;
    }
    // The key of the first phrase the desk answers with itself; "" when somebody else answers.
    std::string told(const std::string& text) {
        const auto route = said(text);
        const auto* to = std::get_if<ToAuthor>(&route.to);
        if (to == nullptr) return "";
        return to->answer.text.empty() ? to->answer.card->text.front().key : to->answer.text.front().key;
    }
    ToPlugin plugin_for(const std::string& text) {
        const auto route = said(text);
        const auto* to = std::get_if<ToPlugin>(&route.to);
        return to == nullptr ? ToPlugin{} : *to;
    }
    void choose(const std::string& customer) {
        directory = *Directory::make({}, {{.id = "contoso", .name = "Contoso"}, {.id = "fabrikam", .name = "Fabrikam"}}, {});
        said("/customer " + customer);
    }
    // As the dispatcher leaves it after a preview.
    void preview_is_open() {
        head.dialog = Dialog{.command = "request", .given = {{"form", "new"}, {"title", "Mail is late"}},
                             .waits_for = "confirmation", .asked_of = "anna", .token = "t1",
                             .fresh_until = now + std::chrono::minutes{10}, .until = now + std::chrono::days{7}};
    }
    // The clock, about the dialog `token`.
    Route reminded(const std::string& token) {
        const Situation situation{.key = {anna.tenant, "helpdesk/c-1"}, .seq = 2, .message_id = "m2",
                                  .message = {.place = {"helpdesk", "c-1", ""}, .kind = MessageKind::timer, .author = "anna",
                                              .values = {{"timer", "reminder"}, {"value", token}}},
                                  .head = head};
        return router.route(situation, anna, directory, now);
    }
};

TEST_F(RouterOf, SendsACommandToThePluginThatHasIt) {
    const auto to = plugin_for("/echo hello there");
    EXPECT_EQ(to.plugin, "echo");
    EXPECT_EQ(to.arguments.at("text"), "hello there");
}

TEST_F(RouterOf, SendsWordsToWhoeverListens) {
    const auto to = plugin_for("good morning");
    EXPECT_EQ(to.handler, "everything");
    EXPECT_EQ(to.arguments.at("text"), "good morning");
}

TEST_F(RouterOf, TakesACommandWithoutItsSlash) {
    EXPECT_EQ(plugin_for("request list").handler, "request");
    EXPECT_EQ(plugin_for("help me with the printer").handler, "everything") << "the desk's own words are not commands";
}

TEST_F(RouterOf, TakesTwoSlashesAsText) { EXPECT_EQ(plugin_for("//etc/hosts is wrong").arguments.at("text"), "/etc/hosts is wrong"); }

TEST_F(RouterOf, PreviewsACommandWithSideEffectsOnlyInThatForm) {
    EXPECT_EQ(plugin_for("/request new Mail is late").step, Step::preview);
    EXPECT_EQ(plugin_for("/request list").step, Step::answer);
}

TEST_F(RouterOf, PerformsWhatItsAskerConfirmsOnce) {
    preview_is_open();
    EXPECT_EQ(plugin_for("/confirm t1").step, Step::perform);
    EXPECT_EQ(told("/confirm t1"), "err.expired") << "single use";
}

TEST_F(RouterOf, TakesYesInWordsForAConfirmation) {
    preview_is_open();
    EXPECT_EQ(plugin_for("igen").arguments.at("title"), "Mail is late");
}

TEST_F(RouterOf, DropsAPreviewThatIsDeclined) {
    preview_is_open();
    EXPECT_EQ(told("nein"), "confirm.cancelled");
    EXPECT_FALSE(head.dialog);
}

TEST_F(RouterOf, LetsNobodyElseConfirm) {
    preview_is_open();
    head.dialog->asked_of = "joe";
    EXPECT_EQ(told("/confirm t1"), "err.other_person");
    EXPECT_TRUE(head.dialog) << "joe may still do it";
}

TEST_F(RouterOf, ShowsAPreviewAgainBeforeAnOldOneIsConfirmed) {
    preview_is_open();
    now += std::chrono::days{3};
    const auto to = plugin_for("yes");
    EXPECT_EQ(to.step, Step::preview);
    EXPECT_EQ(to.arguments.at("title"), "Mail is late");
}

TEST_F(RouterOf, SaysSoWhenAConfirmationComesTooLate) {
    preview_is_open();
    now += std::chrono::days{8};
    EXPECT_EQ(told("/confirm t1"), "err.expired");
}

TEST_F(RouterOf, RemindsOfAPreviewAndLeavesItOpen) {
    preview_is_open();
    const auto route = reminded("t1");
    EXPECT_EQ(std::get<ToAuthor>(route.to).answer.text.front().key, "form.unconfirmed");
    EXPECT_TRUE(route.head.dialog);
}

TEST_F(RouterOf, RemindsOfNothingThatIsOverOrThatAPersonHasTakenUp) {
    preview_is_open();
    EXPECT_TRUE(std::holds_alternative<ToNobody>(reminded("t0").to)) << "of an earlier one";
    head.state = State::open;
    EXPECT_TRUE(std::holds_alternative<ToNobody>(reminded("t1").to));
}

TEST_F(RouterOf, AnswersAnotherQuestionInBetweenAndKeepsThePreviewOpen) {
    preview_is_open();
    EXPECT_EQ(plugin_for("what about prices?").plugin, "echo");
    EXPECT_TRUE(head.dialog);
}

TEST_F(RouterOf, AsksForAnArgumentThatIsMissingAndTakesTheAnswer) {
    EXPECT_EQ(told("/request new"), "request.ask_subject");
    const auto to = plugin_for("Mail does not arrive");
    EXPECT_EQ(to.arguments.at("title"), "Mail does not arrive");
    EXPECT_EQ(to.step, Step::preview);
}

TEST_F(RouterOf, LetsAQuestionBeCancelled) {
    EXPECT_EQ(told("/request new"), "request.ask_subject");
    EXPECT_EQ(told("mégsem"), "confirm.cancelled");
}

// A form with two questions; the next plugin version asks for something else.
struct FormOf : RouterOf {
    FormOf() {
        requests.commands.front().arguments.insert(
            requests.commands.front().arguments.begin(),
            {.name = "users", .type = ArgumentType::integer, .is_required = true, .ask = "request.ask_users", .maximum = 500,
             .forms = {"new"}});
        router = *Router::make(manifests, {"en"});
    }
};

TEST_F(FormOf, AsksAgainForAnAnswerThatDoesNotFit) {
    EXPECT_EQ(told("/request new"), "request.ask_users");
    EXPECT_EQ(told("many"), "request.ask_users");
    EXPECT_EQ(told("40"), "request.ask_subject");
    EXPECT_EQ(plugin_for("Mail is slow").arguments.at("users"), "40");
}

TEST_F(FormOf, TakesACorrectionOfWhatWasGivenBefore) {
    told("/request new");
    told("40");
    EXPECT_EQ(told("users: 50"), "request.ask_subject");
    EXPECT_EQ(plugin_for("Mail is slow").arguments.at("users"), "50");
}

TEST_F(FormOf, PreviewsAnewWhatIsCorrectedBeforeItIsConfirmed) {
    preview_is_open();
    head.dialog->given["users"] = "40";
    const auto to = plugin_for("Title: Mail is very late");
    EXPECT_EQ(to.step, Step::preview);
    EXPECT_EQ(to.arguments.at("title"), "Mail is very late");
    EXPECT_EQ(to.arguments.at("users"), "40");
}

TEST_F(FormOf, AsksForACorrectionThatDoesNotFit) {
    preview_is_open();
    head.dialog->given["users"] = "40";
    EXPECT_EQ(told("users: none"), "request.ask_users");
    EXPECT_EQ(plugin_for("41").arguments.at("users"), "41");
}

TEST_F(FormOf, GoesOnDaysLater) {
    told("/request new");
    now += std::chrono::days{6};
    told("40");
    EXPECT_EQ(head.dialog->given.at("users"), "40");
}

TEST_F(FormOf, SaysSoWhenAnAnswerComesTooLate) {
    told("/request new");
    now += std::chrono::days{8};
    EXPECT_EQ(told("40"), "err.expired");
}

TEST_F(FormOf, RemindsWithTheQuestionItself) {
    told("/request new");
    const auto route = reminded(head.dialog->token);
    const auto& to = std::get<ToAuthor>(route.to);
    ASSERT_EQ(to.answer.text.size(), 2U);
    EXPECT_EQ(to.answer.text[0].key, "form.reminder");
    EXPECT_EQ(to.answer.text[1].key, "request.ask_users");
    EXPECT_EQ(to.words_of, "requests");
}

TEST_F(FormOf, GoesOnWithANewVersionOfItsPlugin) {
    told("/request new");
    auto& arguments = requests.commands.front().arguments;
    arguments.insert(arguments.begin() + 1, {.name = "urgency", .type = ArgumentType::choice, .is_required = true,
                                             .values = {"low", "high"}, .ask = "request.ask_urgency", .forms = {"new"}});
    requests.version = "2.0.0";
    router = *Router::make(manifests, {"en"});
    told("40");
    EXPECT_EQ(head.dialog->waits_for, "urgency");
    EXPECT_EQ(head.dialog->given.at("users"), "40");
}

TEST_F(FormOf, EndsWhenTheNewVersionNoLongerAsks) {
    told("/request new");
    requests.commands.front().arguments.erase(requests.commands.front().arguments.begin());
    router = *Router::make(manifests, {"en"});
    EXPECT_EQ(told("40"), "err.expired");
}

TEST_F(FormOf, EndsWhenItsAskerMayNoLongerRunIt) {
    told("/request new");
    anna.role = Role::guest;
    EXPECT_EQ(told("40"), "err.unknown_person");
}

TEST_F(RouterOf, KeepsCommandsFromThoseWhoMayNotRunThem) {
    anna.role = Role::sales;
    EXPECT_EQ(told("/request list"), "err.denied");
    anna = {.id = "guest:helpdesk:x", .role = Role::guest, .tenant = {"guest"}};
    EXPECT_EQ(told("/request list"), "err.unknown_person");
}

TEST_F(RouterOf, MakesAnAgentChooseTheCustomerFirst) {
    anna = {.id = "kata", .role = Role::helpdesk};
    EXPECT_EQ(told("/request list"), "err.choose_customer");
    EXPECT_EQ(told("/customer"), "err.choose_customer");
    choose("contoso");
    EXPECT_EQ(plugin_for("/request list").plugin, "requests");
    EXPECT_EQ(head.customer, "contoso");
}

TEST_F(RouterOf, ForgetsTheCustomerAnAgentChoseHalfAnHourAfterItsLastUse) {
    anna = {.id = "kata", .role = Role::helpdesk};
    choose("contoso");
    now += std::chrono::minutes{29};
    EXPECT_EQ(plugin_for("/request list").plugin, "requests");
    now += std::chrono::minutes{29};
    EXPECT_EQ(plugin_for("/request list").plugin, "requests");
    now += std::chrono::minutes{31};
    EXPECT_EQ(told("/request list"), "err.choose_customer");
    EXPECT_EQ(head.customer, "");
}

// The classic: a ticket filed for the wrong customer.
TEST_F(RouterOf, DropsAPreviewWhenAnotherCustomerIsChosen) {
    anna = {.id = "kata", .role = Role::helpdesk};
    choose("contoso");
    preview_is_open();
    choose("fabrikam");
    EXPECT_EQ(told("/confirm t1"), "err.expired");
}

TEST_F(RouterOf, NamesTheNearestCommands) {
    EXPECT_EQ(told("/reqest new x"), "err.unknown_command");
    EXPECT_EQ(told("/zzzzzzzz"), "err.unknown_command_help");
}

TEST_F(RouterOf, CallsAPersonInAnyLanguageBeforeAnyPlugin) {
    for (const auto* text : {"Can I talk to someone?", "Beszélhetnék valakivel?", "Ich möchte mit einem Menschen sprechen", "/person"}) {
        EXPECT_TRUE(std::holds_alternative<ToAgents>(said(text).to)) << text;
    }
}

TEST_F(RouterOf, AsksFirstWhenTheWishForAPersonIsNegated) {
    EXPECT_EQ(told("I do not want to talk to a person"), "bot.second_miss");
}

TEST_F(RouterOf, KeepsQuietWhileAPersonSpeaks) {
    head.state = State::open;
    EXPECT_TRUE(std::holds_alternative<ToNobody>(said("/echo hello").to));
    head.state = State::resolved;
    EXPECT_TRUE(std::holds_alternative<ToPlugin>(said("/echo hello").to)) << "writing again opens it again";
}

TEST_F(RouterOf, SuggestsThenOffersAPersonThenHandsOver) {
    manifests = {{"requests", &requests}};
    router = *Router::make(manifests, {"en"});
    EXPECT_EQ(told("mumble"), "bot.not_understood");
    EXPECT_EQ(told("mumble"), "bot.second_miss");
    EXPECT_TRUE(std::holds_alternative<ToAgents>(said("mumble").to));
}

TEST_F(RouterOf, TakesTheNumberOfAButtonFromWhoeverHasNoButtons) {
    manifests = {{"requests", &requests}};
    router = *Router::make(manifests, {"en"});
    told("mumble");
    ASSERT_TRUE(head.dialog);
    const auto last = std::to_string(head.dialog->given.size());
    EXPECT_EQ(head.dialog->given.at(last), "/person");
    EXPECT_TRUE(std::holds_alternative<ToAgents>(said(last).to));
}

TEST_F(RouterOf, TakesANumberForAButtonOnlyRightAfterThem) {
    manifests = {{"requests", &requests}};
    router = *Router::make(manifests, {"en"});
    told("mumble");
    said("/request list");
    EXPECT_FALSE(head.dialog);
    EXPECT_EQ(told("1"), "bot.not_understood");
}

TEST_F(RouterOf, ForgetsTheMissesAfterAMessageItUnderstood) {
    manifests = {{"requests", &requests}};
    router = *Router::make(manifests, {"en"});
    told("mumble");
    said("/request list");
    EXPECT_EQ(told("mumble"), "bot.not_understood");
}

TEST_F(RouterOf, ChangesTheLanguageToOneTheDeskSpeaks) {
    const auto route = said("/language hu");
    EXPECT_EQ(std::get<ToAuthor>(route.to).choose_language, "hu");
    EXPECT_EQ(told("/language xx"), "bot.language_unknown");
}

TEST_F(RouterOf, RefusesTwoPluginsThatClaimOneCommand) {
    auto other = echo;
    other.id = "other";
    manifests.push_back({"other", &other});
    EXPECT_EQ(Router::make(manifests, {"en"}).error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace desk
