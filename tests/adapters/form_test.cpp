#include "adapters/form.hpp"

namespace desk {
namespace {

TEST(Form, DecodesFields) {
    const auto form = parse_form("command=%2Fdesk&text=price+premium%2040&empty=&alone&&a=b=c");
    ASSERT_TRUE(form.has_value());
    EXPECT_EQ(field_of(*form, "command"), "/desk");
    EXPECT_EQ(field_of(*form, "text"), "price premium 40");
    EXPECT_EQ(field_of(*form, "a"), "b=c");
    EXPECT_EQ(field_of(*form, "missing"), "");
    EXPECT_TRUE(form->contains("empty") && form->contains("alone"));
}

TEST(Form, TakesAnEmptyBodyForNoFields) {
    EXPECT_TRUE(parse_form("")->empty());
}

TEST(Form, RefusesWhatIsNoForm) {
    for (const auto* body : {"a=%", "a=%4", "a=%4x", "a=%x4", "%=1", "=1", "a=1&a=2", "a=1&%61=2",
                             "a=%00", "a=%ff", "a=%C0%80", "a=\xff"}) {
        EXPECT_FALSE(parse_form(body).has_value()) << body;
    }
}

TEST(Form, KeepsItsLimits) {
    FormLimits limits;
    limits.fields = 2;
    limits.bytes = 20;
    limits.name_bytes = 3;
    EXPECT_TRUE(parse_form("a=1&b=2", limits).has_value());
    EXPECT_FALSE(parse_form("a=1&b=2&c=3", limits).has_value());
    EXPECT_FALSE(parse_form("name=1", limits).has_value());
    EXPECT_FALSE(parse_form("a=" + std::string(19, 'x'), limits).has_value());
}

TEST(Form, ReadsBodiesLargerThanCppHttplibWould) {
    const auto form = parse_form("payload=" + std::string(200'000, 'x'));
    EXPECT_EQ(field_of(*form, "payload").size(), 200'000U);
}

}  // namespace
}  // namespace desk
