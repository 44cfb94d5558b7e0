#include "bot/configuration/diagnosis.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

// The three golden forms are those of shared/design/experience.md §4.
TEST(Diagnosis, ShowsThePlaceInTheFile) {
    const Diagnosis d{.code = "DH1203",
                      .what = R"(unknown key "lisen" in [server])",
                      .file = "/etc/deskhand/deskhand.toml",
                      .line = 3,
                      .column = 1,
                      .source = R"(lisen = "127.0.0.1:8080")",
                      .length = 5,
                      .note = R"(did you mean "listen"?)",
                      .fix = "rename the key. All keys: deskhand config schema"};
    EXPECT_EQ(to_text(d), R"(error[DH1203]: unknown key "lisen" in [server]
  --> /etc/deskhand/deskhand.toml:3:1
   |
 3 | lisen = "127.0.0.1:8080"
   | ^^^^^ did you mean "listen"?
  fix: rename the key. All keys: deskhand config schema
)");
}

TEST(Diagnosis, NamesThePlaceOfASecretWithoutShowingTheLine) {
    const Diagnosis d{.code = "DH1206",
                      .severity = Severity::warning,
                      .what = "secret given in the file: adapters.slack.bot_token",
                      .file = "deskhand.toml",
                      .line = 31,
                      .column = 1,
                      .fix = "put it into a file only deskhand can read and use bot_token_file"};
    EXPECT_EQ(to_text(d), R"(warning[DH1206]: secret given in the file: adapters.slack.bot_token
  --> deskhand.toml:31:1
  fix: put it into a file only deskhand can read and use bot_token_file
)");
}

TEST(Diagnosis, AlignsWhereWhyAndFix) {
    const Diagnosis d{
        .code = "DH4102",
        .what = "the database is newer than this program",
        .where = "/var/lib/deskhand/desk.db, schema 14; this build knows 12",
        .why = "deskhand 0.9.1 opened it on 2026-11-20",
        .fix = "install 0.9.1 or later, or restore a backup: deskhand backup verify DIR"};
    EXPECT_EQ(to_text(d), R"(error[DH4102]: the database is newer than this program
  where: /var/lib/deskhand/desk.db, schema 14; this build knows 12
  why:   deskhand 0.9.1 opened it on 2026-11-20
  fix:   install 0.9.1 or later, or restore a backup: deskhand backup verify DIR
)");
}

TEST(Diagnosis, UnderlinesTheRightLettersBehindTabsAndAccents) {
    const Diagnosis d{.code = "DH1205",
                      .what = "x",
                      .file = "f",
                      .line = 12,
                      .column = 9,
                      .source = "\té = \"ő\" # w",
                      .length = 1};
    EXPECT_EQ(to_text(d),
              "error[DH1205]: x\n  --> f:12:9\n    |\n 12 | \té = \"ő\" # w\n    | \t       ^\n");
}

TEST(Diagnosis, DoesNotLetAFileWriteToTheTerminal) {
    const Diagnosis d{.code = "DH1203", .what = "unknown key \"\x1b[2J\"", .file = "f"};
    EXPECT_EQ(to_text(d), "error[DH1203]: unknown key \"?[2J\"\n  --> f\n");
}

TEST(Diagnosis, IsColouredOnlyWhenAsked) {
    const Diagnosis d{.code = "DH1203", .what = "x"};
    EXPECT_EQ(to_text(d), "error[DH1203]: x\n");
    EXPECT_EQ(to_text(d, true), "\x1b[1;31merror[DH1203]\x1b[0m: x\n");
}

TEST(Diagnosis, IsADocumentForPrograms) {
    const Diagnosis d{
        .code = "DH1203", .what = "x", .file = "f", .line = 3, .column = 1, .fix = "y"};
    EXPECT_EQ(
        to_json_text(d),
        R"({"code":"DH1203","column":1,"file":"f","fix":"y","line":3,"severity":"error","what":"x"})");
}

}  // namespace
}  // namespace desk
