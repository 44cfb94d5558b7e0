// Timers, subscriptions and news: what plugins set going comes back as a message, once.
#include "tests/storage/store_contract.hpp"

namespace desk::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Message due_message(std::string event_id) {
    return {.place = {.adapter = "slack", .channel = "C1"},
            .kind = MessageKind::timer,
            .event_id = std::move(event_id),
            .author = "U7",
            .values = {{"plugin", "requests"}, {"timer", "remind"}, {"value", "SR-1"}},
            .sent_at = at(0)};
}

Outcome with_timer(int seconds, std::string event_id = "timer/1") {
    auto outcome = answer({});
    outcome.timers = {{"requests", "remind", at(seconds), due_message(std::move(event_id))}};
    return outcome;
}

Outcome subscribing(std::string author, std::string channel, bool is_wanted = true) {
    auto outcome = answer({});
    outcome.subscriptions = {{"incidents/outage", is_wanted, std::move(author), {.adapter = "slack", .channel = std::move(channel)}}};
    return outcome;
}

Outcome publishing(std::string revision, Tenant to = {}) {
    auto outcome = answer({});
    outcome.news = {{"incidents/outage", std::move(revision), "incidents", R"({"text":[{"key":"outage.over"}]})", std::move(to)}};
    return outcome;
}

// Beside the contract: what these tests say and hear.
class DueContract : public StoreContract {
protected:
    void say(const Arrival& arrival, const Outcome& outcome) {
        receive(arrival);
        EXPECT_TRUE(finish(ticket(), outcome));
    }
    // Subscriber number `n` of the tenant, in a conversation of their own.
    void subscribe(int n, const Tenant& tenant = contoso) {
        const auto name = std::to_string(n);
        say(said("tell me", "S" + name + tenant.customer, "D" + name, tenant), subscribing("U" + name, "D" + name));
    }
    int fire(Time now, int most = 100) {
        int times = 0;
        while (*store().fire_timers(now, most)) ++times;
        return times;
    }
    void spread(int most) {
        while (*store().spread_news(at(30), most)) {
        }
    }
    // Authors of the news that waits, after which it does not wait any more.
    std::vector<std::string> heard() {
        std::vector<std::string> authors;
        for (const auto& waiting : tickets(at(1000))) {
            const auto situation = store().situation(waiting);
            EXPECT_EQ(situation->message.kind, MessageKind::news);
            EXPECT_EQ(situation->message.values.at("plugin"), "incidents");
            authors.push_back(situation->message.author);
            EXPECT_TRUE(finish(waiting, answer({})));
        }
        std::sort(authors.begin(), authors.end());
        return authors;
    }
};

TEST_P(DueContract, PutsATimerIntoItsConversationWhenItIsDueAndNotBefore) {
    say(said("remind me", "E1"), with_timer(60));
    EXPECT_EQ(fire(at(59)), 0);
    EXPECT_THAT(tickets(at(1000)), IsEmpty());
    EXPECT_EQ(fire(at(60)), 1);
    const auto situation = store().situation(ticket(at(60)));
    EXPECT_EQ(situation->message.kind, MessageKind::timer);
    EXPECT_EQ(situation->message.values.at("value"), "SR-1");
    EXPECT_EQ(situation->key.name, "slack/C1");
    EXPECT_EQ(situation->seq, 2);
}

TEST_P(DueContract, FiresATimerOnce) {
    say(said("remind me", "E1"), with_timer(60));
    fire(at(60));
    EXPECT_EQ(fire(at(90)), 0);
    open();
    EXPECT_EQ(fire(at(90)), 0);
    EXPECT_TRUE(finish(ticket(at(90)), answer({"it is time"})));
}

TEST_P(DueContract, MovesATimerThatIsSetAgain) {
    say(said("remind me", "E1"), with_timer(60));
    say(said("later", "E2"), with_timer(120, "timer/2"));
    EXPECT_EQ(fire(at(61)), 0);
    EXPECT_EQ(fire(at(120)), 1);
}

TEST_P(DueContract, TakesATimerAway) {
    say(said("remind me", "E1"), with_timer(60));
    auto outcome = with_timer(60);
    outcome.timers.front().at.reset();
    say(said("never mind", "E2"), outcome);
    EXPECT_EQ(fire(at(120)), 0);
}

TEST_P(DueContract, KeepsNoTurnForAMessageWithoutWords) {
    say(said("remind me", "E1"), with_timer(60));
    fire(at(60));
    ASSERT_TRUE(finish(ticket(at(60)), answer({"it is time"})));
    EXPECT_EQ(archive().list({}, {}, 10)->front().messages, 2);
}

TEST_P(DueContract, TellsEverySubscriberARevisionOnce) {
    for (int n = 0; n < 5; ++n) subscribe(n);
    say(said("it is over", "E9"), publishing("EX1/2"));
    spread(2);
    EXPECT_THAT(heard(), ElementsAre("U0", "U1", "U2", "U3", "U4"));
    say(said("it is still over", "E10"), publishing("EX1/2"));
    spread(2);
    EXPECT_THAT(heard(), IsEmpty());
    say(said("it is back", "E11"), publishing("EX1/3"));
    spread(100);
    EXPECT_EQ(heard().size(), 5U);
}

TEST_P(DueContract, GoesOnWhereItWasInterrupted) {
    for (int n = 0; n < 5; ++n) subscribe(n);
    say(said("it is over", "E9"), publishing("EX1/2"));
    EXPECT_TRUE(*store().spread_news(at(30), 2));
    open();
    spread(2);
    EXPECT_EQ(heard().size(), 5U);
}

TEST_P(DueContract, ForgetsWhoDoesNotWantToHearIt) {
    subscribe(0);
    subscribe(1);
    say(said("stop", "E8", "D0"), subscribing("U0", "D0", false));
    say(said("it is over", "E9"), publishing("EX1/2"));
    spread(10);
    EXPECT_THAT(heard(), ElementsAre("U1"));
}

TEST_P(DueContract, KeepsOneCustomersNewsFromTheOthers) {
    subscribe(0);
    subscribe(1, fabrikam);
    say(said("only ours", "E9"), publishing("EX1/2", contoso));
    spread(10);
    EXPECT_THAT(heard(), ElementsAre("U0"));
    say(said("everybody", "E10"), publishing("EX1/2"));
    spread(10);
    EXPECT_THAT(heard(), ElementsAre("U1"));  // the other one has heard it
}

INSTANTIATE_TEST_SUITE_P(Engines, DueContract, testing::ValuesIn(engines()),
                         [](const auto& engine) { return engine.param.name; });

}  // namespace
}  // namespace desk::test
