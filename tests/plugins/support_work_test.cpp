// /price hours, contract, types, open, contact, offer and quote, by talking to the plugin with the
// files of the sample desk.
#include "tests/plugins/price_list/price_files.hpp"
#include "tests/plugins/spoken.hpp"

namespace desk {
namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    if (at == std::string::npos) throw std::runtime_error{what + ": not there"};
    return text.replace(at, what.size(), with);
}

const std::string& sample_list() {
    static const auto list =
        replaced(test::toml_json("bot/sample/desk/prices.toml"), "2030-12-31", "2026-12-31");
    return list;
}
const std::string& sample_calendars() {
    static const auto calendars = test::toml_json("bot/sample/desk/calendars.toml");
    return calendars;
}

const std::string contoso =
    R"({"id": "contoso", "currency": "HUF", "country": "HU", "plan": "business", "users": 40})";
const std::string fabrikam =
    R"({"id": "fabrikam", "currency": "EUR", "country": "DE", "plan": "premium", "users": 120})";

// Tuesday, 24 November 2026, 10:05 in Budapest.
struct SupportWork : testing::Test {
    test::TestBot bot = desk_with(sample_list());

    SupportWork() { be("contoso", contoso, "hu"); }
    static test::TestBot desk_with(const std::string& list) {
        return test::TestBot{"support_prices",
                             {{"catalogue", list}, {"calendars", sample_calendars()}}};
    }
    void be(const std::string& id, const std::string& record, const std::string& language) {
        bot.customer({id, id});
        bot.look_up("customer", record);
        bot.language(language);
    }
    std::string says(const std::string& line) { return says(bot, line); }
    static std::string says(test::TestBot& to, const std::string& line) {
        const auto said = to.say(line);
        return said.starts_with("error") ? said : without_id(test::spoken(to));
    }
    // The id of a quote follows from the sample list; here it is "QT".
    static std::string without_id(std::string said) {
        const auto at = said.find("QT-");
        if (at == std::string::npos) return said;
        return said.erase(at + 2, said.find_first_of(". ", at) - at - 2);
    }
    static void expect_part(const std::string& said, const std::string& part) {
        EXPECT_NE(said.find(part), std::string::npos) << part << "\nis not in\n" << said;
    }
    std::string quote_id() const { return quote_id(bot); }
    static std::string quote_id(const test::TestBot& in) {
        for (const auto& phrase : in.card().text) {
            if (phrase.key == "price.quote_note")
                return std::get<std::string>(phrase.values.at("id").content);
        }
        return "none";
    }
};

TEST_F(SupportWork, WorksOutAnHourOnSaturday) {
    be("fabrikam", fabrikam, "en");
    EXPECT_EQ(
        says("/price hours adhoc 60 Saturday 10:00"),
        "Support prices: Ad-hoc hourly. Ad-hoc hourly: €30 net per hour, charged in steps of 15 "
        "minutes. "
        "1 hour of work, starting Saturday, 10:00 (Budapest time): 4 × 15 minutes, weekends: 200% "
        "of the "
        "normal price. Total: €60 net, €71.40 with 19% VAT. Reply times are for our first reply, "
        "not for "
        "the solution. For information only, not a binding offer. Quote id: QT. · Covers: cloud "
        "services "
        "bought from us · Support hours: Monday to Friday 08:00–17:00 (Budapest time) · First "
        "reply: "
        "within 2 business days · Passing cases to the vendor: included · Contact: this chat, "
        "support@contoso.example, +36 1 555 0100 · Valid until: 31 December 2026 · Price list: "
        "2026-2 · "
        "Your current plan: Premium [Ask for a quote] [Talk to a person]");
    // A working Saturday.
    expect_part(says("/price hours adhoc 60 2026-08-08 10:00"),
                "starting 8 August, 10:00 (Budapest time): 4 × 15 minutes, normal price. Total: "
                "€30 net, €35.70 "
                "with 19% VAT.");
    be("fabrikam", fabrikam, "de");
    expect_part(
        says("/price hours adhoc 60 Samstag 10:00"),
        "Supportpreise: Stundenpreis. Stundenpreis: 30 € netto je Stunde, Abrechnungseinheit: 15 "
        "Minuten. 1 Stunde Arbeit, Beginn Samstag, 10:00 Uhr (Budapester Zeit): 4 × 15 Minuten, am "
        "Wochenende: 200 % des Normalpreises. Insgesamt 60 € netto, 71,40 € mit 19 % MwSt. Die "
        "Zeiten "
        "gelten für unsere erste Antwort, nicht für die Lösung. Diese Angaben sind unverbindlich. "
        "Angebotsnummer: QT.");
}

TEST_F(SupportWork, NamesEveryBandAndTheContractsDiscount) {
    expect_part(says("/price hours adhoc 60 holnap 16:30"),
                "Eseti óradíj: óránként nettó 11 500 Ft, számlázási egység: 15 perc. Munka: 1 óra, "
                "kezdete: "
                "holnap, 16:30 (budapesti idő). 2 × 15 perc, alapdíj. 2 × 15 perc, rendes időn "
                "kívül: 150% (az "
                "alapdíjhoz képest). A szerződéses kedvezményt (10%) levontuk. Összesen nettó 12 "
                "938 Ft, 27% "
                "áfával bruttó 16 431 Ft.");
}

TEST_F(SupportWork, TakesTheCustomersPlanAndAnHourWhenNothingIsSaid) {
    expect_part(
        says("/price hours"),
        "Munka: 1 óra, kezdete: 10:05 (budapesti idő). 4 × 15 perc, alapdíj. A szerződéses "
        "kedvezményt "
        "(10%) levontuk. Összesen nettó 10 350 Ft, 27% áfával bruttó 13 145 Ft. A díj tartalmazza: "
        "havi "
        "2 óra munka; a fel nem használt rész nem vihető át. Ez az összeg az ezen felüli munkára "
        "vonatkozik.");
}

TEST_F(SupportWork, TakesTheTimeWithoutAPlan) {
    expect_part(says("/price hours 30 szombaton 10 órakor"),
                "Munka: 30 perc, kezdete: szombat, 10:00");
    expect_part(says("/price hours szombat"), "Munka: 1 óra, kezdete: szombat, 10:00");
    be("fabrikam", fabrikam, "en");
    expect_part(says("/price hours 50 tomorrow 16:30"),
                "50 minutes of work, starting tomorrow, 16:30");
    expect_part(says("/price hours adhoc 2026-11-28 12:00"),
                "1 hour of work, starting Saturday, 12:00");
}

TEST_F(SupportWork, SaysWhatItCannotWorkOut) {
    be("fabrikam", fabrikam, "en");
    EXPECT_EQ(bot.say("/price hours adhoc 60 soonish"), "price.when_unclear text=soonish");
    EXPECT_EQ(bot.say("/price hours premium 60"), "price.not_hourly plan=Premium");
    EXPECT_TRUE(bot.say("/price hours gold 60").starts_with("price.no_such"));
    EXPECT_TRUE(bot.say("/price hours adhoc 60 2027-01-01").starts_with("price.not_then"))
        << "the list has ended by then";
    EXPECT_TRUE(bot.say("/price hours adhoc 60 2026-06-30").starts_with("price.not_then"))
        << "and not begun";
    EXPECT_EQ(bot.say("/price hours adhoc 0"), "price.when_unclear text=0");
    be("u", R"({"id": "u", "currency": "USD"})", "en");
    EXPECT_EQ(bot.say("/price hours"), "price.no_hourly");
    EXPECT_EQ(bot.say("/price hours adhoc 60"), "price.none");
    ASSERT_EQ(bot.effects().size(), 1U);
}

TEST_F(SupportWork, NeedsTheCalendarThatSaysWhatADateIs) {
    test::TestBot bare{"support_prices", {{"catalogue", sample_list()}}};
    bare.look_up("customer", fabrikam);
    EXPECT_EQ(bare.say("/price hours adhoc 60"), "price.none");
    EXPECT_EQ(bare.effects().size(), 1U);
}

TEST_F(SupportWork, TellsTheTypesOfSupport) {
    be("fabrikam", fabrikam, "en");
    EXPECT_EQ(
        says("/price types"),
        "Types of support. Business, €4.50 per user a month, net (Monday to Friday 08:00–17:00 "
        "Budapest "
        "time; first reply within 4 business hours). Premium, €8 per user a month, net (around the "
        "clock; first reply within 1 hour). Critical 24×7, €390 a month, net (around the clock; "
        "first "
        "reply within 15 minutes). Fourth Coffee Operations answers on our behalf. Ad-hoc hourly, "
        "€30 "
        "per hour, net (Monday to Friday 08:00–17:00 Budapest time; first reply within 2 business "
        "days). "
        "Per incident, €65 per incident, net (Monday to Friday 08:00–17:00 Budapest time; first "
        "reply "
        "within 8 business hours). 10-hour block, €260 for 10 hours of work, net (Monday to Friday "
        "08:00–17:00 Budapest time; first reply within 8 business hours). · Covers: cloud services "
        "bought from us · Passing cases to the vendor: included · Contact: this chat, "
        "support@contoso.example, +36 1 555 0100 · Valid until: 31 December 2026 · Price list: "
        "2026-2 · "
        "Your current plan: Premium [Support prices] [Talk to a person]");
    EXPECT_EQ(bot.press(1).substr(0, 21), "price.title count=120");
}

TEST_F(SupportWork, TellsWhenTheDeskIsOpen) {
    EXPECT_EQ(
        says("/price open"),
        "Ügyfélszolgálati idő. Most nyitva vagyunk. Következő munkaszüneti nap: 2026. december 24. "
        "· "
        "Business: hétfőtől péntekig 8:00–17:00 (budapesti idő) · Premium: éjjel-nappal · Kritikus "
        "24×7: "
        "éjjel-nappal · Eseti óradíj: hétfőtől péntekig 8:00–17:00 (budapesti idő) · "
        "Incidensenként: "
        "hétfőtől péntekig 8:00–17:00 (budapesti idő) · 10 órás keret: hétfőtől péntekig "
        "8:00–17:00 "
        "(budapesti idő) · Elérhetőség: itt a csevegésben, support@contoso.example, +36 1 555 0100 "
        "[Támogatási díjak] [Munkatársat kérek]");
    bot.clock("2026-11-24T17:00:00Z");
    expect_part(says("/price open"),
                "Most zárva vagyunk. Legközelebbi nyitás: holnap, 8:00 (budapesti idő).");
    bot.clock("2026-10-15T08:00:00Z");
    expect_part(says("/price open"),
                "Most nyitva vagyunk. Következő munkaszüneti nap: 2026. október 23.");
}

TEST_F(SupportWork, TellsHowToReachIt) {
    be("fabrikam", fabrikam, "de");
    EXPECT_EQ(says("/price contact"),
              "So erreichen Sie uns. · Kontakt: dieser Chat, support@contoso.example, +36 1 555 "
              "0100 · Kanäle: "
              "Chat, E-Mail und Telefon · Sprachen: Englisch, Ungarisch und Deutsch · "
              "Servicezeiten: rund um "
              "die Uhr [Mit einem Menschen sprechen]");
}

TEST_F(SupportWork, TellsWhichSupportTheCustomerHas) {
    EXPECT_EQ(
        says("/price contract"),
        "Az Önök támogatása. A díj tartalmazza: havi 2 óra munka; a fel nem használt rész nem "
        "vihető át. "
        "A válaszidő az első válaszra vonatkozik, nem a hiba elhárítására. · Jelenlegi csomagja: "
        "Business · Mire vonatkozik: a tőlünk vásárolt felhőszolgáltatásokra · Ügyfélszolgálati "
        "idő: "
        "hétfőtől péntekig 8:00–17:00 (budapesti idő) · Első válasz: munkaidőben 4 órán belül · "
        "Díj: "
        "Business, felhasználónként havi 1800 Ft, nettó · Továbbítás a gyártónak: a díj "
        "tartalmazza · "
        "Elérhetőség: itt a csevegésben, support@contoso.example, +36 1 555 0100 [Támogatási "
        "díjak] "
        "[Munkatársat kérek]");
    be("contoso", R"({"id": "contoso", "currency": "HUF", "country": "HU", "plan": "adhoc"})",
       "hu");
    const auto said = says("/price contract");
    expect_part(said, "A szerződéses kedvezményt (10%) levontuk.");
    expect_part(said, "Szerződés: SC-2026-17 · Szerződés érvényessége: 2029. december 31.");
    be("fabrikam", R"({"id": "fabrikam", "currency": "EUR", "plan": "adhoc"})", "en");
    EXPECT_EQ(says("/price contract").find("SC-2026-17"), std::string::npos)
        << "of another customer";
    be("nobody", R"({"id": "nobody", "currency": "EUR"})", "en");
    EXPECT_EQ(
        says("/price contract"),
        "Your support. I have no support plan noted for you. · Your current plan: not set · "
        "Contact: "
        "this chat, support@contoso.example, +36 1 555 0100 [Support prices] [Talk to a person]");
}

TEST_F(SupportWork, SaysPlainlyWhatIsNotConfigured) {
    auto bare = desk_with(
        R"({"id": "1", "valid_from": "2026-01-01", "valid_until": "2026-12-31", "currency": "EUR",
                              "offers": [{"id": "b", "name": "B", "price": {"EUR": 1}}]})");
    EXPECT_EQ(says(bare, "/price"),
              "How we support you. For all cloud services you buy from us we are your first "
              "contact. What we cannot "
              "solve ourselves we take to the vendor for you. · Support hours: not set · Contact: "
              "not set · Languages: "
              "not set · First reply: not set · Price: B, €1 per user a month, net [Support "
              "prices] [Talk to a person]");
    expect_part(says(bare, "/price types"),
                "B, €1 per user a month, net (support hours not set; no promised reply time).");
    expect_part(says(bare, "/price open"), "B: not set · Contact: not set");
    expect_part(
        says(bare, "/price contact"),
        "Contact: not set · Channels: not set · Languages: not set · Support hours: not set");
    auto empty = desk_with(
        R"({"id": "1", "valid_from": "2026-01-01", "valid_until": "2026-12-31", "currency": "EUR"})");
    expect_part(says(empty, "/price"), "Price: not set");
    EXPECT_EQ(empty.effects().size(), 1U) << "a person answers what the list does not";
    expect_part(says(empty, "/price types"), "No type of support is set for you.");
    EXPECT_NE(empty.log().size(), 0U);
}

TEST_F(SupportWork, PromisesAQuoteByAPerson) {
    EXPECT_EQ(says("/price offer"), "Munkatársunk legkésőbb ma 14:05-ig ajánlatot küld Önnek.");
    ASSERT_EQ(bot.effects().size(), 1U);
    EXPECT_EQ(bot.effects()[0].kind, wire::Effect::Kind::hand_over);
    bot.clock("2026-11-20T15:30:00Z");
    expect_part(says("/price offer"), "hétfőn 11:30-ig");
}

TEST_F(SupportWork, StillTellsHoursAndContactFromAnExpiredListButNoPrice) {
    bot.clock("2027-01-04T09:00:00Z");
    EXPECT_TRUE(bot.say("/price open").starts_with("offer.hours"));
    EXPECT_TRUE(bot.say("/price contact").starts_with("price.contact_title"));
    for (const auto* line :
         {"/price hours", "/price types", "/price contract", "/price quote QT-0", "/price offer"})
        EXPECT_TRUE(bot.say(line).starts_with("price.expired")) << line;
}

TEST_F(SupportWork, ShowsAQuoteAgainWithTheSameNumber) {
    for (const auto* line : {"/price premium 40", "/price block10", "/price critical",
                             "/price hours adhoc 50 holnap 18:00"}) {
        const auto said = says(line);
        const auto id = quote_id();
        ASSERT_TRUE(id.starts_with("QT-")) << line;
        bot.clock("2026-12-01T09:00:00Z");
        const auto later = says("/price quote " + id);
        bot.clock("2026-11-24T09:05:00Z");
        ASSERT_NE(later.find("nettó"), std::string::npos) << later;
        const auto sum_of = [](const std::string& text) {
            const auto at = text.rfind("nettó");
            return text.substr(at, text.find("bruttó", at) + 16 - at);
        };
        EXPECT_EQ(sum_of(later), sum_of(said)) << line;
        EXPECT_EQ(quote_id(), id);
    }
}

TEST_F(SupportWork, GivesTheSameIdForTheSameQuestion) {
    says("/price premium 40");
    const auto id = quote_id();
    const auto kept = bot.shelf().size();
    says("/price Premium 40");
    EXPECT_EQ(quote_id(), id);
    EXPECT_EQ(bot.shelf().size(), kept);
    says("/price premium 41");
    EXPECT_NE(quote_id(), id);
}

TEST_F(SupportWork, SaysThatTheListHasChangedSince) {
    says("/price premium 40");
    const auto id = quote_id();
    auto next = desk_with(replaced(sample_list(), "3200", "3500"));
    next.look_up("customer", contoso);
    next.language("hu");
    next.shelf() = bot.shelf();
    EXPECT_EQ(says(next, "/price quote " + id),
              "Ajánlat: QT. Korábban ezt mondtam (2026. november 24.): Premium, nettó 128 000 Ft, "
              "27% áfával "
              "bruttó 162 560 Ft. Az árlista azóta megváltozott. A tájékoztatás nem minősül "
              "ajánlattételnek. · "
              "Árlista: 2026-2 [Mai ár] [Munkatársat kérek]");
    EXPECT_TRUE(next.press(1).starts_with("price.title count=40"));
    next.shelf().clear();
    EXPECT_EQ(next.say("/price quote " + id), "price.no_quote text=" + id)
        << "nobody knows what it said";
}

TEST_F(SupportWork, TellsAQuoteToItsOwnCustomerAlone) {
    says("/price premium 40");
    const auto id = quote_id();
    be("fabrikam", fabrikam, "hu");
    const auto foreign = bot.say("/price quote " + id);
    EXPECT_EQ(foreign, "price.no_quote text=" + id);
    EXPECT_EQ(bot.say("/price quote QT-0000"), "price.no_quote text=QT-0000");
    be("contoso", R"({"id": "contoso", "currency": "EUR", "country": "HU"})", "hu");
    EXPECT_FALSE(bot.say("/price quote " + id).starts_with("price.no_quote"))
        << "what was told stays told";
    bot.shelf().clear();
    EXPECT_EQ(bot.say("/price quote " + id), "price.no_quote text=" + id)
        << "another currency than the customer's";
}

TEST_F(SupportWork, QuotesToAGuestWithoutKeepingAnything) {
    test::TestBot guest = desk_with(sample_list());
    guest.role("guest");
    guest.customer({});
    EXPECT_TRUE(guest.say("/price premium 40").starts_with("price.title"));
    EXPECT_TRUE(guest.shelf().empty());
    const auto id = quote_id(guest);
    EXPECT_TRUE(guest.say("/price quote " + id).starts_with("price.title count=40"));
}

TEST_F(SupportWork, TellsEveryPieceOfAPlan) {
    be("fabrikam", fabrikam, "en");
    EXPECT_EQ(says("/price critical"),
              "Support prices: Critical 24×7. Critical 24×7 (around the clock; first reply within "
              "15 minutes): "
              "€390 net a month, whatever the number of users. With 19% VAT: €464.10. Fourth "
              "Coffee Operations "
              "answers on our behalf. Up to 3 named people may contact us. A solution is promised: "
              "critical "
              "within 4 hours. Reply times are for our first reply, not for the solution. For "
              "information "
              "only, not a binding offer. Quote id: QT. · Covers: outages of services you mark as "
              "critical · "
              "First reply, critical: within 15 minutes · First reply, high: within 1 hour · "
              "Passing cases to "
              "the vendor: included (through Advanced Support for Partners) · Contact: this chat, "
              "support@contoso.example, +36 1 555 0100 · Valid until: 31 December 2026 · Price "
              "list: 2026-2 · "
              "Your current plan: Premium [Compare plans] [Talk to a person]");
    expect_part(
        says("/price block10"),
        "10-hour block: €260 net for 10 hours of work, to be used within 12 months. With 19% VAT: "
        "€309.40. Support: Monday to Friday 08:00–17:00 Budapest time; first reply within 8 "
        "business "
        "hours.");
    expect_part(says("/price adhoc"),
                "Ad-hoc hourly: €30 net per hour, charged in steps of 15 minutes. At other times: "
                "outside normal hours: 150% of "
                "the normal price, weekends: 200% of the normal price and public holidays: 200% of "
                "the normal "
                "price. Support: Monday to Friday 08:00–17:00 Budapest time; first reply within 2 "
                "business days.");
}

TEST_F(SupportWork, ComparesPlansAloneForANumberOfUsers) {
    be("fabrikam", fabrikam, "en");
    const auto said = says("/price 40");
    EXPECT_EQ(said.find("Ad-hoc"), std::string::npos);
    EXPECT_EQ(said.find("Critical"), std::string::npos);
    expect_part(said, "40 × €8 = €320 net a month");
}

TEST_F(SupportWork, SpeaksOfGrossPricesDevicesAndShares) {
    auto other = desk_with(
        R"({"id": "1", "valid_from": "2026-01-01", "valid_until": "2026-12-31", "currency": "EUR", "vat": {"DE": 19},
        "offers": [{"id": "g", "name": "Gross", "prices_are": "gross", "price": {"EUR": "9.99"}, "hours": "24x7"},
                   {"id": "d", "name": "Desktop", "model": "per_device_month", "minimum_devices": 5, "price": {"EUR": 3}, "hours": "24x7"},
                   {"id": "s", "name": "Share", "model": "percent_of_spend", "percent": "7.5", "minimum_amount": {"EUR": 400}},
                   {"id": "e", "name": "Effort", "model": "per_tenant_month", "price": {"EUR": 10}, "replies": {"P1": "best effort"},
                    "discount": 20}]})");
    other.look_up("customer", R"({"id": "f", "currency": "EUR", "country": "DE"})");
    const auto line = [&](const std::string& text) {
        const auto said = says(other, text);
        const auto from = said.find(". ") + 2;
        return said.substr(from, said.find(" Reply times") - from);
    };
    EXPECT_EQ(line("/price g 3"),
              "Gross (around the clock; no promised reply time): 3 × €9.99 = €29.97 a month "
              "including 19% VAT (€25.18 net).");
    EXPECT_EQ(line("/price d 2"),
              "Desktop (around the clock; no promised reply time): 5 × €3 = €15 net a month. With "
              "19% VAT: €17.85. Charged for at least 5 devices.");
    EXPECT_EQ(other.say("/price d"), "price.plan_title plan=Desktop; price.how_many_devices");
    EXPECT_EQ(line("/price s 10000"),
              "Share: 7.5% of your monthly cloud spend, at least €400 a month, net. For a spend of "
              "€10,000 a month: €750 net. With 19% VAT: €892.50.");
    EXPECT_EQ(line("/price s"),
              "Share: 7.5% of your monthly cloud spend, at least €400 a month, net.");
    EXPECT_EQ(
        line("/price e"),
        "Effort (support hours not set; no promised reply time): €8 net a month, whatever the "
        "number of users. With 19% VAT: €9.52. Your contract discount of 20% is taken off.");
    expect_part(test::spoken(other), "First reply, critical: best effort, no promised time");
    other.look_up("customer", R"({"id": "f", "currency": "EUR", "country": "XX"})");
    EXPECT_EQ(other.say("/price g 3"), "price.none") << "a gross price and no rate";
}

}  // namespace
}  // namespace desk
