// /price, by talking to the plugin. Golden answers: ../shared/design/texts.md §8, with the sample's
// own validity.
#include "tests/plugins/spoken.hpp"

namespace desk {
namespace {

// bot/sample/desk/prices.toml as the bot hands it over, valid until the end of 2026.
const std::string prices =
    R"({"id": "2026-2", "valid_from": "2026-07-01", "valid_until": "2026-12-31",
    "time_zone": "Europe/Budapest", "currency": "EUR", "contact": "support@contoso.example, +36 1 555 0100",
    "languages": ["en", "hu", "de"], "vat": {"HU": 27, "DE": 19, "GB": 20},
    "covers": {"en": "cloud services bought from us", "hu": "a tőlünk vásárolt felhőszolgáltatásokra", "de": "bei uns bezogene Clouddienste"},
    "offers": [
      {"id": "business", "name": "Business", "model": "per_user_month", "price": {"HUF": 1800, "EUR": "4.50"},
       "hours": "mon-fri 08:00-17:00", "first_reply": "4 business hours", "vendor_escalation": true,
       "replies": {"P1": "1 business hour", "P2": "4 business hours", "P3": "8 business hours", "P4": "2 business days"}},
      {"id": "premium", "name": "Premium", "model": "per_user_month", "price": {"HUF": 3200, "EUR": 8},
       "hours": "24x7", "first_reply": "1 hour", "vendor_escalation": true, "replies": {"P1": "30 minutes"}}]})";

struct SupportPrices : testing::Test {
    test::TestBot bot{"support_prices", {{"catalogue", prices}}};

    SupportPrices() { hungarian(); }
    void hungarian() {
        bot.look_up(
            "customer",
            R"({"id": "contoso", "currency": "HUF", "country": "HU", "plan": "business", "users": 40})");
        bot.language("hu");
    }
    // VAT as in the golden answers, 27 %, but paid in euro.
    void english() {
        bot.look_up(
            "customer",
            R"({"id": "contoso", "currency": "EUR", "country": "HU", "plan": "business", "users": 40})");
        bot.language("en");
    }
    std::string says(const std::string& line) {
        const auto said = bot.say(line);
        return said.starts_with("error") ? said : test::spoken(bot);
    }
    static std::string with_offers(const std::string& offers) {
        return prices.substr(0, prices.find("\"offers\"")) + "\"offers\": [" + offers + "]}";
    }
};

TEST_F(SupportPrices, WorksOutAllPlansForANumberOfUsers) {
    EXPECT_EQ(says("/price 40"),
              "Támogatási díjak 40 felhasználóra. Business (hétfőtől péntekig 8:00–17:00, "
              "budapesti idő; első válasz: "
              "munkaidőben 4 órán belül): 40 × 1800 Ft = havi nettó 72 000 Ft, 27% áfával bruttó "
              "91 440 Ft. Premium "
              "(éjjel-nappal; első válasz: 1 órán belül): 40 × 3200 Ft = havi nettó 128 000 Ft, "
              "27% áfával bruttó 162 560 "
              "Ft. A válaszidő az első válaszra vonatkozik, nem a hiba elhárítására. A "
              "tájékoztatás nem minősül "
              "ajánlattételnek. · Mire vonatkozik: a tőlünk vásárolt felhőszolgáltatásokra · "
              "Továbbítás a gyártónak: a "
              "díj tartalmazza · Elérhetőség: itt a csevegésben, support@contoso.example, +36 1 "
              "555 0100 · Érvényesség "
              "vége: 2026. december 31. · Árlista: 2026-2 · Jelenlegi csomagja: Business "
              "[Ajánlatot kérek] [Csomagok összehasonlítása] [Munkatársat kérek]");
    english();
    EXPECT_EQ(
        says("/price 40"),
        "Support for 40 users. Business (Monday to Friday 08:00–17:00 Budapest time; first reply "
        "within 4 business "
        "hours): 40 × €4.50 = €180 net a month, €228.60 with 27% VAT. Premium (around the clock; "
        "first reply within "
        "1 hour): 40 × €8 = €320 net a month, €406.40 with 27% VAT. Reply times are for our first "
        "reply, not for "
        "the solution. For information only, not a binding offer. · Covers: cloud services bought "
        "from us · Passing "
        "cases to the vendor: included · Contact: this chat, support@contoso.example, +36 1 555 "
        "0100 · Valid until: "
        "31 December 2026 · Price list: 2026-2 · Your current plan: Business [Ask for a quote] "
        "[Compare plans] "
        "[Talk to a person]");
    bot.language("de");
    EXPECT_TRUE(says("/price 40")
                    .starts_with("Supportpreise für 40 Benutzerkonten. Business (Montag bis "
                                 "Freitag, 08:00–17:00 Uhr Budapester Zeit; erste Antwort "
                                 "innerhalb von 4 Stunden in der Servicezeit): 40 × 4,50 € = 180 € "
                                 "netto im Monat, 228,60 € mit 27 % MwSt. Premium "
                                 "(rund um die Uhr; erste Antwort innerhalb von 1 Stunde): 40 × 8 "
                                 "€ = 320 € netto im Monat, 406,40 € mit 27 % MwSt. "
                                 "Die Zeiten gelten für unsere erste Antwort, nicht für die "
                                 "Lösung. Diese Angaben sind unverbindlich."));
}

TEST_F(SupportPrices, TellsOnePlanWithFirstRepliesBySeverity) {
    const auto said = says("/price premium 40");
    EXPECT_NE(said.find("40 × 3200 Ft = havi nettó 128 000 Ft, 27% áfával bruttó 162 560 Ft."),
              std::string::npos)
        << said;
    EXPECT_EQ(said.find("Business ("), std::string::npos);
    english();
    EXPECT_NE(says("/price Business 12")
                  .find("· First reply, critical: within 1 business hour · First reply, high: "
                        "within 4 business hours · First "
                        "reply, normal: within 8 business hours · First reply, low: within 2 "
                        "business days · Passing cases to "
                        "the vendor: included"),
              std::string::npos)
        << test::spoken(bot);
}

TEST_F(SupportPrices, TakesTheCustomersOwnNumberOfUsers) {
    EXPECT_TRUE(
        bot.say("/price premium").starts_with("price.title count=40; price.line_24x7 count=40"));
}

TEST_F(SupportPrices, AsksForHowManyUsersWhenNobodyKnows) {
    bot.look_up("customer", R"({"id": "contoso", "currency": "HUF", "country": "HU"})");
    EXPECT_EQ(bot.say("/price premium"), "price.plan_title plan=Premium; price.how_many");
    EXPECT_TRUE(bot.press(2).starts_with("price.title count=25; price.line_24x7 count=25"));
}

TEST_F(SupportPrices, TellsWhatSupportThereIs) {
    EXPECT_EQ(says("/price"),
              "Így segítünk Önöknek. Minden tőlünk vásárolt felhőszolgáltatással kapcsolatban "
              "hozzánk fordulhatnak. Amit "
              "magunk nem tudunk megoldani, azt Önök helyett mi jelentjük be a gyártónak. · "
              "Ügyfélszolgálati idő: hétfőtől "
              "péntekig 8:00–17:00 (budapesti idő) · Elérhetőség: itt a csevegésben, "
              "support@contoso.example, +36 1 555 "
              "0100 · Nyelvek: angol, magyar és német · Első válasz: munkaidőben 4 órán belül · "
              "Díj: Business, "
              "felhasználónként havi 1800 Ft, nettó [Támogatási díjak] [Munkatársat kérek]");
    english();
    EXPECT_EQ(says("/price"),
              "How we support you. For all cloud services you buy from us we are your first "
              "contact. What we cannot solve "
              "ourselves we take to the vendor for you. · Support hours: Monday to Friday "
              "08:00–17:00 (Budapest time) · "
              "Contact: this chat, support@contoso.example, +36 1 555 0100 · Languages: English, "
              "Hungarian and German · "
              "First reply: within 4 business hours · Price: Business, €4.50 per user a month, net "
              "[Support prices] [Talk "
              "to a person]");
}

TEST_F(SupportPrices, NamesThePlansWhenOneIsNotThere) {
    english();
    EXPECT_EQ(says("/price gold"),
              "There is no plan called “gold”. Available plans: Business and Premium.");
    bot.language("hu");
    EXPECT_EQ(says("/price gold"),
              "Nincs „gold” nevű csomagunk. Választható csomagok: Business és Premium.");
    bot.language("de");
    EXPECT_EQ(says("/price gold"),
              "Einen Tarif namens „gold“ gibt es nicht. Verfügbare Tarife: Business und Premium.");
}

TEST_F(SupportPrices, QuotesNothingFromAnExpiredList) {
    english();
    bot.clock("2026-12-31T22:30:00Z");
    EXPECT_TRUE(bot.say("/price 40").starts_with("price.title"));
    bot.clock("2027-01-04T09:00:00Z");
    for (const auto* line : {"/price", "/price 40", "/price premium 40", "/price gold"}) {
        EXPECT_EQ(says(line),
                  "The price list was valid until 31 December 2026, so I will not quote a price "
                  "from it. A colleague will "
                  "send you the current prices.");
        ASSERT_EQ(bot.effects().size(), 1U);
        EXPECT_EQ(bot.effects()[0].kind, wire::Effect::Kind::hand_over);
    }
    bot.clock("2026-06-30T09:00:00Z");
    EXPECT_EQ(bot.say("/price 40"), "price.none") << "not valid yet";
}

TEST_F(SupportPrices, TellsGuestsTheListsOwnCurrencyWithoutVat) {
    test::TestBot guest{"support_prices", {{"catalogue", prices}}};
    guest.role("guest");
    guest.customer({});
    EXPECT_TRUE(guest.say("/price premium 40")
                    .starts_with("price.title count=40; price.line_users count=40"));
    EXPECT_TRUE(
        test::spoken(guest).starts_with("Support for 40 users. Premium (around the clock; first "
                                        "reply within 1 hour): 40 × €8 = €320 net a month. Net "
                                        "prices, VAT not included."));
}

TEST_F(SupportPrices, TakesTheVatOfTheCustomersCountry) {
    bot.look_up("customer", R"({"id": "f", "currency": "EUR", "country": "DE", "users": 120})");
    bot.language("de");
    EXPECT_NE(says("/price business 120")
                  .find("120 × 4,50 € = 540 € netto im Monat, 642,60 € mit 19 % MwSt."),
              std::string::npos);
}

TEST_F(SupportPrices, GuessesNoPrice) {
    bot.look_up("customer", R"({"id": "u", "currency": "USD"})");
    EXPECT_EQ(bot.say("/price 40"), "price.none");
    EXPECT_EQ(bot.effects().size(), 1U);
    test::TestBot twice{
        "support_prices",
        {{"catalogue", with_offers(R"({"id": "a", "name": "Same", "price": {"EUR": 1}},
        {"id": "b", "name": "same", "price": {"EUR": 2}})")}}};
    EXPECT_EQ(twice.say("/price same 3"), "price.ambiguous");
}

TEST_F(SupportPrices, SaysHowEachModelIsPaid) {
    test::TestBot other{"support_prices", {{"catalogue", with_offers(R"(
        {"id": "alap", "name": "Alap", "model": "free", "hours": "mon-fri 08:00-17:00", "first_reply": "none"},
        {"id": "uzleti", "name": {"hu": "Üzleti", "en": "Small business"}, "minimum_users": 5, "price": {"HUF": 1490}, "hours": "24x7", "first_reply": "1 hour"},
        {"id": "kritikus", "name": "Kritikus", "model": "per_tenant_month", "price": {"HUF": 149000}, "hours": "24x7", "first_reply": "30 minutes"},
        {"id": "eseti", "name": "Eseti", "model": "hourly", "increment_minutes": 15, "price": {"HUF": 11500}},
        {"id": "incidens", "name": "Incidens", "model": "per_incident", "price": {"HUF": 25000}},
        {"id": "resze", "name": "Resze", "model": "included"})")}}};
    other.look_up("customer", R"({"id": "c", "currency": "HUF", "country": "HU"})");
    const auto line = [&](const std::string& text) {
        other.say(text);
        const auto said = test::spoken(other);
        const auto from = said.find(". ") + 2;
        return said.substr(from, said.find(" Reply times") - from);
    };
    EXPECT_EQ(line("/price uzleti 3"),
              "Small business (around the clock; first reply within 1 hour): 5 × HUF 1,490 = HUF "
              "7,450 net a month, HUF "
              "9,462 with 27% VAT. Charged for at least 5 users.");
    EXPECT_EQ(line("/price ÜZLETI 12").substr(0, 14), "Small business");
    EXPECT_EQ(line("/price kritikus"),
              "Kritikus (around the clock; first reply within 30 minutes): HUF 149,000 net a "
              "month, whatever the number of "
              "users. With 27% VAT: HUF 189,230.");
    EXPECT_EQ(line("/price eseti"),
              "Eseti: HUF 11,500 net per hour, charged in steps of 15 minutes.");
    EXPECT_EQ(
        line("/price incidens"),
        "Incidens: HUF 25,000 net per incident. With 27% VAT: HUF 31,750. One incident is one "
        "problem that cannot be split into smaller ones.");
    EXPECT_EQ(line("/price resze"), "Resze: included in your contract.");
    EXPECT_EQ(line("/price alap"),
              "Alap (Monday to Friday 08:00–17:00 Budapest time; no promised reply time): free of "
              "charge.");
    EXPECT_TRUE(other.say("/price 10").ends_with("price.reply_note; price.not_binding"));
}

TEST_F(SupportPrices, SaysWhatIsWrongWithTheCatalogue) {
    test::TestBot broken{"support_prices", {{"catalogue", R"({"id": "x"})"}}};
    EXPECT_EQ(broken.say("/price"), "error: valid_from: missing");
}

}  // namespace
}  // namespace desk
