// What is wrong, where, why, and how to put it right: the form of every error and warning on the
// command line. Codes are DHnnnn and never used twice; `deskhand explain CODE` has a page for each
// (bot/cli/codes).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

enum class Severity { error, warning };

struct Diagnosis {
    std::string code = {};  // "DH1203"
    Severity severity = Severity::error;
    std::string what = {};  // one sentence without a full stop: unknown key "lisen" in [server]

    // A place in a file: line and column from 1, in characters; line 0: no place in a file.
    std::string file = {};
    int line = 0;
    int column = 0;
    std::string source = {};  // the line itself; "" leaves the picture out (it may hold a secret)
    int length = 0;           // characters to underline
    std::string note = {};    // beside the underline: did you mean "listen"?

    // Instead of a place in a file: "/var/lib/deskhand/desk.db, schema 14; this build knows 12".
    std::string where = {};
    std::string why = {};
    std::string fix = {};
};

// As on a terminal, each line ended:
//     error[DH1203]: unknown key "lisen" in [server]
//       --> deskhand.toml:3:1
//        |
//      3 | lisen = "127.0.0.1:8080"
//        | ^^^^^ did you mean "listen"?
//       fix: rename the key. All keys: deskhand config schema
// Control characters of file content are shown as "?", so that a file cannot write to the terminal.
// `coloured` adds ANSI colours to the first word and the underline.
std::string to_text(const Diagnosis& diagnosis, bool coloured = false);

// {"code","severity","what","file"?,"line"?,"column"?,"note"?,"where"?,"why"?,"fix"?}
std::string to_json_text(const Diagnosis& diagnosis);

bool has_error(std::span<const Diagnosis> diagnoses);

}  // namespace desk
