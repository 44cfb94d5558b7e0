// Whose price it is: contracts, audiences, validity, and the digest a quote hangs on.
#include "plugins/price_list/buyer.hpp"
#include "plugins/price_list/price_list.hpp"
#include "tests/plugins/price_list/price_files.hpp"

namespace desk {
namespace {

std::string list_of(const std::string& offers, const std::string& contracts = "") {
    return R"({"id": "1", "valid_from": "2026-01-01", "valid_until": "2026-12-31", "currency": "EUR",
               "time_zone": "Europe/Budapest", "offers": [)" +
           offers + R"(], "contracts": [)" + contracts + "]}";
}

const std::string business = R"({"id": "business", "name": "Business", "price": {"EUR": 5}})";
const Time november = *wire::read_time("2026-11-24T09:00:00Z");

std::string error_of(const std::string& offers, const std::string& contracts = "") {
    const auto list = read_price_list(list_of(offers, contracts));
    return list ? "none" : list.error().what;
}

TEST(Contracts, ChangeWhatTheyNameAndNothingElse) {
    const auto list = test::or_throw(read_price_list(list_of(
        R"({"id": "business", "name": "Business", "price": {"EUR": 5}, "hours": "24x7", "first_reply": "1 hour"})",
        R"({"customer": "contoso", "number": "SC-1", "offer": "business", "price": {"EUR": 4}, "first_reply": "30 minutes"})")));
    const auto own = list_for(list, "contoso", november);
    EXPECT_EQ(own.offers[0].prices.at("EUR").minor_units, 400);
    EXPECT_EQ(own.offers[0].first_reply.promise.minutes, 30);
    EXPECT_TRUE(own.offers[0].hours.has_value());
    ASSERT_EQ(own.contracts.size(), 1U);
    EXPECT_EQ(own.contracts[0].number, "SC-1");
}

TEST(Contracts, AreNeverSeenByAnotherCustomerOrAGuest) {
    const auto list = test::or_throw(read_price_list(
        list_of(business, R"({"customer": "contoso", "offer": "business", "price": {"EUR": 4}})")));
    for (const auto* customer : {"fabrikam", "", "CONTOSO", "contoso "}) {
        const auto other = list_for(list, customer, november);
        EXPECT_EQ(other.offers[0].prices.at("EUR").minor_units, 500) << customer;
        EXPECT_TRUE(other.contracts.empty()) << customer;
    }
}

TEST(Contracts, ThatAreWrongAreSaidWithTheirPlace) {
    EXPECT_EQ(error_of(business, R"({"customer": "c", "offer": "gold"})"),
              "contracts[0]: offer: \"gold\" is no offer");
    EXPECT_EQ(error_of(business, R"({"offer": "business"})"), "contracts[0]: customer: missing");
    EXPECT_EQ(error_of(business, R"({"customer": "", "offer": "business"})"),
              "contracts[0]: customer: empty");
    EXPECT_EQ(
        error_of(business, R"({"customer": "c", "offer": "business", "price": {"EUR": 4.5}})"),
        "contracts[0]: price.EUR: write a number with decimals in quotes");
    const std::string first =
        R"({"customer": "c", "offer": "business", "valid_until": "2026-06-30"})";
    EXPECT_EQ(
        error_of(business,
                 first + R"(, {"customer": "c", "offer": "business", "valid_from": "2026-06-30"})"),
        "contracts[1]: two contracts for business at the same time");
    EXPECT_EQ(
        error_of(business,
                 first + R"(, {"customer": "c", "offer": "business", "valid_from": "2026-07-01"})"),
        "none");
}

TEST(PriceListDigest, IsTheCustomersOwn) {
    const auto with = [](const std::string& price, const std::string& contracts) {
        return test::or_throw(read_price_list(list_of(
            R"({"id": "business", "name": "B", "price": {"EUR": )" + price + "}}", contracts)));
    };
    const auto digest = [](const PriceList& list, const char* customer,
                           const char* at = "2026-11-24T09:00:00Z") {
        return list_for(list, customer, *wire::read_time(at)).digest;
    };
    const std::string theirs =
        R"({"customer": "contoso", "offer": "business", "discount": 10, "valid_until": "2026-11-30"})";
    const auto plain = with("5", ""), agreed = with("5", theirs);
    EXPECT_EQ(digest(plain, "fabrikam"), digest(agreed, "fabrikam"))
        << "another customer's contract";
    EXPECT_NE(digest(plain, "contoso"), digest(agreed, "contoso"));
    EXPECT_NE(digest(plain, "fabrikam"), digest(plain, "contoso")) << "a quote is nobody else's";
    EXPECT_NE(digest(plain, "fabrikam"), digest(with("6", ""), "fabrikam"));
    EXPECT_EQ(digest(agreed, "contoso", "2026-12-01T09:00:00Z"), digest(plain, "contoso"))
        << "the contract has ended";
}

TEST(PriceList, RefusesWhatWouldBecomeAWrongPrice) {
    const auto offer = [](const std::string& fields) {
        return error_of(R"({"id": "o", "name": "O", "price": {"EUR": 1}, )" + fields + "}");
    };
    EXPECT_EQ(offer(R"("increment_minutes": "15")"),
              "offers[0]: increment_minutes: not a whole number from 1 to 1440");
    EXPECT_EQ(offer(R"("minimum_users": 0)"),
              "offers[0]: minimum_users: not a whole number from 1 to 100000");
    EXPECT_EQ(offer(R"("discount": 101)"), "offers[0]: discount: over 100 percent");
    EXPECT_EQ(offer(R"("vat": 27.5)"), "offers[0]: vat: write a number with decimals in quotes");
    EXPECT_EQ(offer(R"("prices_are": "brutto")"), "offers[0]: prices_are: \"brutto\" is not known");
    EXPECT_EQ(offer(R"("call_out": {"euro": 5})"),
              "offers[0]: call_out.euro: not a currency like EUR");
    EXPECT_EQ(offer(R"("percent": 5)"), "offers[0]: percent: only of percent_of_spend");
    EXPECT_EQ(offer(R"("model": "percent_of_spend")"), "offers[0]: percent: missing");
    EXPECT_EQ(offer(R"("model": "block_hours")"), "offers[0]: block_hours: missing");
    EXPECT_EQ(offer(R"("included": {"per": "month"})"),
              "offers[0]: included: neither hours nor incidents");
    EXPECT_EQ(offer(R"("included": {"hours": "1.01"})"),
              "offers[0]: included.hours: not whole minutes");
    EXPECT_EQ(offer(R"("overage": "x")"), "offers[0]: overage: nothing is included");
    EXPECT_EQ(offer(R"("included": {"hours": 1}, "overage": "x")"),
              "o: overage: \"x\" is no offer");
    EXPECT_EQ(offer(R"("included": {"hours": 1}, "overage": "o")"),
              "o: overage: \"o\" is neither hourly nor per incident");
    EXPECT_EQ(offer(R"("replies": {"P5": "1 hour"})"),
              "offers[0]: replies.P5: priorities are P1 to P4");
    EXPECT_EQ(offer(R"("structure": "borrowed")"),
              "offers[0]: structure: \"borrowed\" is not known");
    EXPECT_EQ(offer(R"("languages": "en")"), "offers[0]: languages: not a list of texts");
    EXPECT_EQ(error_of(business + "," + business), "offers[1]: id: \"business\" stands twice");
    EXPECT_EQ(
        read_price_list(
            R"({"id": "1", "valid_from": "2026-02-01", "valid_until": "2026-01-01", "currency": "EUR"})")
            .error()
            .what,
        "valid_until: before valid_from");
}

TEST(PriceList, BeginsAndEndsAtMidnightOfItsOwnZone) {
    const auto list = test::or_throw(read_price_list(list_of(business)));
    EXPECT_EQ(wire::time_text(list.valid_from), "2025-12-31T23:00:00.000Z");
    EXPECT_EQ(wire::time_text(list.valid_until), "2026-12-31T23:00:00.000Z");
    EXPECT_EQ(
        read_price_list(
            R"({"id": "1", "valid_from": "2026-01-01", "valid_until": "2026-12-31", "currency": "EUR",
                                  "time_zone": "Mars/Base"})")
            .error()
            .code,
        ErrorCode::invalid);
}

TEST(Buyers, AreReadFromTheDirectory) {
    const auto list = test::or_throw(read_price_list(
        R"({"id": "1", "valid_from": "2026-01-01", "valid_until": "2026-12-31", "currency": "EUR", "vat": {"FI": "25.5"}})"));
    const auto buyer = read_buyer(
        R"({"id": "c", "currency": "SEK", "country": "FI", "plan": "b", "users": 12, "devices": 30})",
        list);
    EXPECT_EQ(buyer.customer, "c");
    EXPECT_EQ(buyer.currency, "SEK");
    EXPECT_EQ(buyer.vat, Percent{2'550});
    EXPECT_EQ(buyer.users, 12);
    EXPECT_EQ(buyer.devices, 30);
    const auto guest = read_buyer("", list);
    EXPECT_EQ(guest.customer, "");
    EXPECT_EQ(guest.currency, "EUR");
    EXPECT_FALSE(guest.vat);
}

}  // namespace
}  // namespace desk
