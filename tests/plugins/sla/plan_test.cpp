#include "plugins/sla/plan.hpp"

#include "bot/configuration/toml_file.hpp"
#include "plugins/sla/vendor_clock.hpp"
#include "tests/plugins/sla/sla_events.hpp"

#include <fstream>
#include <iterator>

namespace desk {
namespace {

using std::chrono::hours, std::chrono::minutes;

TEST(SlaTargetText, IsReadWithItsKindOfTime) {
    using Kind = SlaTarget::Kind;
    EXPECT_EQ(*read_sla_target("30 minutes"), (SlaTarget{.kind = Kind::real_time, .length = minutes{30}}));
    EXPECT_EQ(*read_sla_target("1 hour"), (SlaTarget{.kind = Kind::real_time, .length = hours{1}}));
    EXPECT_EQ(*read_sla_target("4 business hours"), (SlaTarget{.kind = Kind::working_time, .length = hours{4}}));
    EXPECT_EQ(*read_sla_target("2 business days"), (SlaTarget{.kind = Kind::working_days, .days = 2}));
    EXPECT_EQ(read_sla_target("best effort")->kind, Kind::best_effort);
    EXPECT_EQ(read_sla_target("none")->kind, Kind::none);
    for (const auto* wrong :
         {"", "4", "4 days", "0 hours", "-4 hours", "4 business hours please", "10001 hours", "1.5 hours"}) {
        EXPECT_EQ(read_sla_target(wrong).error().what, std::string{"not like \"4 business hours\": \""} + wrong + "\"");
    }
}

TEST(SlaTargetText, IsTheSamePromiseInAPhraseAndBack) {
    for (const auto* text : {"30 minutes", "4 business hours", "2 business days", "none"}) {
        const auto target = *read_sla_target(text);
        EXPECT_EQ(target_of(promise_of(target)), target) << text;
    }
    EXPECT_EQ(promise_of(*read_sla_target("best effort")), FirstResponse{});
}

TEST(SlaPlans, AreReadFromTheSampleDesk) {
    std::ifstream stream{DESK_SOURCE_DIR "/bot/sample/desk/sla.toml"};
    const auto parsed = parse_toml("sla.toml", std::string{std::istreambuf_iterator<char>{stream}, {}});
    const auto plans = read_sla_plans(to_json_text(parsed.file.root));
    ASSERT_TRUE(plans) << plans.error().what;
    const auto* business = plan_for(*plans, "business");
    EXPECT_EQ(business->calendar, "hu-8x5");
    EXPECT_TRUE(business->pauses_for_vendor);
    EXPECT_EQ(business->targets("P2").first_response, *read_sla_target("4 business hours"));
    EXPECT_EQ(plan_for(*plans, "gold")->id, "*");
    EXPECT_FALSE(plan_for(*plans, "gold")->targets("P1").first_response.has_time());
    EXPECT_EQ(business->targets("P9"), SlaTargets{});
}

std::string refusal(const std::string& plans) {
    const auto read = read_sla_plans(R"({"plans": [)" + plans + "]}");
    return read ? "read" : read.error().what;
}

TEST(SlaPlans, SayWhatIsWrongAndWhere) {
    EXPECT_EQ(refusal(R"({"plan": "a", "calendar": "c"})"), "read");
    EXPECT_EQ(refusal(R"({"plan": "a"})"), "plans[0]: calendar: missing");
    EXPECT_EQ(refusal(R"({"plan": "a", "calendar": "c", "response": {}})"), "plans[0]: response: no such field");
    EXPECT_EQ(refusal(R"({"plan": "a", "calendar": "c", "first_response": {"P5": "1 hour"}})"),
              "plans[0]: first_response.P5: no such priority");
    EXPECT_EQ(refusal(R"({"plan": "a", "calendar": "c", "resolution": {"P1": "soon"}})"),
              "plans[0]: resolution.P1: not like \"4 business hours\": \"soon\"");
    EXPECT_EQ(refusal(R"({"plan": "a", "calendar": "c"}, {"plan": "a", "calendar": "c"})"),
              "plans[1]: plan \"a\" is there twice");
    EXPECT_EQ(read_sla_plans("{}").error().what, "plans: missing");
    EXPECT_EQ(plan_for({}, "a"), nullptr);
}

TEST(SlaPlans, MayComeFromTheRepliesOfAPriceList) {
    const auto plan = plan_from_replies("business", "hu-8x5", {{"P1", {.minutes = 60, .business_hours = true}}});
    EXPECT_EQ(plan.targets("P1").first_response, *read_sla_target("1 business hour"));
    EXPECT_FALSE(plan.targets("P1").resolution.has_time());
}

TEST(VendorClockOf, PromisesAFirstResponseByLetter) {
    const auto handed = test::at("2026-11-24T09:00");
    EXPECT_EQ(vendor_clock('A', handed, {}, {}, handed).due, test::at("2026-11-24T11:00"));
    EXPECT_EQ(vendor_clock('B', handed, {}, {}, handed).due, test::at("2026-11-24T13:00"));
    EXPECT_EQ(vendor_clock('C', handed, {}, {}, handed).due, test::at("2026-11-24T17:00"));
    EXPECT_FALSE(vendor_clock('A', handed, {}, {}, test::at("2026-11-24T11:00")).is_late);
    EXPECT_TRUE(vendor_clock('A', handed, {}, {}, test::at("2026-11-24T11:01")).is_late);
    const auto answered = vendor_clock('A', handed, test::at("2026-11-24T10:00"), {}, test::at("2026-11-25T09:00"));
    EXPECT_TRUE(answered.is_answered);
    EXPECT_FALSE(answered.is_late);
    EXPECT_EQ(vendor_clock('A', handed, {}, test::at("2026-11-24T09:30"), handed).due, test::at("2026-11-24T09:30"));
}

}  // namespace
}  // namespace desk
