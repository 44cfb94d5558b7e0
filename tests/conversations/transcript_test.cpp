#include "conversations/redaction.hpp"
#include "conversations/timestamp.hpp"
#include "conversations/transcript/export.hpp"
#include "conversations/transcript/html.hpp"
#include "conversations/transcript/query.hpp"
#include <desk/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Transcript sample() {
    Transcript transcript;
    transcript.id = "01J";
    transcript.customer = "Contoso Kft.";
    transcript.title = "Beszélgetés: 01J";
    transcript.language = "hu";
    TranscriptLine asked;
    asked.n = 1;
    asked.at = *read_timestamp("2026-11-24T09:05:00Z");
    asked.author = "Kovács Anna";
    asked.text = "=cmd|' /C calc'!A0 <b>\"mi\"</b>";
    asked.language = "hu";
    TranscriptLine answer;
    answer.n = 2;
    answer.at = asked.at;
    answer.author = "bot";
    answer.text = "Minden jó.";
    answer.plugin = "health";
    answer.plugin_version = "1.0.0";
    answer.took = std::chrono::microseconds{120'400};
    answer.delivery = "sent";
    answer.card = ShownCard{};
    answer.card->title = "Exchange <Online>";
    answer.card->tone = Tone::ok;
    answer.card->facts = {{"Contact", "anna@contoso.example"}};
    TranscriptLine note;
    note.n = 3;
    note.at = asked.at;
    note.author = "kata";
    note.is_note = true;
    note.text = "Hívjuk vissza: +36 1 555 0100";
    TranscriptLine failed = answer;
    failed.n = 4;
    failed.reason = "timeout";
    failed.card = {};
    transcript.lines = {asked, answer, note, failed};
    return transcript;
}

std::string written(ExportFormat format) {
    return write_transcript(sample(), format, "Europe/Budapest");
}

TEST(Export, WritesTextToRead) {
    EXPECT_EQ(written(ExportFormat::txt),
              "Beszélgetés: 01J\n"
              "\n[2026-11-24 10:05] Kovács Anna\n=cmd|' /C calc'!A0 <b>\"mi\"</b>\n"
              "\n[2026-11-24 10:05] bot (health 1.0.0)\nMinden jó.\n"
              "\n[2026-11-24 10:05] kata (note)\nHívjuk vissza: +36 1 555 0100\n"
              "\n[2026-11-24 10:05] bot (health 1.0.0) (failed: timeout)\nMinden jó.\n");
}

TEST(Export, WritesHtmlWithoutAScriptAndWithEverythingEscaped) {
    auto transcript = sample();
    transcript.title = "<script>alert(1)</script>";
    transcript.lines[0].author = "<img src=x onerror=alert(1)>";
    transcript.lines[0].language = "hu\" onclick=\"x";
    const auto html = write_transcript(transcript, ExportFormat::html, "UTC");
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, Not(HasSubstr("<img")));
    EXPECT_THAT(html, Not(HasSubstr("onclick=\"")));
    EXPECT_THAT(html, HasSubstr("=cmd|&#39; /C calc&#39;!A0 &lt;b&gt;&quot;mi&quot;&lt;/b&gt;"));
    EXPECT_THAT(html, HasSubstr("● Exchange &lt;Online&gt;"));
    EXPECT_THAT(html, HasSubstr("<html lang=\"hu\">"));
}

TEST(Export, WritesOneJsonDocument) {
    const auto document = parse_json(written(ExportFormat::json));
    ASSERT_TRUE(document);
    EXPECT_EQ((*document)["turns"].size(), 4U);
    EXPECT_EQ((*document)["turns"][1]["took_ms"], 120);
    EXPECT_EQ((*document)["turns"][1]["card"]["tone"], "ok");
    EXPECT_EQ((*document)["turns"][2]["kind"], "note");
    EXPECT_EQ((*document)["turns"][0]["at"], "2026-11-24T09:05:00.000Z");
}

TEST(Export, WritesOneJsonLinePerTurn) {
    const auto text = written(ExportFormat::jsonl);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
    const auto first = parse_json(text.substr(0, text.find('\n')));
    ASSERT_TRUE(first);
    EXPECT_EQ((*first)["conversation"], "01J");
}

TEST(Export, GuardsCellsThatWouldBeFormulas) {
    auto transcript = sample();
    transcript.lines[1].text = "line\nbreak, \"quoted\"";
    transcript.lines[2].text = " +1";
    transcript.lines[3].text = "-2";
    const auto csv = write_transcript(transcript, ExportFormat::csv, "UTC");
    EXPECT_THAT(csv, HasSubstr("\"'=cmd|' /C calc'!A0 <b>\"\"mi\"\"</b>\""));
    EXPECT_THAT(csv, HasSubstr("\"line\nbreak, \"\"quoted\"\"\""));
    EXPECT_THAT(csv, HasSubstr("\"' +1\""));
    EXPECT_THAT(csv, HasSubstr("\"'-2\""));
    EXPECT_THAT(csv, testing::StartsWith("conversation,n,at,"));
}

TEST(Export, SurvivesBytesThatAreNoText) {
    auto transcript = sample();
    transcript.lines[0].text = "\xFF\xFE";
    for (const auto format : {ExportFormat::txt, ExportFormat::html, ExportFormat::json,
                              ExportFormat::jsonl, ExportFormat::csv}) {
        EXPECT_FALSE(write_transcript(transcript, format, "Nowhere").empty());
    }
}

TEST(Export, FormatsHaveNames) {
    for (const auto* name : {"txt", "html", "json", "jsonl", "csv"}) {
        EXPECT_EQ(name_of(*export_format_named(name)), name);
        EXPECT_THAT(std::string{media_type_of(*export_format_named(name))}, HasSubstr("/"));
    }
    EXPECT_FALSE(export_format_named("pdf"));
}

TEST(Transcript, ForCustomersHasNoNotesAndNoReasons) {
    const auto text = write_transcript(for_customers(sample()), ExportFormat::json, "UTC");
    EXPECT_THAT(text, Not(HasSubstr("Hívjuk")));
    EXPECT_THAT(text, Not(HasSubstr("timeout")));
    EXPECT_THAT(text, HasSubstr("Minden jó."));
}

TEST(Transcript, RedactedHidesWhatPointsAtPeople) {
    for (const auto format : {ExportFormat::txt, ExportFormat::html, ExportFormat::json,
                              ExportFormat::jsonl, ExportFormat::csv}) {
        const auto text = write_transcript(redacted(sample()), format, "UTC");
        EXPECT_THAT(text, Not(HasSubstr("555 0100"))) << name_of(format);
        EXPECT_THAT(text, Not(HasSubstr("anna@contoso"))) << name_of(format);
    }
}

TEST(Redaction, TakesOutAddressesNumbersAndTenants) {
    EXPECT_EQ(redacted("Írjon ide: a.kovács+1@contoso.example."), "Írjon ide: [e-mail].");
    EXPECT_EQ(redacted("<a@b.hu>, c@d.de"), "<[e-mail]>, [e-mail]");
    EXPECT_EQ(redacted("hívjon: +36 1 555 0100!"), "hívjon: [phone]!");
    EXPECT_EQ(redacted("06 30/555-0100"), "[phone]");
    EXPECT_EQ(redacted("tenant 72f988bf-86f1-41af-91ab-2d7cd011db47, ok"), "tenant [tenant], ok");
    EXPECT_EQ(redacted("contoso.OnMicrosoft.com"), "[tenant]");
}

TEST(Redaction, LeavesEverythingElse) {
    for (const auto* text :
         {"EX1042 and SR-2031 at 2026-11-24 10:05", "40 × 1800 Ft = 72 000 Ft", "@Deskhand", "a@b",
          "0, 1, 2", "contoso.example", "árvíztűrő", "", "\xFF@\xFE", "+", "1.0.0"}) {
        EXPECT_EQ(redacted(text), text);
    }
}

TEST(Query, HasFiltersAndWords) {
    const auto query =
        *read_query("from:anna state:open since:2026-11-01 until:2026-11-30 \"late mail\" EX1042");
    EXPECT_EQ(query.from, "anna");
    EXPECT_EQ(query.state, State::open);
    EXPECT_EQ(timestamp(*query.since), "2026-11-01T00:00:00.000Z");
    EXPECT_EQ(timestamp(*query.until), "2026-12-01T00:00:00.000Z");
    EXPECT_THAT(query.words, ElementsAre("late mail", "EX1042"));
    EXPECT_THAT(read_query("http://x re: from:")->words, ElementsAre("http://x", "re:", "from:"));
    EXPECT_THAT(read_query("  ")->words, testing::IsEmpty());
}

TEST(Query, RefusesWhatItCannotMean) {
    EXPECT_FALSE(read_query("state:sleeping"));
    EXPECT_FALSE(read_query("since:2026-02-30"));
    EXPECT_FALSE(read_query(std::string(257, 'x')));
    EXPECT_FALSE(read_query("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17"));
}

}  // namespace
}  // namespace desk
