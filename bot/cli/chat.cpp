#include "bot/cli/chat.hpp"

#include "bot/cli/chat_script.hpp"
#include "bot/cli/chat_session.hpp"
#include "bot/cli/configured.hpp"
#include "bot/cli/remote_desk.hpp"
#include "bot/cli/server_file.hpp"
#include "bot/socket/terminal.hpp"

#include <fstream>
#include <iterator>

namespace desk {
namespace {

constexpr std::string_view default_server = "http://127.0.0.1:8080";
constexpr std::string_view default_person = "customer:anna";

// The desk that is asked, and as whom when nobody says it.
struct Opened {
    std::unique_ptr<AskDesk> desk = {};
    std::string as = {};
};

std::string first_line_of(const std::string& file) {
    std::ifstream in{file};
    std::string line;
    std::getline(in, line);
    while (line.ends_with('\r')) line.pop_back();
    return line;
}

// --token-file, $DESKHAND_TOKEN, the file `deskhand demo` wrote.
std::optional<KnownServer> token_of(const CommandInput& input, const std::string& url, int& code) {
    if (input.has("--token-file")) {
        const auto token = first_line_of(input.option("--token-file"));
        if (!token.empty()) return KnownServer{Secret{token}, {}};
    }
    const auto from_environment = variable(input.shell, "DESKHAND_TOKEN");
    if (!input.has("--token-file") && !from_environment.empty()) {
        return KnownServer{Secret{from_environment}, {}};
    }
    const auto known = read_server_file(server_file(input.shell.environment, url));
    if (!input.has("--token-file") && known) return *known;

    const bool is_denied = !input.has("--token-file") && known.error().code == ErrorCode::denied;
    code = input.fail(
        {.code = "DH3104",
         .what = "no token for this desk",
         .where = url,
         .why = is_denied ? known.error().what : "",
         .fix = "write --token-file FILE or set DESKHAND_TOKEN; for a sample desk, start: "
                "deskhand demo"});
    return {};
}

std::optional<Opened> open_here(const CommandInput& input, int& code) {
    const auto configuration = configuration_of(input, code);
    if (!configuration) return {};
    auto opened = input.shell.open_desk(*configuration);
    if (opened) return Opened{*std::move(opened), {}};
    code = input.fail(storage_problem(opened.error(), configuration->storage.url));
    return {};
}

std::optional<Opened> open_plugin(const CommandInput& input, int& code) {
    const auto file = input.option("--plugin");
    auto opened = input.shell.open_plugin(file, input.option("--world"));
    if (opened) return Opened{*std::move(opened), "customer:joe"};
    code = input.fail({.code = "DH5202", .what = "the plugin cannot be tried", .where = file, .why = opened.error().what,
                       .fix = "build it first; settings come from a script: --world tests/NAME.chat"});
    return {};
}

std::optional<Opened> open_desk(const CommandInput& input, int& code) {
    if (input.has("--plugin")) return open_plugin(input, code);
    if (input.has("--config") && !input.has("--server")) return open_here(input, code);

    const auto url = input.option("--server", default_server);
    const auto known = token_of(input, url, code);
    if (!known) return {};
    return Opened{make_remote_desk(url, known->token.reveal(), input.shell.fetch), known->as};
}

int say_failure(const CommandInput& input, const Error& error) {
    if (error.code == ErrorCode::denied) {
        return input.fail({.code = "DH3103",
                           .what = "the desk does not accept this token",
                           .why = error.what,
                           .fix = "use one of [api] token of that desk"});
    }
    const bool is_passing_error = is_passing(error);
    return input.fail({.code = is_passing_error ? "DH3102" : "DH3105",
                       .what = is_passing_error ? "the desk cannot be reached, or is busy"
                                                : "the desk refused the question",
                       .why = error.what,
                       .fix = is_passing_error
                                  ? "start one: deskhand demo, or give its address: --server URL"
                                  : "see why above"});
}

int run_file(const CommandInput& input, ChatSession& session) {
    const auto file = input.option("--script");
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        return input.fail({.code = "DH2012",
                           .what = "the script cannot be read",
                           .where = file,
                           .fix = "correct the name"});
    }
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto lines = read_script(file, text);
    if (!lines) {
        return input.fail({.code = "DH2013",
                           .what = "this is not a script",
                           .why = lines.error().what,
                           .fix = "lines begin with >, < or #"});
    }
    const auto result = run_script(session, file, *lines);
    if (!result) return say_failure(input, result.error());
    input.shell.out << result->report;
    input.tell(file + ": " + std::to_string(result->said) + " said, " +
               std::to_string(result->held) + " as expected" +
               (result->report.empty() ? "" : ", others not"));
    return result->report.empty() ? exit_ok : exit_failed;
}

std::vector<Terminal::Word> completions() {
    std::vector<Terminal::Word> out;
    for (const auto& word : chat_words())
        out.push_back({std::string{word.word}, std::string{word.help}});
    return out;
}

int talk(const CommandInput& input, ChatSession& session) {
    auto& shell = input.shell;
    const bool is_live = shell.in_is_terminal && shell.out_is_terminal;
    const auto folder = state_folder(shell.environment);
    const auto history = folder.empty() ? std::string{} : folder + "/chat_history";
    const auto lines = is_live ? open_terminal(history, completions()) : plain_lines(shell.in);
    if (is_live) input.tell("Type / and Tab for commands, :help for more, :quit to leave.");
    int code = exit_ok;
    while (const auto line = lines->read("you> ")) {
        const auto shown = session.line(*line);
        shell.out << shown.text << std::flush;
        code = shown.failed && !is_live ? exit_network : code;
        if (shown.is_over) break;
    }
    return code;
}

}  // namespace

int run_chat(const CommandInput& input) {
    int code = exit_ok;
    const auto opened = open_desk(input, code);
    if (!opened) return code;

    const auto as = opened->as.empty() ? std::string{default_person} : opened->as;
    const auto started = input.shell.now().time_since_epoch().count();
    ChatSession session{*opened->desk,
                        {.person = input.option("--as", as),
                         .language = input.option("--lang"),
                         .conversation = "chat-" + std::to_string(started),
                         .width = input.shell.width}};
    return input.has("--script") ? run_file(input, session) : talk(input, session);
}

}  // namespace desk
