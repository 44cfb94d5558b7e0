// The one tolerant layer below all readers: times, texts, encodings, numbers.
#include "plugins/status_source/document.hpp"
#include "plugins/status_source/vendor_text.hpp"
#include "plugins/status_source/vendor_time.hpp"
#include "tests/plugins/status_sources/readers.hpp"

namespace desk {
namespace {

std::string time_in(const std::string& json) {
    const auto time = read_vendor_time(*parse_json("[" + json + "]")->begin());
    return time ? test::plain(*time) : "none";
}

TEST(VendorTime, ReadsOffsetsFractionsAndRefusesTheRest) {
    EXPECT_EQ(test::plain(*read_iso_time("2026-11-24T08:42:00Z")), "2026-11-24T08:42:00Z");
    EXPECT_EQ(test::plain(*read_iso_time("2019-02-21T08:31:24.239-06:00")),
              "2019-02-21T14:31:24.239Z");
    EXPECT_EQ(test::plain(*read_iso_time("2024-02-06T22:00:00.123456+0100")),
              "2024-02-06T21:00:00.123Z");
    for (const auto* text :
         {"", "2026", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-01T25:00:00Z",
          "2026-01-01T00:00:00Zx", "20x6-01-01T00:00:00Z", "{{minutes}}"}) {
        EXPECT_FALSE(read_iso_time(text)) << text;
    }
}

TEST(VendorTime, IsReadAsEveryVendorWritesIt) {
    struct Row {
        const char* json;
        const char* time;
    };
    for (const auto& [json, time] : {
             Row{R"("2025-05-12T14:45:48.1203530Z")", "2025-05-12T14:45:48.120Z"},
             Row{R"("2020-11-12T07:07:38.97Z")", "2020-11-12T07:07:38.970Z"},
             Row{R"("2020-02-06T00:17:58.432911368Z")", "2020-02-06T00:17:58.432Z"},
             Row{R"("2024-05-01T10:00:00")", "2024-05-01T10:00:00Z"},
             Row{R"("2026-07-15T23:57:00+00:00")", "2026-07-15T23:57:00Z"},
             Row{R"("0001-01-01T00:00:00Z")", "none"},
             Row{R"("0001-01-01T00:00:00")", "none"},
             Row{R"("")", "none"},
             Row{"null", "none"},
             Row{"true", "none"},
             Row{"[1772369485]", "none"},
             Row{R"("1772369485")", "2026-03-01T12:51:25Z"},
             Row{"1772369485", "2026-03-01T12:51:25Z"},
             Row{"1772369485.75", "2026-03-01T12:51:25Z"},
             Row{"17", "none"},
             Row{"-1772369485", "none"},
             Row{"1772369485000", "none"},
             Row{"1e300", "none"},
             Row{R"("Thu, 23 Jul 2026 16:29:09 Z")", "2026-07-23T16:29:09Z"},
             Row{R"("Tue, 17 Nov 2015 03:03:32 PST")", "2015-11-17T11:03:32Z"},
             Row{R"("Fri,  6 Nov 2015 13:00 GMT")", "2015-11-06T13:00:00Z"},
             Row{R"("Thu, 23 Jul 2026 16:29:09 +0200")", "2026-07-23T14:29:09Z"},
             Row{R"("Thu, 33 Jul 2026 16:29:09 Z")", "none"},
             Row{R"("Thu, 23 Jux 2026 16:29:09 Z")", "none"},
             Row{R"("Thu, 23 Jul 2026 16:29:09 XYZ")", "none"},
             Row{R"("Friday, August 6, 2021, at 9:00 PM UTC")", "2021-08-06T21:00:00Z"},
             Row{R"("August 6, 2021, at 12:05 AM UTC")", "2021-08-06T00:05:00Z"},
             Row{R"("Friday, August 6, 2021, at 13:00 PM UTC")", "none"},
         }) {
        EXPECT_EQ(time_in(json), time) << json;
    }
}

TEST(VendorText, LosesItsHtmlAndNothingElse) {
    EXPECT_EQ(plain_text("We fixed it.<br /><br />Thanks &amp; bye"), "We fixed it. Thanks & bye");
    EXPECT_EQ(plain_text(R"(in the repo <a href="https://x.example/1">here</a>.)"),
              "in the repo here.");
    EXPECT_EQ(plain_text("latency < 5 s and 7 > 3 &#39;ok&#39;\n\n now"),
              "latency < 5 s and 7 > 3 'ok' now");
    EXPECT_EQ(plain_text("&amp;lt;b&amp;gt;"), "&lt;b&gt;");
    EXPECT_EQ(plain_text("an open <a tag"), "an open <a tag");
    EXPECT_EQ(plain_text("<ul><li>one</li><li>two</li></ul>"), "one two");
    EXPECT_EQ(plain_text("it&rsquo;s 3 &#x2013; 4&nbsp;&euro; &#8230;"), "it’s 3 – 4 € …");
    EXPECT_EQ(plain_text("a<script>alert(1)</script>b<style>p{}</style>c<!-- <p>d -->e<script>f"),
              "abce");
    EXPECT_EQ(plain_text("&#0;&#xD800;&#x110000;&#99999999999;&unknown;"),
              "&#99999999999;&unknown;");
    EXPECT_LE(plain_text(std::string(1'000'000, 'x')).size(), most_update_text);
}

TEST(VendorText, LosesItsMarkdown) {
    EXPECT_EQ(plain_markdown("## \\# Incident Report\n## Summary\nOn *Monday* we **lost** [a "
                             "link](https://x.example)\n* one\n- two"),
              "Incident Report Summary On *Monday* we lost a link one two");
    EXPECT_EQ(plain_markdown("a \\* b, snake_case and 2 * 3"), "a * b, snake_case and 2 * 3");
}

TEST(VendorText, TellsWhenTheVendorWritesAgain) {
    using std::chrono::minutes;
    EXPECT_EQ(promised_update("We'll provide another update within 30 minutes."), minutes{30});
    EXPECT_EQ(promised_update("will provide another update within the next 30 minutes."),
              minutes{30});
    EXPECT_EQ(promised_update("Working on it. Next update in one hour."), minutes{60});
    EXPECT_EQ(promised_update("Next update in 2 hours"), minutes{120});
    EXPECT_EQ(promised_update("We will provide updates every 30 minutes with progress"),
              minutes{30});
    for (const auto* text :
         {"We will provide an update in few hours", "an update as soon as possible", "update",
          "updates in the next release", "update in 99999 hours", "an update within the next"}) {
        EXPECT_FALSE(promised_update(text)) << text;
    }
}

TEST(VendorText, FindsTheLabelledLinesOfAPost) {
    const std::string post =
        "Title: Mail is late.User Impact: Users wait.More info:This is new.Current status: We are "
        "looking.Scope of impact: "
        "Some.Start time: Monday, August 2, 2021, at 2:36 PM UTCNext update by: Friday, August 6, "
        "2021, at 9:00 PM UTC, to "
        "allow time";
    EXPECT_EQ(labelled(post, "current status"), "We are looking.");
    EXPECT_EQ(labelled(post, "user impact"), "Users wait.");
    EXPECT_EQ(labelled(post, "root cause"), "");
    EXPECT_EQ(labelled("", "title"), "");
    EXPECT_EQ(test::plain(*next_update_in(post, Time{})), "2021-08-06T21:00:00Z");
    const auto at = *read_iso_time("2021-08-06T17:49:34Z");
    EXPECT_EQ(test::plain(*next_update_in("another update within 30 minutes", at)),
              "2021-08-06T18:19:34Z");
    EXPECT_FALSE(next_update_in("Next update by: soon", at));
}

TEST(Document, IsDecodedByItsByteOrderMark) {
    const std::string big{"\xFE\xFF\0[\0\"\x20\x19\xD8\x3D\xDE\x00\0\"\0]", 16};
    const std::string little{"\xFF\xFE[\0\"\0\x19\x20\"\0]\0", 12};
    EXPECT_EQ(utf8_of(big), "[\"’😀\"]");
    EXPECT_EQ(utf8_of(little), "[\"’\"]");
    EXPECT_EQ(utf8_of("\xEF\xBB\xBF{}"), "{}");
    EXPECT_EQ(utf8_of("{}"), "{}");
    EXPECT_EQ(utf8_of(std::string{"\xFE\xFF\xD8\x00", 4}), "\xEF\xBF\xBD") << "half a pair";
    EXPECT_EQ(utf8_of(std::string{"\xFE\xFF\0[\0", 5}), "[") << "half a unit";
    EXPECT_EQ(utf8_of(std::string{"\xEF\xBF\xBD\xEF\xBF\xBD\0[\0]", 10}), "[]")
        << "taken for UTF-8 on the way";
}

TEST(Document, IsRefusedWhenItIsNotOneWholeDocument) {
    for (const std::string text : {"", "{", "{} {}", "<html>", R"({"a":1,"a":2})", "nul"})
        EXPECT_FALSE(read_document(text)) << text;
    EXPECT_FALSE(read_document(std::string(40, '[') + std::string(40, ']')));
    EXPECT_FALSE(read_document("\"" + std::string(6'000'000, 'x') + "\""));
}

TEST(Document, TakesNumbersAndTextsForEachOther) {
    const auto document =
        *parse_json(R"({"a": "17", "b": 17, "c": "x", "d": "True", "e": 0, "f": null, "g": [1]})");
    EXPECT_EQ(number_of(document["a"]), 17);
    EXPECT_EQ(number_of(document["b"]), 17);
    EXPECT_FALSE(number_of(document["c"]));
    EXPECT_FALSE(number_of(document["g"]));
    EXPECT_EQ(said_field(document, "b"), "17");
    EXPECT_EQ(said_field(document, "g"), "");
    EXPECT_TRUE(flag_or(document, "d", false));
    EXPECT_FALSE(flag_or(document, "e", true));
    EXPECT_TRUE(flag_or(document, "f", true));
    EXPECT_TRUE(object_or_empty(document, "a").empty());
}

TEST(EnumKey, IsOneForEverySpelling) {
    for (const auto* said : {"serviceDegradation", "ServiceDegradation", "service_degradation",
                             "SERVICE-DEGRADATION"}) {
        EXPECT_EQ(enum_key(said), "servicedegradation");
    }
    EXPECT_EQ(enum_key("2"), "2");
}

}  // namespace
}  // namespace desk
