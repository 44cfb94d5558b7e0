// The clocks of a request, from what was recorded. Times are UTC; Budapest is an hour ahead in November.
#include "plugins/sla/clock.hpp"

#include "tests/plugins/sla/sla_events.hpp"

#include <random>

namespace desk {
namespace {

using std::chrono::hours, std::chrono::minutes, std::chrono::seconds;
using test::at, test::Log, test::plan_of;
using Kind = SlaEventKind;

struct SlaClocks : testing::Test {
    WorkingTime in = test::office_hours();
    SlaPlan plan = plan_of("4 business hours", "8 business hours", "2 business days");

    SlaStanding standing(const Log& log, const std::string& now) const {
        return sla_standing(log.events(), plan, in, at(now));
    }
    SlaClock first(const Log& log, const std::string& now) const {
        return standing(log, now)[SlaClockName::first_response];
    }
    SlaClock next(const Log& log, const std::string& now) const {
        return standing(log, now)[SlaClockName::next_response];
    }
    SlaClock solution(const Log& log, const std::string& now) const {
        return standing(log, now)[SlaClockName::resolution];
    }
};

TEST_F(SlaClocks, WarnAtHalfAtThreeQuartersAndWhenTheTimeIsOver) {
    const auto log = Log{}.add(Kind::filed, "2026-11-24T09:00", "P2");  // 10:00 in Budapest
    const auto clock = first(log, "2026-11-24T09:00");
    EXPECT_EQ(clock.state, SlaState::on_track);
    EXPECT_EQ(clock.due, at("2026-11-24T13:00"));
    ASSERT_EQ(clock.warnings.size(), 3U);
    EXPECT_EQ(clock.warnings[0].at, at("2026-11-24T11:00"));
    EXPECT_EQ(clock.warnings[1].at, at("2026-11-24T12:00"));
    EXPECT_EQ(clock.warnings[2].at, at("2026-11-24T13:00"));
    EXPECT_EQ(standing(log, "2026-11-24T09:00").next_change, at("2026-11-24T11:00"));
    EXPECT_EQ(standing(log, "2026-11-24T11:00").next_change, at("2026-11-24T12:00"));
    EXPECT_EQ(first(log, "2026-11-24T11:59").state, SlaState::on_track);
    EXPECT_EQ(first(log, "2026-11-24T12:00").state, SlaState::at_risk);
    EXPECT_EQ(first(log, "2026-11-24T13:00").state, SlaState::breached);
    EXPECT_EQ(first(log, "2026-11-24T12:00").consumed, hours{3});
}

TEST_F(SlaClocks, BeginAtNightAndCountFromTheNextOpening) {
    const auto log = Log{}.add(Kind::filed, "2026-11-20T18:00", "P2");  // Friday 19:00
    EXPECT_EQ(first(log, "2026-11-20T18:00").due, at("2026-11-23T11:00"));
    EXPECT_EQ(first(log, "2026-11-22T12:00").consumed, seconds{0});
}

TEST_F(SlaClocks, EndAFirstResponseWithTheFirstPublicReply) {
    auto log = Log{}.add(Kind::filed, "2026-11-24T09:00", "P2").add(Kind::desk_reply, "2026-11-24T10:00");
    const auto clock = first(log, "2026-11-25T10:00");
    EXPECT_EQ(clock.state, SlaState::met);
    EXPECT_EQ(clock.consumed, hours{1});
    EXPECT_FALSE(clock.due);
    EXPECT_TRUE(clock.warnings.empty());
    EXPECT_EQ(next(log, "2026-11-25T10:00").state, SlaState::idle);

    const auto late = Log{}.add(Kind::filed, "2026-11-24T09:00", "P2").add(Kind::desk_reply, "2026-11-24T13:01");
    EXPECT_EQ(first(late, "2026-11-25T10:00").state, SlaState::missed);
    const auto just = Log{}.add(Kind::filed, "2026-11-24T09:00", "P2").add(Kind::desk_reply, "2026-11-24T13:00");
    EXPECT_EQ(first(just, "2026-11-25T10:00").state, SlaState::met);
}

TEST_F(SlaClocks, OweTheNextReplyFromTheFirstMessageThatIsNotAnswered) {
    auto log = Log{}
                   .add(Kind::filed, "2026-11-24T08:00", "P2")
                   .add(Kind::customer_message, "2026-11-24T08:10")  // the first reply is still owed
                   .add(Kind::desk_reply, "2026-11-24T09:00");
    EXPECT_EQ(next(log, "2026-11-24T09:30").state, SlaState::idle);
    log.add(Kind::customer_message, "2026-11-24T10:00").add(Kind::customer_message, "2026-11-24T11:00");
    EXPECT_EQ(next(log, "2026-11-24T11:00").due, at("2026-11-25T09:00"));
    EXPECT_EQ(next(log, "2026-11-24T11:00").round, 1);
    log.add(Kind::desk_reply, "2026-11-24T12:00").add(Kind::customer_message, "2026-11-25T08:00");
    EXPECT_EQ(next(log, "2026-11-25T08:00").round, 2);
    EXPECT_EQ(next(log, "2026-11-25T08:00").due, at("2026-11-25T16:00"));
}

// Vectors 22 and 23 of the facts.
TEST_F(SlaClocks, StandStillWhileTheCustomerIsWaitedFor) {
    auto log = Log{}.add(Kind::filed, "2026-11-20T14:00", "P2").add(Kind::waiting_for_customer, "2026-11-20T15:00");
    const auto paused = first(log, "2026-11-22T10:00");
    EXPECT_EQ(paused.state, SlaState::on_track);
    EXPECT_EQ(paused.paused_since, at("2026-11-20T15:00"));
    EXPECT_FALSE(paused.due);
    EXPECT_EQ(paused.consumed, hours{1});
    EXPECT_FALSE(standing(log, "2026-11-22T10:00").next_change);
    log.add(Kind::customer_wait_over, "2026-11-23T09:00");
    EXPECT_EQ(first(log, "2026-11-23T09:00").due, at("2026-11-23T12:00"));
    EXPECT_FALSE(first(log, "2026-11-23T09:00").paused_since);

    const auto outside = Log{}
                             .add(Kind::filed, "2026-11-20T14:00", "P2")
                             .add(Kind::waiting_for_customer, "2026-11-20T17:00")
                             .add(Kind::customer_message, "2026-11-23T06:00");  // an answer ends the wait as well
    EXPECT_EQ(first(outside, "2026-11-23T06:00").due, at("2026-11-23T09:00"));
}

TEST_F(SlaClocks, StandStillForTheVendorWhenTheContractSaysSo) {
    auto log = Log{}
                   .add(Kind::filed, "2026-11-24T08:00", "P2")
                   .add(Kind::desk_reply, "2026-11-24T09:00")
                   .add(Kind::waiting_for_vendor, "2026-11-24T10:00")
                   .add(Kind::customer_message, "2026-11-24T11:00");
    EXPECT_EQ(solution(log, "2026-11-24T12:00").paused_since, at("2026-11-24T10:00"));
    EXPECT_EQ(next(log, "2026-11-24T12:00").due, at("2026-11-25T10:00"));  // a reply is owed all the same
    log.add(Kind::vendor_wait_over, "2026-11-25T10:00");
    EXPECT_EQ(solution(log, "2026-11-25T10:00").due, at("2026-11-27T08:00"));  // one day later than without
    plan.pauses_for_vendor = false;
    EXPECT_EQ(solution(log, "2026-11-25T10:00").due, at("2026-11-26T08:00"));
}

TEST_F(SlaClocks, GoOnWhereTheyStoppedWhenARequestIsOpenedAgain) {
    auto log = Log{}.add(Kind::filed, "2026-11-24T08:00", "P2").add(Kind::resolved, "2026-11-24T10:00");
    EXPECT_EQ(first(log, "2026-11-24T11:00").state, SlaState::met);  // a solution is a reply
    EXPECT_EQ(solution(log, "2026-11-24T11:00").state, SlaState::met);
    log.add(Kind::reopened, "2026-11-25T10:00");
    const auto clock = solution(log, "2026-11-25T10:00");
    EXPECT_EQ(clock.state, SlaState::on_track);
    EXPECT_EQ(clock.consumed, hours{2});
    EXPECT_EQ(next(log, "2026-11-25T10:00").round, 1);
    EXPECT_EQ(next(log, "2026-11-25T10:00").due, at("2026-11-26T09:00"));
}

TEST_F(SlaClocks, CountWhatWasUsedUpAgainstANewPriority) {
    plan.by_priority["P1"] = {*read_sla_target("1 business hour"), {}, {}};
    auto log = Log{}.add(Kind::filed, "2026-11-24T08:00", "P2").add(Kind::priority_changed, "2026-11-24T08:30", "P1");
    EXPECT_EQ(first(log, "2026-11-24T08:30").due, at("2026-11-24T09:00"));
    EXPECT_EQ(solution(log, "2026-11-24T08:30").state, SlaState::unpromised);
    const auto late =
        Log{}.add(Kind::filed, "2026-11-24T08:00", "P2").add(Kind::priority_changed, "2026-11-24T10:30", "P1");
    EXPECT_EQ(first(late, "2026-11-24T10:30").state, SlaState::breached);
    const auto kept = Log{}
                          .add(Kind::filed, "2026-11-24T08:00", "P2")
                          .add(Kind::desk_reply, "2026-11-24T10:00")
                          .add(Kind::priority_changed, "2026-11-24T11:00", "P1");
    EXPECT_EQ(first(kept, "2026-11-24T12:00").state, SlaState::met);  // judged by the promise of its time
}

TEST_F(SlaClocks, AreNeverLateWithoutAPromise) {
    plan = plan_of("best effort", "none", "best effort");
    const auto log = Log{}.add(Kind::filed, "2026-11-24T08:00", "P2");
    for (const auto& clock : standing(log, "2030-01-01T00:00").clocks) EXPECT_EQ(clock.state, SlaState::unpromised);
    EXPECT_FALSE(standing(log, "2030-01-01T00:00").next_change);
    EXPECT_EQ(sla_standing({}, plan, in, at("2026-11-24T08:00"))[SlaClockName::first_response].state,
              SlaState::unpromised);
}

TEST_F(SlaClocks, CountDayAndNightWhenThePromiseDoes) {
    plan = plan_of("30 minutes", "none", "4 hours");
    const auto log = Log{}.add(Kind::filed, "2026-11-21T22:00", "P2");  // Saturday night
    EXPECT_EQ(first(log, "2026-11-21T22:00").due, at("2026-11-21T22:30"));
    EXPECT_EQ(solution(log, "2026-11-21T22:00").due, at("2026-11-22T02:00"));
}

std::string text_of(const SlaStanding& standing) {
    std::string text;
    for (const auto& clock : standing.clocks) {
        text += std::string{name_of(clock.name)} + " " + std::string{name_of(clock.state)} + " " +
                (clock.due ? wire::time_text(*clock.due) : "-") + " " +
                (clock.paused_since ? wire::time_text(*clock.paused_since) : "-") + " " +
                std::to_string(clock.consumed.count()) + "/" + std::to_string(clock.total.count()) + " " +
                std::to_string(clock.round) + "\n";
        for (const auto& warning : clock.warnings) {
            text += std::to_string(warning.percent) + " " + wire::time_text(warning.at) + "\n";
        }
    }
    return text + (standing.next_change ? wire::time_text(*standing.next_change) : "-");
}

// 300 made-up histories: the same clocks from the whole log in any order, from the part that had happened by then, and
// from a log with its events doubled; what is used up never shrinks while nothing happens.
TEST_F(SlaClocks, ComeOutTheSameHoweverTheLogIsReplayed) {
    std::mt19937 random{4};
    constexpr std::array kinds{Kind::desk_reply,         Kind::customer_message,   Kind::waiting_for_customer,
                               Kind::customer_wait_over, Kind::waiting_for_vendor, Kind::vendor_wait_over,
                               Kind::resolved,           Kind::reopened,           Kind::priority_changed};
    plan.by_priority["P1"] = {*read_sla_target("1 hour"), *read_sla_target("2 business hours"),
                              *read_sla_target("8 business hours")};
    for (int history = 0; history < 300; ++history) {
        std::vector<SlaEvent> events{{Kind::filed, at("2026-11-20T08:00"), 0, "P2"}};
        for (int i = 1; i < 12; ++i) {
            const auto later = events.back().at + minutes{random() % 6 * 150};  // often the same moment
            events.push_back({kinds[random() % kinds.size()], later, i, random() % 2 == 0 ? "P1" : "P2"});
        }
        const auto now = events.back().at - minutes{random() % 3'000};
        const auto told = text_of(sla_standing(events, plan, in, now));
        auto shuffled = events;
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        ASSERT_EQ(text_of(sla_standing(shuffled, plan, in, now)), told) << "history " << history;
        auto happened = events;
        std::erase_if(happened, [&](const auto& event) { return event.at > now; });
        ASSERT_EQ(text_of(sla_standing(happened, plan, in, now)), told) << "history " << history;
        auto earlier = sla_standing(happened, plan, in, now);
        auto later = sla_standing(happened, plan, in, now + hours{5});
        for (std::size_t i = 0; i < 3; ++i) ASSERT_LE(earlier.clocks[i].consumed, later.clocks[i].consumed);
    }
}

}  // namespace
}  // namespace desk
