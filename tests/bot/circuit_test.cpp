#include "bot/deliver/circuit.hpp"

namespace desk {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Time noon{seconds{1'764'000'000}};

ConversationKey conversation(int n) { return {{"contoso"}, "slack/C" + std::to_string(n)}; }

struct CircuitOf : testing::Test {
    Circuit circuit{{}};

    void fail(int times, int conversations) {
        for (int i = 0; i < times; ++i) circuit.failed("slack", conversation(i % conversations), noon);
    }
};

TEST_F(CircuitOf, OpensWhenTenInARowFailInThreeConversations) {
    fail(9, 3);
    EXPECT_TRUE(circuit.may_send("slack", noon));
    EXPECT_TRUE(circuit.failed("slack", conversation(0), noon));
    EXPECT_FALSE(circuit.may_send("slack", noon));
}

TEST_F(CircuitOf, StaysClosedWhenOneConversationAloneFails) {
    fail(50, 1);
    EXPECT_TRUE(circuit.may_send("slack", noon));
}

TEST_F(CircuitOf, StaysClosedWhenOneInBetweenIsTaken) {
    fail(9, 3);
    circuit.succeeded("slack", noon);
    fail(9, 3);
    EXPECT_TRUE(circuit.may_send("slack", noon));
}

TEST_F(CircuitOf, LetsOneProbeThroughAndDoublesThePause) {
    circuit.refused("slack", noon);
    EXPECT_FALSE(circuit.may_send("slack", noon + seconds{29}));
    EXPECT_TRUE(circuit.may_send("slack", noon + seconds{30}));
    EXPECT_FALSE(circuit.may_send("slack", noon + seconds{30})) << "one probe, not two";

    circuit.refused("slack", noon + seconds{31});
    EXPECT_FALSE(circuit.may_send("slack", noon + seconds{90}));
    EXPECT_TRUE(circuit.may_send("slack", noon + seconds{91}));
}

TEST_F(CircuitOf, ClosesWhenAProbeIsTaken) {
    circuit.refused("slack", noon);
    circuit.succeeded("slack", noon + seconds{30});
    EXPECT_TRUE(circuit.may_send("slack", noon + seconds{31}));
    EXPECT_TRUE(circuit.open().empty());
}

TEST_F(CircuitOf, TellsHowLongTheAdapterHasBeenPaused) {
    circuit.refused("slack", noon);
    EXPECT_EQ(circuit.paused_since("slack", noon - seconds{10}, noon + seconds{60}), seconds{60});
    EXPECT_EQ(circuit.paused_since("slack", noon + seconds{20}, noon + seconds{60}), seconds{40});
    EXPECT_EQ(circuit.paused_since("teams", noon, noon + seconds{60}), milliseconds{0});
}

TEST_F(CircuitOf, WaitsAsLongAsThePlatformAsked) {
    circuit.asked_to_wait("slack", noon + seconds{7});
    EXPECT_FALSE(circuit.may_send("slack", noon + seconds{6}));
    EXPECT_TRUE(circuit.may_send("slack", noon + seconds{7}));
    EXPECT_TRUE(circuit.may_send("teams", noon));
}

}  // namespace
}  // namespace desk
