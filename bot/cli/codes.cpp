#include "bot/cli/codes.hpp"

#include "bot/configuration/report.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

namespace desk {
namespace {

// clang-format off
constexpr std::array pages{
    CodePage{"DH1201", "The configuration cannot be read.", "There is no file of that name, or this user may not read it.", "Correct the name; write a first one with: deskhand config init > deskhand.toml"},
    CodePage{"DH1202", "The file is not TOML.", "A text without quotes, a missing =, a [ ] or { } that is not closed.", "Correct the line that is shown. The format: https://toml.io"},
    CodePage{"DH1203", "A key or section that Deskhand does not know.", "A typing error; a key in the wrong section; a setting the plugin's manifest does not declare; a file of another version.", "Rename or remove it. All keys: deskhand config schema"},
    CodePage{"DH1204", "A value has the wrong type.", "A number in quotes, a time without quotes, one text where a list is needed.", "Write it as the message says: texts in quotes, times as \"10s\", lists in [ ]."},
    CodePage{"DH1205", "A value has the right type and is still impossible.", "A number out of its range, an address without a port, an unknown time zone or language.", "Write a value of the kind that is named beside the underline."},
    CodePage{"DH1206", "A secret stands in the configuration file.", "It was written there instead of in a file of its own.", "Put it into a file only deskhand can read and name that file with the key and _file; or use systemd's LoadCredential."},
    CodePage{"DH1207", "Something required is missing.", "A required setting or secret of an adapter or plugin, or a field of a directory entry.", "Add the key that is named. Secrets: KEY_file, DESKHAND_SECTION__KEY, or a credential."},
    CodePage{"DH1208", "Something is given twice.", "The same key or section twice in one file, or a secret both as KEY and as KEY_file.", "Keep one of the two."},
    CodePage{"DH1209", "A secret file cannot be read or is empty.", "A wrong name, a wrong owner or mode, an empty file.", "Put the secret into it and make it readable for the user that runs deskhand."},
    CodePage{"DH1210", "Everybody on this machine can read a secret.", "The file's mode lets others read it.", "chmod o-rwx FILE"},
    CodePage{"DH1211", "An adapter of a type Deskhand does not have.", "A typing error in type.", "Use one of the types that are listed."},
    CodePage{"DH1212", "A plugin's manifest is missing or wrong.", "The plugin is not installed, plugin_directory is another folder, or NAME.plugin.json is damaged. The desk runs on without the plugin.", "Install it, or correct file or plugin_directory."},
    CodePage{"DH1213", "Both listeners have the same address.", "admin_listen was set to the address of listen.", "Give admin_listen a port of its own."},
    CodePage{"DH1215", "A file that the configuration names cannot be read.", "A wrong name, or a path that is relative to another folder: paths are relative to the configuration file.", "Correct the name or put the file there."},
    CodePage{"DH1301", "The directory of customers does not fit together.", "An id twice, a service nobody declared, an identity or domain of two, an agent with a customer's role.", "Correct the entry that is shown, or the one it means."},
    CodePage{"DH2001", "A command Deskhand does not know.", "A typing error.", "deskhand --help lists all of them."},
    CodePage{"DH2002", "An option this command does not have.", "A typing error, or an option of another command.", "deskhand COMMAND --help lists its options. Behind -- nothing is an option."},
    CodePage{"DH2003", "The command line cannot be understood.", "An option without its value, or twice.", "See deskhand COMMAND --help."},
    CodePage{"DH2004", "An argument is missing.", "The command needs to know what it is about.", "See the usage in deskhand COMMAND --help."},
    CodePage{"DH2005", "There are too many arguments.", "Words with blanks that are not in quotes.", "Put them in quotes: \"two words\"."},
    CodePage{"DH2006", "A value is not one of those that are possible.", "A typing error, or a form of another command.", "Write it as the message says."},
    CodePage{"DH2007", "An option stands before the command.", "Deskhand takes options behind the command.", "deskhand COMMAND OPTION"},
    CodePage{"DH2008", "The output could not be written.", "A full disk, or the program that reads the output has ended.", "Make room, or write to another place."},
    CodePage{"DH2009", "It is not clear which configuration is meant.", "No --config, no DESKHAND_CONFIG, no deskhand.toml here, no /etc/deskhand/deskhand.toml.", "Write --config FILE."},
    CodePage{"DH2010", "A file was not written.", "It exists already, or its folder is missing or not writable.", "Give another name; existing files are never overwritten."},
    CodePage{"DH2011", "A command that cannot be undone had nobody to ask.", "It runs without a terminal.", "Add --yes."},
    CodePage{"DH2012", "A script of chat cannot be read.", "A wrong name.", "Correct it."},
    CodePage{"DH2013", "A file is not a script of chat.", "A line begins with something other than >, < or #, or expects something unknown.", "Correct the line that is named."},
    CodePage{"DH2014", "An export as html found more or less than one conversation.", "html is one page for one conversation.", "Give its ID, or take another --format."},
    CodePage{"DH2015", "A file of labelled sentences cannot be used.", "It is no CSV with the columns intent and text, names an intent this desk does not have, or nothing is labelled yet.", "Begin with deskhand conversations export --unmatched, and fill in its column intent."},
    CodePage{"DH2016", "There is no place for what was learned.", "labels or model is not set in [understanding].", "Set both; they are written by deskhand understanding retrain --apply."},
    CodePage{"DH2021", "A plugin is to be enabled, and nobody can say yes.", "The command runs without a terminal.", "Read what the plugin may do, then add --yes."},
    CodePage{"DH3101", "The desk cannot listen on its address.", "Another desk or program has the port, or listen names an address this machine does not have.", "Stop the other program, or change listen or admin_listen in [server]."},
    CodePage{"DH3102", "The desk cannot be reached, or is busy.", "It is not running, listens elsewhere, or refuses work for a moment.", "Start it (deskhand demo), give its address (--server URL), or try again."},
    CodePage{"DH3103", "The desk does not accept the token.", "Another desk's token, or one that was taken out of [api] token.", "Use a token of that desk."},
    CodePage{"DH3104", "There is no token for the desk.", "Neither --token-file nor DESKHAND_TOKEN is given, and no sample desk runs at that address.", "Give one of them."},
    CodePage{"DH3105", "The desk refused the question.", "It is too long or not text, or the address is not a Deskhand.", "See the reason that is printed."},
    CodePage{"DH3106", "The admin listener answered something else.", "admin_listen is the address of another program.", "Correct admin_listen, or stop the other program."},
    CodePage{"DH4101", "The database cannot be used now.", "Another desk holds it; it is missing, or this user may not read or write it; it has not been migrated yet; the disk is full.", "Stop the other desk, or correct url in [storage] or the file's owner."},
    CodePage{"DH4102", "The database is newer than this program.", "A later Deskhand has opened it.", "Install that version or a later one, or restore a backup."},
    CodePage{"DH4103", "The database is damaged.", "A broken disk, an interrupted copy, a file changed by hand.", "Stop the desk, keep the file for inspection, restore the last backup."},
    CodePage{"DH4104", "The storage address is none Deskhand can open.", "Not sqlite:FILE, or a file on a network file system.", "Correct url in [storage]."},
    CodePage{"DH4105", "There is no such thing in the database.", "A wrong id; it was erased; it is in another database.", "Look with: deskhand conversations list, deskhand admin dlq list"},
    CodePage{"DH4106", "The folder of the sample desk cannot be used.", "--data names a folder that is not empty or cannot be written; or the sample files beside the program are missing.", "Give another folder: --data DIR"},
    CodePage{"DH5007", "A plugin was built for another plugin wall.", "The plugin is newer or much older than this Deskhand. The desk runs on without it.", "Install a build for the wall that `deskhand version` shows."},
    CodePage{"DH5101", "A plugin's file is not the one that was enabled.", "The plugin was upgraded, rebuilt or changed by somebody. The desk runs on without it.", "Find out who changed it, then: deskhand plugin enable NAME"},
    CodePage{"DH5102", "A plugin's manifest wants more than was granted.", "A new version asks for another host, command, secret or capability. The desk runs on without it.", "See the difference and decide: deskhand plugin enable NAME"},
    CodePage{"DH5103", "A plugin was never enabled, and consent is required.", "require_consent = true in [desk], and no entry in plugins.lock.", "deskhand plugin enable NAME, or leave require_consent out."},
    CodePage{"DH5104", "plugins.lock cannot be used.", "It was edited by hand, is of a later Deskhand, or cannot be read. Plugins are refused until it can.", "Correct it, or move it away and enable the plugins again."},
    CodePage{"DH5105", "There is no such plugin in the configuration.", "A typing error, or the section [plugins.NAME] is missing.", "Add the section, or correct the name: deskhand plugin list"},
    CodePage{"DH5106", "A plugin cannot be enabled.", "Its file or manifest is missing or wrong.", "Install both, or correct file in its section."},
    CodePage{"DH5107", "plugins.lock was not written.", "The folder of the configuration is not writable for this user, or the disk is full.", "Run the command as a user who may write there."},
    CodePage{"DH5108", "The desk keeps the old build of a plugin.", "The new build was refused, does not start, or claims another plugin's command.", "See the reason; correct the plugin, or allow it: deskhand plugin enable NAME"},
    CodePage{"DH5201", "There is no plugin, or no golden script, to work on.", "A wrong path, a plugin that is not built yet, or tests/*.chat is missing.", "Build it (cmake --workflow --preset test) and name it: build/plugins/NAME.so"},
    CodePage{"DH5202", "A plugin or its golden script cannot be run on a throw-away desk.", "The plugin was refused, a setting is missing, or a line of the script is wrong.", "See the reason; settings of a script: setting NAME VALUE"},
    CodePage{"DH5203", "A golden script of a plugin did not hold.", "The plugin or its texts have changed, or never did what the script says.", "Correct one of the two; deskhand plugin test PATH --update writes down what comes back now."},
    CodePage{"DH5301", "A plugin does not start, so its recorded calls cannot be made again.", "The build given by --with is refused or broken, its manifest or texts are missing beside it, or a setting is.", "Correct it, or leave its calls out: deskhand replay --plugin NAME"},
    CodePage{"DH6101", "A file is no file of recorded calls.", "A wrong name, or it was edited by hand.", "Make one: deskhand replay --since 1d --save FILE"},
    CodePage{"DH7101", "The request line is malformed.", "Not METHOD /path HTTP/1.1.", "Correct the client."},
    CodePage{"DH7102", "A line of the request is malformed.", "It does not end with CRLF, or holds control bytes.", "Correct the client."},
    CodePage{"DH7103", "The path is not accepted.", "Encoded slashes, dot segments, control bytes.", "Send the plain path."},
    CodePage{"DH7104", "A header field is malformed.", "A blank before the colon, an underscore in the name, control bytes.", "Correct the client or the proxy in between."},
    CodePage{"DH7105", "The Host header is missing or there are two.", "A client of HTTP/1.0 or a broken proxy.", "Send exactly one."},
    CodePage{"DH7106", "Content-Length is no plain number, or is given twice.", "A broken client or an attempt to smuggle a request.", "Correct the client."},
    CodePage{"DH7107", "The framing of the body is not accepted.", "Transfer-Encoding other than chunked, or beside a length.", "Correct the client."},
    CodePage{"DH7108", "A body where none is taken.", "GET, HEAD, DELETE or OPTIONS with a body.", "Send none."},
    CodePage{"DH7109", "The chunked body is malformed.", "A broken client.", "Correct the client."},
    CodePage{"DH7110", "Bytes arrived before the answer was given.", "The client pipelines requests.", "Wait for each answer."},
    CodePage{"DH7111", "The method is not served at all.", "CONNECT, TRACE or an invented one.", "Use GET or POST."},
    CodePage{"DH7112", "The request did not arrive in time.", "A slow network, or header_time and request_time in [limits] are low.", "Send it again."},
    CodePage{"DH7113", "The length of the body is missing.", "Neither Content-Length nor chunked.", "Send one of them."},
    CodePage{"DH7114", "The body is too large.", "More than request_bytes in [limits].", "Send less, or raise the limit."},
    CodePage{"DH7115", "The address is too long.", "More than request_line_bytes or path_bytes in [limits].", "Send parameters in the body."},
    CodePage{"DH7116", "The form of the body is not accepted.", "A compressed or multipart body.", "Send it as it is."},
    CodePage{"DH7117", "An expectation other than 100-continue.", "An unusual client.", "Leave out the Expect header."},
    CodePage{"DH7118", "The headers are too large.", "More than header_bytes, header_lines or header_line_bytes in [limits]; often a large cookie.", "Send less, or raise the limit."},
    CodePage{"DH7119", "Too many requests without proof from one address.", "Wrong signatures or tokens, or many users behind one address: see trusted_proxies, address_rate.", "Wait as Retry-After says."},
    CodePage{"DH7120", "The desk is busy.", "More work than queue and workers in [limits] take.", "Send it again as Retry-After says."},
    CodePage{"DH7121", "The desk is restarting.", "It is being stopped or reloaded.", "Send it again a little later."},
    CodePage{"DH7122", "There is nothing at this address.", "A typing error in the path.", "See contract.md for the paths."},
    CodePage{"DH7123", "The address does not serve this method.", "GET where POST is needed, or the reverse.", "Use the other one."},
    CodePage{"DH7124", "The desk could not answer.", "A fault of Deskhand; the log has the details.", "Report it with the log line."},
    CodePage{"DH7201", "The answer could not be written.", "A reply that is no document; a fault of Deskhand.", "Report it."},
    CodePage{"DH7202", "The answer takes longer than the client may wait.", "A slow plugin or upstream; ask_time in [limits].", "Ask again with the same Idempotency-Key: the answer is kept."},
    CodePage{"DH7301", "The admin listener could not do it.", "The storage does not answer, or there is no such thing.", "Look at: deskhand admin status"},
    CodePage{"DH7302", "The admin listener got something that is no document.", "A client other than deskhand admin.", "Send JSON as bot/cli describes it."},
    CodePage{"DH7400", "A delivery is authentic but malformed.", "A platform changed its form, or fields are missing.", "Correct the sender; the answer names the field."},
    CodePage{"DH7401", "A delivery is not authentic.", "A wrong secret, a changed body, or a clock that is more than five minutes off.", "Compare the secret on both sides, and the clocks."},
    CodePage{"DH7404", "There is no such hook.", "The path does not end with the name of an adapter.", "Use POST /hooks/NAME with the name of the section."},
    CodePage{"DH7503", "The delivery cannot be stored now.", "The desk is overloaded, draining, or its disk is full.", "Send it again as Retry-After says; nothing was lost or stored twice."},
    CodePage{"DH9001", "A fault of Deskhand.", "The sample desk could not ask its own questions.", "Report it, with what was printed."},
};
// clang-format on

std::vector<std::string> all_codes() {
    std::vector<std::string> out;
    for (const auto& page : pages) out.emplace_back(page.code);
    return out;
}

std::string in_capitals(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

// Codes of the same area and kind: DH12xx.
std::string related(std::string_view code) {
    std::string out;
    for (const auto& page : pages) {
        if (page.code == code || page.code.substr(0, 4) != code.substr(0, 4)) continue;
        out += (out.empty() ? "" : " ") + std::string{page.code};
    }
    return out.empty() ? "-" : out;
}

}  // namespace

std::span<const CodePage> code_pages() {
    return pages;
}

const CodePage* find_code(std::string_view code) {
    const auto found = std::find_if(pages.begin(), pages.end(),
                                    [&](const CodePage& page) { return page.code == code; });
    return found == pages.end() ? nullptr : &*found;
}

int run_explain(const CommandInput& input) {
    const auto code = in_capitals(input.argument(0));
    const auto* page = find_code(code);
    if (page == nullptr) {
        const auto near = likely_meant(code, all_codes());
        return input.fail(
            {.code = "DH2006",
             .what = "there is no code \"" + code + "\"",
             .fix = near.empty() ? "codes look like DH1203" : "did you mean " + near + "?"});
    }
    if (input.is_json()) {
        const Json out{{"code", page->code},
                       {"meaning", page->meaning},
                       {"causes", page->causes},
                       {"fix", page->fix},
                       {"exit", exit_code_of(page->code)}};
        input.shell.out << dump_json(out, 2) << "\n";
        return exit_ok;
    }
    input.shell.out << page->code << "  " << page->meaning << "\n\nUsual causes: " << page->causes
                    << "\nFix: " << page->fix << "\nExit code: " << exit_code_of(page->code)
                    << "\nRelated: " << related(page->code) << "\n";
    return exit_ok;
}

}  // namespace desk
