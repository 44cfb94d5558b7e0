#include <desk/object_text.hpp>

#include <desk/json.hpp>

#include <gtest/gtest.h>

#include <string>

namespace desk {
namespace {

const std::string odd_texts[] = {"",  "plain ~!",  "\"\\/",  "Nem jön levél \U0001F600", "line\n\ttab\b\f\r",
                                 std::string("a\0\x01\x1F", 4),  "\x7F\u0085\u2028",  "a\xFF\xC3(", "\xED\xA0\x80", "\xC3"};

TEST(ObjectText, IsWhatDumpJsonWrites) {
    for (const auto& odd : odd_texts) {
        std::string out;
        {
            ObjectText document{out};
            document.document("a", R"([1,{"b":null}])");
            document.number("b", -9'007'199'254'740'993);
            document.text("c", odd);
            {
                auto inner = document.object("d");
                inner.text("a", odd);
                inner.text_unless_empty("b", "");
                inner.text_unless_empty("c", "x");
            }
            document.object("e");
            document.texts("f", {{odd, odd}, {"z", "1"}});
        }
        const Json same{{"a", {1, {{"b", nullptr}}}}, {"b", -9'007'199'254'740'993}, {"c", odd}, {"d", {{"a", odd}, {"c", "x"}}},
                        {"e", Json::object()}, {"f", {{odd, odd}, {"z", "1"}}}};
        EXPECT_EQ(out, dump_json(same));
    }
}

}  // namespace
}  // namespace desk
