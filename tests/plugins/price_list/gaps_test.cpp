#include "plugins/price_list/gaps.hpp"

#include "tests/plugins/price_list/price_files.hpp"

namespace desk {
namespace {

std::map<std::string, Calendar> calendars() {
    return test::or_throw(read_calendars(test::toml_json("bot/sample/desk/calendars.toml")));
}

// "place: what", one a line.
std::string told(const std::string& list, const char* now) {
    std::string lines;
    for (const auto& gap :
         gaps(test::or_throw(read_price_list(list)), calendars(), *wire::read_time(now)))
        lines += gap.place + ": " + gap.what + "\n";
    return lines;
}

std::string list_with(const std::string& fields) {
    return R"({"id": "1", "valid_from": "2026-01-01", "valid_until": "2028-12-31", "currency": "EUR")" +
           fields + "}";
}

const std::string complete =
    R"(, "contact": "a@b", "covers": "all", "languages": ["en"], "vat": {"HU": 27}, "offers":
    [{"id": "o", "name": "O", "price": {"EUR": 1}, "calendar": "hu-8x5", "first_reply": "1 hour"}])";

TEST(Gaps, AreNoneInACompleteList) {
    EXPECT_EQ(told(list_with(complete), "2026-10-31T12:00:00Z"), "");
}

TEST(Gaps, MissNextYearsHolidaysFromNovemberOn) {
    EXPECT_EQ(told(list_with(complete), "2026-11-01T00:00:00Z"),
              "hu-8x5: the holidays of 2027 are missing\n");
    EXPECT_EQ(told(list_with(complete), "2027-02-01T00:00:00Z"),
              "hu-8x5: the holidays of 2027 are missing\n");
}

TEST(Gaps, NameWhatCustomersAreOwed) {
    EXPECT_EQ(told(list_with(""), "2026-06-01T00:00:00Z"),
              "contact: customers are not told how to reach the desk\n"
              "covers: customers are not told what is supported\n"
              "languages: customers are not told in which languages\n"
              "vat: no rate: every price is told net\n"
              "offers: there is no type of support at all\n");
}

TEST(Gaps, LookIntoEveryOffer) {
    const auto list = list_with(
        R"(, "contact": "a@b", "covers": "all", "languages": ["en"], "vat": {"HU": 27}, "color": 1,
        "offers": [{"id": "o", "name": "O", "price": {"HUF": 1}, "structure": "resold", "increment_minute": 5},
                   {"id": "p", "name": "P", "price": {"EUR": 1}, "calendar": "mars", "first_reply": "best effort",
                    "included": {"hours": 1}}],
        "contracts": [{"customer": "c", "offer": "o", "valid_until": "2026-03-31"}])");
    EXPECT_EQ(told(list, "2026-06-01T00:00:00Z"),
              "offers[0].increment_minute: is not known, so it does nothing\n"
              "color: is not known, so it does nothing\n"
              "offers[0]: o: no support hours (hours, or calendar)\n"
              "offers[0]: o: no price in EUR\n"
              "offers[0]: o: no first response, nor \"best effort\"\n"
              "offers[0]: o: answered by somebody else, who is not named (answered_by)\n"
              "offers[1]: p: no calendar \"mars\"\n"
              "offers[1]: p: no price beyond what is included (overage)\n"
              "contracts[0]: o: the contract has ended\n");
}

TEST(Gaps, SayWhenAListEnds) {
    EXPECT_EQ(told(list_with(complete), "2028-12-15T00:00:00Z").substr(0, 46),
              "valid_until: the list ends within 30 days\nhu-8");
    EXPECT_EQ(told(list_with(complete), "2029-01-15T00:00:00Z").substr(0, 34),
              "valid_until: the list has expired\n");
    EXPECT_EQ(told(list_with(complete), "2025-10-15T00:00:00Z"),
              "valid_from: the list is not valid yet\n");
}

TEST(Gaps, AreFewInTheSampleDesk) {
    const auto list =
        test::or_throw(read_price_list(test::toml_json("bot/sample/desk/prices.toml")));
    const auto found = gaps(list, calendars(), *wire::read_time("2026-10-01T00:00:00Z"));
    for (const auto& gap : found) ADD_FAILURE() << gap.place << ": " << gap.what;
}

}  // namespace
}  // namespace desk
