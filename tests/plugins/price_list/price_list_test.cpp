#include "plugins/price_list/price_list.hpp"

#include "plugins/price_list/quote.hpp"
#include <desk/testing/plain.hpp>

namespace desk {
namespace {

std::string list_with(const std::string& offer) {
    return R"({"id": "2026-2", "valid_from": "2026-07-01", "valid_until": "2026-12-31", "currency": "EUR", "vat": {"HU": 27},
        "offers": [{"id": "o", "name": "O", )" +
           offer + "}]}";
}

// "5 x 1490.00 HUF = 7450.00 HUF, 9462.00 HUF" of the offer with these fields.
std::string sum(const std::string& offer, std::int64_t users) {
    const auto list = read_price_list(list_with(offer));
    if (!list) return list.error().what;
    const auto quote = quote_for(list->offers[0], users, "HUF", list->vat.at("HU"));
    if (!quote) return quote.error().what;
    return std::to_string(quote->count) + " x " + test::plain(Value{quote->unit}) + " = " +
           test::plain(Value{quote->net}) + ", " + test::plain(Value{quote->gross});
}

// Worked sums: ../shared/facts/partner-support.md §7.6.
TEST(Quote, WorksOutTheSumsOfTheFacts) {
    const std::string uzleti =
        R"("model": "per_user_month", "price": {"HUF": 1490}, "minimum_users": 5)";
    EXPECT_EQ(sum(uzleti, 3), "5 x 1490.00 HUF = 7450.00 HUF, 9462.00 HUF");
    EXPECT_EQ(sum(uzleti, 12), "12 x 1490.00 HUF = 17880.00 HUF, 22708.00 HUF");
    EXPECT_EQ(sum(R"("model": "per_tenant_month", "price": {"HUF": 149000})", 40),
              "1 x 149000.00 HUF = 149000.00 HUF, 189230.00 HUF");
    EXPECT_EQ(sum(R"("model": "per_incident", "price": {"HUF": 25000})", 1),
              "1 x 25000.00 HUF = 25000.00 HUF, 31750.00 HUF");
    EXPECT_EQ(sum(R"("model": "hourly", "price": {"HUF": 11500}, "increment_minutes": 15)", 1),
              "1 x 11500.00 HUF = 11500.00 HUF, 14605.00 HUF");
}

TEST(Quote, RoundsTheVatHalfUpToWhatPeoplePayIn) {
    Offer offer{.id = "o", .prices = {{"EUR", {450, "EUR"}}, {"HUF", {5'000, "HUF"}}}};
    EXPECT_EQ(quote_for(offer, 40, "EUR", Percent{2'700})->gross, (Money{22'860, "EUR"}));
    EXPECT_EQ(quote_for(offer, 1, "EUR", Percent{1'900})->gross, (Money{536, "EUR"}))
        << "0.855 becomes 0.86";
    EXPECT_EQ(quote_for(offer, 1, "HUF", Percent{2'700})->gross, (Money{6'400, "HUF"}))
        << "13.5 becomes 14";
    EXPECT_EQ(quote_for(offer, 1, "HUF", Percent{500})->gross, (Money{5'300, "HUF"}))
        << "2.5 becomes 3";
    EXPECT_EQ(quote_for(offer, 7, "EUR", std::nullopt)->gross, (Money{3'150, "EUR"}))
        << "no rate: net";
}

TEST(Quote, NeverOverflowsAndNeverChangesTheCurrency) {
    const Offer offer{.id = "o", .prices = {{"EUR", {99'999'999'999, "EUR"}}}};
    EXPECT_EQ(quote_for(offer, 1'000'000'000, "EUR", Percent{10'000}).error().code,
              ErrorCode::invalid);
    EXPECT_TRUE(quote_for(offer, 1, "EUR", Percent{10'000}));
    EXPECT_EQ(quote_for(offer, 1, "USD", {}).error().code, ErrorCode::not_found);
}

TEST(PriceList, SaysWhereItIsWrong) {
    const auto error = [](const std::string& offer) {
        return read_price_list(list_with(offer)).error().what;
    };
    EXPECT_EQ(error(R"("model": "per_moon", "price": {"EUR": 1})"),
              R"(offers[0]: model: "per_moon" is not known)");
    EXPECT_EQ(error(R"("price": {"EUR": 4.5})"),
              "offers[0]: price.EUR: write a number with decimals in quotes");
    EXPECT_EQ(error(R"("price": {"EUR": -1})"), "offers[0]: price.EUR: not an amount");
    EXPECT_EQ(error(R"("model": "hourly")"), "offers[0]: price: missing");
    EXPECT_EQ(error(R"("price": {"EUR": 1}, "hours": "always")").substr(0, 16), "offers[0]: hours");
    EXPECT_EQ(error(R"("price": {"EUR": 1}, "replies": {"P1": "soon"})").substr(0, 22),
              "offers[0]: first reply");
    EXPECT_EQ(read_price_list("[]").error().what, "id: missing");
}

TEST(PriceList, EndsWithItsLastDay) {
    const auto list = read_price_list(list_with(R"("model": "free")"));
    EXPECT_EQ(test::plain(list->valid_until), "2027-01-01T00:00:00Z");
    EXPECT_EQ(test::plain(list->last_day), "2026-12-31T12:00:00Z");
}

TEST(PriceListTerms, AreReadStrictly) {
    EXPECT_EQ(*read_first_response("4 business hours"), (FirstResponse{240, 0, true}));
    EXPECT_EQ(*read_first_response("30 minutes"), (FirstResponse{30, 0, false}));
    EXPECT_EQ(*read_first_response("1 hour"), (FirstResponse{60, 0, false}));
    EXPECT_EQ(*read_first_response("2 business days"), (FirstResponse{0, 2, true}));
    EXPECT_EQ(*read_first_response("none"), FirstResponse{});
    EXPECT_EQ(*read_reply_time("best effort"), ReplyTime{.is_best_effort = true});
    EXPECT_FALSE(read_first_response("best effort"));
    for (const auto* text : {"", "soon", "0 hours", "2 days", "4 business", "4 hours or so",
                             "-1 hours", "4,5 hours"}) {
        EXPECT_FALSE(read_first_response(text)) << text;
    }
    EXPECT_EQ(test::plain(Value{*read_hours("mon-fri 08:00-17:00, sat 09:00-12:30")}),
              "1-5 08:00-17:00, 6-6 09:00-12:30");
    EXPECT_TRUE(read_hours("24x7")->runs.empty());
    for (const auto* text :
         {"", "mon-fri", "fri-mon 08:00-17:00", "mon 17:00-08:00", "mon 08:00-25:00",
          "mo 08:00-17:00", "mon-fri 8-17", "mon_fri 08:00-17:00", "mon 08:00-17:00,"}) {
        EXPECT_FALSE(read_hours(text)) << text;
    }
    EXPECT_EQ(*read_hundredths("4.50"), 450);
    EXPECT_EQ(*read_hundredths("4.5"), 450);
    EXPECT_EQ(*read_hundredths("1800"), 180'000);
    for (const auto* text : {"", ".", "4.", ".5", "4.505", "4,50", "-4", "1e3", "12345678901"}) {
        EXPECT_FALSE(read_hundredths(text)) << text;
    }
}

}  // namespace
}  // namespace desk
