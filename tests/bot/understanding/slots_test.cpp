#include "bot/understanding/find_slots.hpp"
#include "bot/understanding/number_words.hpp"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;

const desk::NameIndex& names() {
    static const auto index = [] {
        auto things = desk::well_known_services();
        things.push_back({desk::SlotKind::plan, "business", {"Business"}});
        things.push_back({desk::SlotKind::plan, "premium", {"Premium", "prémium"}});
        things.push_back({desk::SlotKind::customer, "contoso", {"Contoso Kft."}});
        things.push_back({desk::SlotKind::customer, "fabrikam", {"Fabrikam GmbH"}});
        return desk::NameIndex::of(things);
    }();
    return index;
}

// Wednesday, 25 November 2026, 10:05 in Budapest.
const desk::PersonsClock clock_on_the_wall{std::chrono::sys_days{std::chrono::year{2026} / 11 / 25} + 9h + 5min,
                                           "Europe/Budapest"};

// "service exchange-online, since 2026-11-24T23:00Z"
std::string slots(std::string_view text, std::string_view language) {
    const desk::MessageContext context{.names = names(), .clock = clock_on_the_wall};
    std::string result;
    for (const auto& slot : desk::find_slots(desk::spelled(text), language, context)) {
        result += (result.empty() ? "" : ", ") + std::string{desk::name_of(slot.kind)} + ' ' + slot.value +
                  (slot.is_exact ? "" : "~");
    }
    return result;
}

struct SlotCase {
    std::string_view language, text, slots;
};
template <std::size_t count>
void expect(const SlotCase (&cases)[count]) {
    for (const auto& [language, text, expected] : cases) EXPECT_EQ(slots(text, language), expected) << text;
}

TEST(Slots, FindServicesByAnyName) {
    expect({{"en", "is exchange down?", "service exchange-online"},
            {"en", "Exchange Online", "service exchange-online"},
            {"en", "MS-Teams or SharePoint", "service microsoft-teams, service sharepoint-online"},
            {"en", "share point and one drive", "service sharepoint-online, service onedrive"},
            {"de", "das Postfach ist voll", "service exchange-online"},
            {"hu", "a levelezés áll", "service exchange-online"},
            {"en", "our power bi report", "service power-bi"}});
}

TEST(Slots, FindServicesWithHungarianEndings) {
    for (const auto* text : {"exchange-ben", "exchangeben", "az Exchange-dzsel", "Exchange-et", "exchangenek",
                             "outlookkal", "az Outlookban", "outlookról", "outlookunk", "a levelezésünkkel",
                             "levelezésünkből", "e-maillel", "emailek", "postafiókomban"}) {
        EXPECT_EQ(slots(text, "hu"), "service exchange-online") << text;
    }
    for (const auto* text : {"teamsben", "a Teamsszel", "Teamset", "teamses", "Teamsnek", "teamsről"}) {
        EXPECT_EQ(slots(text, "hu"), "service microsoft-teams") << text;
    }
    EXPECT_EQ(slots("sharepointot és sharepointunkon", "hu"), "service sharepoint-online, service sharepoint-online");
}

TEST(Slots, FindServicesInGermanCompounds) {
    expect({{"de", "Teamsstörung", "service microsoft-teams"},
            {"de", "Exchange-Server und Outlookproblem", "service exchange-online, service exchange-online"}});
}

TEST(Slots, ForgiveASlipOfTheFingerAndSaySo) {
    for (const auto* text : {"exchnage", "exhange", "exchangge", "exchenge", "outlok is slow", "Outllook"}) {
        EXPECT_EQ(slots(text, "en").substr(0, 23), "service exchange-online") << text;
    }
    EXPECT_EQ(slots("exchnage", "en"), "service exchange-online~");
    EXPECT_EQ(slots("exhangeben", "hu"), "service exchange-online~");
    EXPECT_EQ(slots("temas", "en"), "service microsoft-teams~");
    EXPECT_EQ(slots("sharepiont", "en"), "service sharepoint-online~");
}

TEST(Slots, LeaveOrdinaryWordsAlone) {
    for (const auto* text :
         {"hi team", "the terms of the contract", "we changed the lock", "business hours", "a business trip", "male",
          "main", "share the points", "I exchanged words with him", "csapat", "meseltem"}) {
        EXPECT_EQ(slots(text, "en"), "") << text;
    }
}

TEST(Slots, FindPlansAndCustomers) {
    expect({{"en", "premium for Contoso", "plan premium, customer contoso"},
            {"hu", "a Contosónak prémiumot", "customer contoso, plan premium"},
            {"de", "Fabrikams Tarif Business", "customer fabrikam, plan business"}});
}

TEST(Slots, FindIdsOfIncidentsAndRequests) {
    expect({{"en", "EX1042", "incident EX1042"},
            {"hu", "mi van az EX1042-ről?", "incident EX1042"},
            {"hu", "ex1042rol", "incident EX1042"},
            {"en", "inc-7 and MO123456", "incident INC-7, incident MO123456"},
            {"en", "SR-2032", "request SR-2032"},
            {"hu", "sr 2032-vel mi van", "request SR-2032"},
            {"en", "what about #2032", "request 2032"},
            {"en", "ticket 1042?", "request 1042"},
            {"hu", "1042-es jegy", "request 1042"},
            {"de", "Stand von Anfrage 88", "request 88"}});
}

TEST(Slots, TakeCodesAndAddressesForNoIds) {
    expect({{"en", "KB5034441", "code KB5034441"},
            {"en", "Error 0x80070005", "code 0x80070005"},
            {"en", "AADSTS50076", "code AADSTS50076"},
            {"en", "550 5.7.1", "code 550 5.7.1"},
            {"en", "agent reports 4.4.7", "code 4.4.7"},
            {"de", "Fehler 503", "code 503"},
            {"hu", "503-as hiba", "code 503"},
            {"en", "add Anna.Kovacs@contoso.example please", "email anna.kovacs@contoso.example"},
            {"hu", "anna@contoso.example-nek", "email anna@contoso.example"},
            {"en", "RFC7208 and HP4100 on WIN10", ""}});
}

TEST(Slots, CountPeople) {
    expect({{"en", "for 40 people", "users 40"},
            {"en", "25 new users", "users 25"},
            {"en", "1,200 seats", "users 1200"},
            {"hu", "40 főre", "users 40"},
            {"hu", "40-en vagyunk", "users 40"},
            {"hu", "50 userre", "users 50"},
            {"hu", "40fő", "users 40"},
            {"hu", "negyvenen vagyunk", "users 40"},
            {"hu", "százhúsz felhasználóra", "users 120"},
            {"de", "für vierzig Personen", "users 40"},
            {"de", "1.200 Benutzer", "users 1200"},
            {"en", "a hundred and twenty users", "users 120"},
            {"en", "24/7 support for forty-five people", "coverage 24x7, users 45"},
            {"en", "version 5.7 and 3 printers", "number 3"}});
}

TEST(Slots, FindSeverityAndItsDenial) {
    expect({{"en", "this is urgent, P1", "severity P2, severity P1"},
            {"hu", "nagyon sürgős", "severity P2"},
            {"hu", "nem sürgős", "severity P4"},
            {"hu", "kritikus hiba", "severity P1"},
            {"de", "eilt nicht", "severity P4"},
            {"de", "bitte dringend", "severity P2"},
            {"de", "Support rund um die Uhr", "coverage 24x7"},
            {"hu", "éjjel-nappal", "coverage 24x7"}});
}

TEST(Slots, FindMoments) {
    expect({{"en", "since yesterday", "since 2026-11-23T23:00Z"},
            {"hu", "tegnap óta", "since 2026-11-23T23:00Z"},
            {"de", "seit gestern", "since 2026-11-23T23:00Z"},
            {"de", "seit heute früh", "since 2026-11-25T05:00Z"},
            {"hu", "reggel óta", "since 2026-11-25T05:00Z"},
            {"en", "since this morning", "since 2026-11-25T05:00Z"},
            {"hu", "holnaptól", "since 2026-11-25T23:00Z"},
            {"hu", "péntekig", "until 2026-11-26T23:00Z"},
            {"de", "bis Freitag", "until 2026-11-26T23:00Z"},
            {"en", "by Friday", "until 2026-11-26T23:00Z"},
            {"en", "since Monday", "since 2026-11-22T23:00Z"},
            {"hu", "hétfő óta", "since 2026-11-22T23:00Z"},
            {"en", "last Friday", "time 2026-11-19T23:00Z"},
            {"hu", "múlt hét", "time 2026-11-15T23:00Z"},
            {"de", "nächste Woche", "time 2026-11-29T23:00Z"},
            {"en", "last night", "time 2026-11-24T21:00Z"},
            {"hu", "tegnapelőtt este 8-kor", "time 2026-11-23T19:00Z"},
            {"de", "gestern um 17 Uhr", "time 2026-11-24T16:00Z"},
            {"de", "heute Morgen", "time 2026-11-25T05:00Z"},
            {"de", "morgen 8 Uhr abends", "time 2026-11-26T19:00Z"},
            {"de", "morgen früh", "time 2026-11-26T05:00Z"},
            {"en", "the day after tomorrow at 3 pm", "time 2026-11-27T14:00Z"}});
}

TEST(Slots, FindClockTimesAndLengthsOfTime) {
    expect({{"en", "since 9", "since 2026-11-25T08:00Z"},
            {"de", "seit 8 Uhr", "since 2026-11-25T07:00Z"},
            {"hu", "8:30 óta", "since 2026-11-25T07:30Z"},
            {"hu", "kilenc óta", "since 2026-11-25T08:00Z"},
            {"hu", "fél kilenckor", "time 2026-11-25T07:30Z"},
            {"de", "halb neun", "time 2026-11-25T07:30Z"},
            {"hu", "nyolckor", "time 2026-11-25T07:00Z"},
            {"en", "call me at 14:00", "time 2026-11-25T13:00Z"},
            {"en", "8 am tomorrow", "time 2026-11-26T07:00Z"},
            {"en", "since 22:00", "since 2026-11-24T21:00Z"},
            {"en", "2 hours ago", "time 2026-11-25T07:05Z"},
            {"en", "for two days", "since 2026-11-23T09:05Z"},
            {"hu", "két órája", "since 2026-11-25T07:05Z"},
            {"hu", "fél órája", "since 2026-11-25T08:35Z"},
            {"hu", "2 órával ezelőtt", "time 2026-11-25T07:05Z"},
            {"de", "vor zehn Minuten", "time 2026-11-25T08:55Z"},
            {"de", "seit einer halben Stunde", "since 2026-11-25T08:35Z"},
            {"de", "seit 2 Stunden", "since 2026-11-25T07:05Z"},
            {"en", "in 3 hours", "time 2026-11-25T12:05Z"},
            {"hu", "két óra múlva", "time 2026-11-25T11:05Z"}});
}

TEST(Slots, FindDates) {
    expect({{"en", "2026-12-01", "time 2026-11-30T23:00Z"},
            {"de", "am 24.11.", "time 2026-11-23T23:00Z"},
            {"de", "ab 1. Dezember", "since 2026-11-30T23:00Z"},
            {"hu", "november 24-én", "time 2026-11-23T23:00Z"},
            {"hu", "2026. december 1-től", "since 2026-11-30T23:00Z"},
            {"en", "24th of November", "time 2026-11-23T23:00Z"},
            {"en", "March 1", "time 2027-02-28T23:00Z"},
            {"hu", "március elsején", ""},
            {"en", "31.02.2026", ""}});
}

TEST(Slots, CountTheHoursOfTheDayTheClockChanges) {
    // In Budapest summer time ends on 25 October 2026 at 03:00.
    const desk::PersonsClock monday{std::chrono::sys_days{std::chrono::year{2026} / 10 / 26} + 9h, "Europe/Budapest"};
    const desk::MessageContext context{.names = names(), .clock = monday};
    const auto found = desk::find_slots(desk::spelled("since Saturday"), "en", context);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].value, "2026-10-23T22:00Z");
}

TEST(Slots, AreFoundTogetherInOneMessage) {
    expect({{"de", "seit heute früh kommt keine Mail mehr, bitte Ticket",
             "since 2026-11-25T05:00Z, service exchange-online"},
            {"en", "what does 24/7 support cost for 40 people", "coverage 24x7, users 40"},
            {"hu", "SR-17: tegnap óta P1, 12 embert érint a Teamsben",
             "request SR-17, since 2026-11-23T23:00Z, severity P1, number 12, service microsoft-teams"}});
}

TEST(NumberWords, AreReadInThreeLanguages) {
    struct Case {
        std::string_view language, text;
        std::int64_t value;
    };
    for (const auto& [language, text, value] : {Case{"en", "seven", 7},
                                                Case{"en", "twenty", 20},
                                                Case{"en", "twenty one", 21},
                                                Case{"en", "forty-five", 45},
                                                Case{"en", "two hundred", 200},
                                                Case{"en", "three hundred and five", 305},
                                                Case{"en", "two thousand five hundred", 2500},
                                                Case{"hu", "hat", 6},
                                                Case{"hu", "tizenkettő", 12},
                                                Case{"hu", "huszonegy", 21},
                                                Case{"hu", "kilencvenkilenc", 99},
                                                Case{"hu", "száz", 100},
                                                Case{"hu", "kétszázötven", 250},
                                                Case{"hu", "ezerkétszáz", 1200},
                                                Case{"hu", "tízezer", 10'000},
                                                Case{"de", "zwölf", 12},
                                                Case{"de", "fünfundvierzig", 45},
                                                Case{"de", "hundertzwanzig", 120},
                                                Case{"de", "zweihundert", 200},
                                                Case{"de", "eintausendfünfhundert", 1500},
                                                Case{"de", "dreißig", 30},
                                                Case{"en", "1 200", 1200},
                                                Case{"en", "999999", 999'999}}) {
        const auto found = desk::number_at(desk::spelled(text), 0, language);
        ASSERT_TRUE(found) << text;
        EXPECT_EQ(found->value, value) << text;
    }
}

TEST(NumberWords, AreNotFoundInOtherWords) {
    for (const auto* text :
         {"hat", "often", "someone", "achtung", "einige", "zweifel", "5.7.1", "12:30", "1.5", "3d", "x64", "otthon"}) {
        const auto found = desk::number_at(desk::spelled(text), 0, "de");
        EXPECT_FALSE(found) << text;
    }
}

}  // namespace
