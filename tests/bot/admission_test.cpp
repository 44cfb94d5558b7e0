#include "bot/receive/admission.hpp"

namespace desk {
namespace {

using std::chrono::seconds;

const Place place{.adapter = "slack", .channel = "C1"};
const Time noon{seconds{1'764'000'000}};

TEST(Admission, LetsEverybodyInUntilARateIsSet) {
    Admission admission{{}};
    for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(admission.admit({"contoso"}, place, "anna", noon));
}

TEST(Admission, StopsAPersonWhoIsTooFastAndNobodyElse) {
    Admission admission{{.user = {.per_second = 1, .burst = 2}}};
    EXPECT_TRUE(admission.admit({"contoso"}, place, "anna", noon));
    EXPECT_TRUE(admission.admit({"contoso"}, place, "anna", noon));
    EXPECT_EQ(admission.admit({"contoso"}, place, "anna", noon).error().code, ErrorCode::unavailable);
    EXPECT_TRUE(admission.admit({"contoso"}, place, "joe", noon));
}

TEST(Admission, LetsAPersonInAgainAfterAWhile) {
    Admission admission{{.user = {.per_second = 1, .burst = 1}}};
    EXPECT_TRUE(admission.admit({"contoso"}, place, "anna", noon));
    EXPECT_FALSE(admission.admit({"contoso"}, place, "anna", noon));
    EXPECT_TRUE(admission.admit({"contoso"}, place, "anna", noon + seconds{1}));
}

TEST(Admission, RefusesEverybodyAboveTheHighWaterMark) {
    Admission admission{{.backlog = 10}};
    admission.set_backlog(10);
    EXPECT_TRUE(admission.admit({"contoso"}, place, "anna", noon).error().what.starts_with("busy"));
    admission.set_backlog(9);
    EXPECT_TRUE(admission.admit({"contoso"}, place, "anna", noon));
}

TEST(Admission, RefusesEverybodyWhileTheDeskStops) {
    Admission admission{{}};
    admission.set_draining(true);
    EXPECT_FALSE(admission.admit({"contoso"}, place, "anna", noon));
}

TEST(Admission, RemembersABoundedNumberOfPeople) {
    Admission admission{{.user = {.per_second = 1, .burst = 1}, .buckets = 2}};
    EXPECT_TRUE(admission.admit({}, place, "a", noon));
    EXPECT_TRUE(admission.admit({}, place, "b", noon));
    EXPECT_TRUE(admission.admit({}, place, "c", noon));  // a is forgotten
    EXPECT_TRUE(admission.admit({}, place, "a", noon));
    EXPECT_FALSE(admission.admit({}, place, "c", noon));
}

}  // namespace
}  // namespace desk
