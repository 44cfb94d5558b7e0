#include "bot/precedence.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

struct PrecedenceOfDeliveries : testing::Test {
    Precedence precedence{3};

    void come(int deliveries) {
        for (int n = 0; n < deliveries; ++n) precedence.came();
    }
    int answers() {
        int begun = 0;
        while (begun < 100 && precedence.may_answer()) ++begun;
        return begun;
    }
};

TEST_F(PrecedenceOfDeliveries, HoldsNobodyBackWhileFewWait) {
    EXPECT_EQ(answers(), 100);
    come(15);
    EXPECT_EQ(answers(), 100);
    come(10);
    precedence.ended(10);
    EXPECT_EQ(answers(), 100);
}

TEST_F(PrecedenceOfDeliveries, HoldsAnswersBackWhileManyWait) {
    come(16);
    EXPECT_EQ(answers(), 0);
}

TEST_F(PrecedenceOfDeliveries, LetsAnAnswerBeginForSoManyThatWereStored) {
    come(40);
    precedence.ended(2);
    EXPECT_EQ(answers(), 0);
    precedence.ended(5);
    EXPECT_EQ(answers(), 2);
    precedence.ended(2);
    EXPECT_EQ(answers(), 1);
}

TEST_F(PrecedenceOfDeliveries, CountsAnewOnceFewWaited) {
    come(20);
    precedence.ended(9);
    come(20);
    EXPECT_EQ(answers(), 0);
}

}  // namespace
}  // namespace desk
