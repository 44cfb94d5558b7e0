// The tolerant reading of §8.3, row by row.
#include "plugins/vendors/vendor_json.hpp"

#include <desk/wire_values.hpp>

#include <gtest/gtest.h>

#include <array>

namespace desk::vendors {
namespace {

std::string utf16(std::u16string_view text, bool is_big_endian) {
    std::string bytes = is_big_endian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char16_t unit : text) {
        const auto high = static_cast<char>(unit >> 8);
        const auto low = static_cast<char>(unit & 0xFF);
        bytes += is_big_endian ? high : low;
        bytes += is_big_endian ? low : high;
    }
    return bytes;
}

Json field(Json value) {
    return Json{{"field", std::move(value)}};
}

std::string time_of(Json value) {
    const auto time = time_in(field(std::move(value)), "field");
    return time ? wire::time_text(*time) : "none";
}

TEST(VendorBody, IsReadThroughEveryByteOrderMark) {
    for (const auto& body : {std::string{"\xEF\xBB\xBF"} + "{\"name\":\"Őri 𝄞\"}", utf16(u"{\"name\":\"Őri 𝄞\"}", true),
                             utf16(u"{\"name\":\"Őri 𝄞\"}", false), std::string{"{\"name\":\"Őri 𝄞\"}"}}) {
        const auto document = read_body(body);
        ASSERT_TRUE(document) << document.error().what;
        EXPECT_EQ(text_in(*document, "name"), "Őri 𝄞");
    }
}

TEST(VendorBody, ThatIsTooDeepTooLargeOrDoubleIsRefused) {
    EXPECT_FALSE(read_body(std::string(33, '[') + std::string(33, ']')));
    EXPECT_TRUE(read_body(std::string(32, '[') + std::string(32, ']')));
    EXPECT_FALSE(read_body("[\"" + std::string(1'048'576, 'x') + "\"]"));
    EXPECT_FALSE(read_body(R"({"id":1,"id":2})"));
    EXPECT_FALSE(read_body(R"({"id":)"));
}

TEST(VendorField, IsFoundInAnyCaseAndExactlyFirst) {
    const Json object{{"TotalCount", 1}, {"totalcount", 2}, {"gone", nullptr}};
    EXPECT_EQ(number_in(object, "totalcount"), 2);
    EXPECT_TRUE(field_in(object, "totalCount"));
    EXPECT_FALSE(field_in(object, "gone"));
    EXPECT_FALSE(field_in(Json::array(), "gone"));
}

TEST(VendorField, OfNumbersMayBeAText) {
    EXPECT_EQ(number_in(field("3599"), "field"), 3599);
    EXPECT_EQ(number_in(field(3599), "field"), 3599);
    EXPECT_FALSE(number_in(field("3599 s"), "field"));
    EXPECT_FALSE(number_in(field(""), "field"));
    EXPECT_EQ(text_in(field(616122292874576), "field"), "616122292874576");
}

TEST(VendorField, ThatIsAbsentNullOrOfAnotherKindIsNothing) {
    for (const auto& value : {Json(nullptr), Json::object(), Json(7)})
        EXPECT_TRUE(list_in(field(value), "field").empty());
    for (const auto& value : {Json(nullptr), Json::array(), Json(7)})
        EXPECT_TRUE(object_in(field(value), "field").empty());
    EXPECT_EQ(text_in(field(Json::array()), "field"), "");
    EXPECT_FALSE(flag_in(field(nullptr), "field"));
    EXPECT_TRUE(flag_in(field("Yes"), "field"));
    EXPECT_TRUE(flag_in(field(true), "field"));
}

TEST(VendorTime, IsReadInEverySpelling) {
    EXPECT_EQ(time_of("2016-12-22T20:31:17.24Z"), "2016-12-22T20:31:17.240Z");
    EXPECT_EQ(time_of("2017-01-09T23:31:15.373"), "2017-01-09T23:31:15.373Z");
    EXPECT_EQ(time_of("2025-05-12T14:45:48.1203530Z"), "2025-05-12T14:45:48.120Z");
    EXPECT_EQ(time_of("2026-11-20T14:05:00-07:00"), "2026-11-20T21:05:00.000Z");
    EXPECT_EQ(time_of("2026-11-20T14:05:00+02:00"), "2026-11-20T12:05:00.000Z");
    EXPECT_EQ(time_of("2026-11-20"), "2026-11-20T00:00:00.000Z");
    EXPECT_EQ(time_of("1547579127"), "2019-01-15T19:05:27.000Z");
    EXPECT_EQ(time_of(1547579127), "2019-01-15T19:05:27.000Z");
}

TEST(VendorTime, ThatIsNotSetIsNone) {
    for (const auto* text : {"0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "", "soon", "2026-13-01", "0"})
        EXPECT_EQ(time_of(text), "none") << text;
    EXPECT_EQ(time_of(nullptr), "none");
}

enum class Colour { unknown, red, green };
constexpr std::array colours{VendorWord<Colour>{"dark_red", Colour::red, 0},
                             VendorWord<Colour>{"green", Colour::green, 1}, VendorWord<Colour>{"lime", Colour::green}};

TEST(VendorWords, AreTheSameInEverySpellingAndAsNumbers) {
    const auto colour = [](Json value) {
        return meaning_in(field(std::move(value)), "field", colours, Colour::unknown);
    };
    for (const auto& value : {Json("dark_red"), Json("DarkRed"), Json("darkRed"), Json("DARK RED"), Json(0), Json("0")})
        EXPECT_EQ(colour(value), Colour::red) << value;
    EXPECT_EQ(colour("Green"), Colour::green);
    EXPECT_EQ(colour("purple"), Colour::unknown);
    EXPECT_EQ(colour(2), Colour::unknown);
    EXPECT_EQ(colour(nullptr), Colour::unknown);
    EXPECT_EQ(word_of(colours, Colour::green), "green");
}

}  // namespace
}  // namespace desk::vendors
