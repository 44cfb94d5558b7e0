#include "bot/cli/command_table.hpp"

#include "bot/cli/admin.hpp"
#include "bot/cli/chat.hpp"
#include "bot/cli/codes.hpp"
#include "bot/cli/config.hpp"
#include "bot/cli/conversations.hpp"
#include "bot/cli/dead_letters.hpp"
#include "bot/cli/demo.hpp"
#include "bot/cli/doctor.hpp"
#include "bot/cli/export.hpp"
#include "bot/cli/plugin.hpp"
#include "bot/cli/plugin_check.hpp"
#include "bot/cli/plugin_enable.hpp"
#include "bot/cli/plugin_reload.hpp"
#include "bot/cli/plugin_new.hpp"
#include "bot/cli/plugin_test.hpp"
#include "bot/cli/replay.hpp"
#include "bot/cli/retrain.hpp"
#include "bot/cli/serve.hpp"
#include "bot/cli/version.hpp"

#include <array>

namespace desk {
namespace {

template <std::size_t count>
using Examples = std::array<std::string_view, count>;

constexpr Examples<1> serve_examples{"serve --config /etc/deskhand/deskhand.toml"};
constexpr Examples<2> demo_examples{"demo", "demo --listen 127.0.0.1:9000 --data ./sample-data"};
constexpr Examples<4> chat_examples{"chat --server http://127.0.0.1:8080",
                                    "chat --plugin build/plugins/weather.so",
                                    "chat --server http://127.0.0.1:8080 --as agent:kata --lang hu",
                                    "chat --config deskhand.toml --script tests/price.chat"};
constexpr Examples<2> init_examples{"config init > deskhand.toml", "config init deskhand.toml"};
constexpr Examples<2> check_examples{"config check deskhand.toml",
                                     "config check deskhand.toml --json"};
constexpr Examples<2> show_examples{"config show deskhand.toml --origin",
                                    "config show deskhand.toml --json"};
constexpr Examples<1> schema_examples{"config schema > deskhand.schema.json"};
constexpr Examples<2> new_plugin_examples{"plugin new notice_board", "plugin new weather --kind source --to ~/plugins"};
constexpr Examples<2> test_plugin_examples{"plugin test build/plugins/weather.so",
                                           "plugin test build/plugins/weather.so --update"};
constexpr Examples<2> check_plugin_examples{"plugin check build/plugins/weather.so", "plugin check . --json"};
constexpr Examples<1> plugin_examples{"plugin list --config deskhand.toml"};
constexpr Examples<2> doctor_examples{"doctor --config deskhand.toml", "doctor --config deskhand.toml --json"};
constexpr Examples<2> enable_examples{"plugin enable crm_lookup --config deskhand.toml",
                                      "plugin enable crm_lookup --yes"};
constexpr Examples<1> disable_examples{"plugin disable crm_lookup --config deskhand.toml"};
constexpr Examples<1> reload_examples{"plugin reload crm_lookup --config deskhand.toml"};
constexpr Examples<2> list_examples{"conversations list", "conversations list --limit 500 --json"};
constexpr Examples<1> one_examples{"conversations show 0R7K2M9QXW4T8Z1B6C3D5F7H9J"};
constexpr Examples<2> search_examples{"conversations search exchange",
                                      "conversations search \"EX1042 mailbox\" --json"};
constexpr Examples<2> retrain_examples{"understanding retrain labelled.csv --config deskhand.toml",
                                       "understanding retrain labelled.csv --apply"};
constexpr Examples<3> export_examples{
    "conversations export --since 30d --format csv -o november.csv",
    "conversations export 1042 --format html --no-notes > 1042.html",
    "conversations export --unmatched --since 7d > to-label.csv"};
constexpr Examples<1> status_examples{"admin status --config deskhand.toml"};
constexpr Examples<1> trace_examples{"admin trace slack:Ev08MFMKH6"};
constexpr Examples<2> dead_list_examples{"admin dlq list", "admin dlq list --json"};
constexpr Examples<1> dead_show_examples{"admin dlq show slack:Ev08MFMKH6"};
constexpr Examples<1> redrive_examples{"admin dlq redrive slack:Ev08MFMKH6"};
constexpr Examples<2> drop_examples{"admin dlq drop slack:Ev08MFMKH6",
                                    "admin dlq drop slack:Ev08MFMKH6 --yes"};
constexpr Examples<3> replay_examples{"replay --since 1d --with price=build/plugins/price.so",
                                      "replay --since monday --plugin price --save price.calls",
                                      "replay price.calls --config deskhand.toml"};
constexpr Examples<1> explain_examples{"explain DH1203"};
constexpr Examples<2> version_examples{"version", "version --json"};

template <std::size_t count>
using Options = std::array<OptionRow, count>;

constexpr Options<4> demo_options{
    {{"--listen", "", "HOST:PORT", "default 127.0.0.1:8080, or the next port that is free"},
     {"--data", "", "DIR", "keep the data there; default: a new folder that is deleted at the end"},
     {"--still", "", "", "nobody writes by itself, for tests and pictures"},
     {"--check", "", "", "ask the README's questions, print the answers, stop; exit 0 when they are right"}}};
constexpr Options<7> chat_options{
    {{"--server", "", "URL", "a running desk; default http://127.0.0.1:8080"},
     {"--token-file", "", "FILE",
      "its token; default $DESKHAND_TOKEN, or what `deskhand demo` left"},
     {"--as", "", "WHO", "customer:ID or agent:ID"},
     {"--lang", "", "xx", "language of what you write; default: the person's own"},
     {"--script", "", "FILE",
      "say what the file says and compare the answers; exit 1 if one differs"},
     {"--plugin", "", "NAME.so", "talk to this plugin alone, on a throw-away desk with sample customers"},
     {"--world", "", "FILE.chat", "with its settings, clock and web, as `deskhand plugin test` has them"}}};
constexpr Options<2> new_plugin_options{
    {{"--kind", "", "command|responder|source", "default command; a listener; or what asks the web"},
     {"--to", "", "DIR", "the folder it is written into; default: this one"}}};
constexpr Options<2> test_plugin_options{
    {{"--scripts", "", "DIR", "golden scripts *.chat; default: tests in the source folder"},
     {"--update", "", "", "write down what comes back where an expectation does not hold"}}};
constexpr Options<1> show_options{{{"--origin", "", "", "say where each value comes from"}}};
constexpr Options<1> limit_options{
    {{"--limit", "", "N", "at most so many, newest first; default 50"}}};
constexpr Options<7> export_options{
    {{"--format", "", "txt|html|json|jsonl|csv", "default txt; csv is one row per conversation"},
     {"--since", "", "TIME", ""},
     {"--until", "", "TIME", "2026-11-01, 30d, monday"},
     {"--unmatched", "", "", "only sentences the bot was unsure of, as CSV to be labelled"},
     {"--no-notes", "", "", "leave out internal notes"},
     {"--redact", "", "", "mask e-mail addresses, telephone numbers, tenant ids"},
     {"--output", "-o", "FILE", "default: standard output"}}};
constexpr Options<6> replay_options{
    {{"--since", "", "TIME", "the calls the database has recorded since: 2026-11-01, 3d, monday"},
     {"--until", "", "TIME", "and before"},
     {"--plugin", "", "NAME", "of this plugin alone"},
     {"--with", "", "NAME=FILE.so", "take this build of it instead of the configured one"},
     {"--most", "", "N", "at most so many, the newest; default 1000"},
     {"--save", "", "FILE", "write the calls down, one JSON line each, to be replayed without a database"}}};
constexpr Options<1> retrain_options{{{"--apply", "", "", "put it in force; without it only the report is printed"}}};
constexpr Options<1> yes_options{{{"--yes", "-y", "", "do not ask"}}};

constexpr std::array commands{
    Command{.path = "serve",
            .summary = "Run the desk.",
            .examples = serve_examples,
            .takes_config = true,
            .run = run_serve},
    Command{.path = "demo",
            .summary = "Run a sample desk on throw-away data.",
            .examples = demo_examples,
            .options = demo_options,
            .run = run_demo},
    Command{.path = "chat",
            .summary = "Talk to a desk from this terminal.",
            .examples = chat_examples,
            .options = chat_options,
            .takes_config = true,
            .run = run_chat},
    Command{.path = "config init",
            .summary = "Write a first configuration.",
            .arguments = "[FILE]",
            .most_arguments = 1,
            .examples = init_examples,
            .run = run_config_init},
    Command{.path = "config check",
            .summary = "Find every mistake in a configuration.",
            .arguments = "[FILE]",
            .most_arguments = 1,
            .examples = check_examples,
            .takes_config = true,
            .takes_json = true,
            .run = run_config_check},
    Command{.path = "config show",
            .summary = "Show the configuration in force, secrets hidden.",
            .arguments = "[FILE]",
            .most_arguments = 1,
            .examples = show_examples,
            .options = show_options,
            .takes_config = true,
            .takes_json = true,
            .run = run_config_show},
    Command{.path = "config schema",
            .summary = "Print the JSON Schema of the configuration.",
            .examples = schema_examples,
            .run = run_config_schema},
    Command{.path = "doctor",
            .summary = "Examine configuration, files, database, network and plugins.",
            .examples = doctor_examples,
            .takes_config = true,
            .takes_json = true,
            .run = run_doctor},
    Command{.path = "plugin list",
            .summary = "List the plugins and how they are.",
            .examples = plugin_examples,
            .takes_config = true,
            .takes_json = true,
            .run = run_plugin_list},
    Command{.path = "plugin enable",
            .summary = "Show what a plugin may do, and allow it.",
            .arguments = "NAME",
            .least_arguments = 1,
            .most_arguments = 1,
            .examples = enable_examples,
            .options = yes_options,
            .takes_config = true,
            .takes_json = true,
            .run = run_plugin_enable},
    Command{.path = "plugin disable",
            .summary = "Leave a plugin out from the next start or reload.",
            .arguments = "NAME",
            .least_arguments = 1,
            .most_arguments = 1,
            .examples = disable_examples,
            .takes_config = true,
            .run = run_plugin_disable},
    Command{.path = "plugin reload",
            .summary = "Go over to a new build of a plugin while the desk is open.",
            .arguments = "NAME",
            .least_arguments = 1,
            .most_arguments = 1,
            .examples = reload_examples,
            .takes_config = true,
            .run = run_plugin_reload},
    Command{.path = "plugin new",
            .summary = "Write the folder of a new plugin.",
            .arguments = "NAME",
            .least_arguments = 1,
            .most_arguments = 1,
            .examples = new_plugin_examples,
            .options = new_plugin_options,
            .run = run_plugin_new},
    Command{.path = "plugin test",
            .summary = "Run a plugin's golden scripts.",
            .arguments = "NAME.so|FOLDER [SOURCE]",
            .least_arguments = 1,
            .most_arguments = 2,
            .examples = test_plugin_examples,
            .options = test_plugin_options,
            .run = run_plugin_test},
    Command{.path = "plugin check",
            .summary = "Check a plugin before it is handed on.",
            .arguments = "NAME.so|FOLDER [SOURCE]",
            .least_arguments = 1,
            .most_arguments = 2,
            .examples = check_plugin_examples,
            .takes_json = true,
            .run = run_plugin_check},
    Command{.path = "conversations list",
            .summary = "List conversations, newest first.",
            .examples = list_examples,
            .options = limit_options,
            .takes_config = true,
            .takes_json = true,
            .run = run_conversations_list},
    Command{.path = "conversations show",
            .summary = "Show all that was said in one conversation.",
            .arguments = "ID",
            .least_arguments = 1,
            .most_arguments = 1,
            .examples = one_examples,
            .takes_config = true,
            .takes_json = true,
            .run = run_conversations_show},
    Command{.path = "conversations search",
            .summary = "Find words in everything that was said.",
            .arguments = "QUERY",
            .least_arguments = 1,
            .most_arguments = 1,
            .examples = search_examples,
            .options = limit_options,
            .takes_config = true,
            .takes_json = true,
            .run = run_conversations_search},
    Command{.path = "conversations export",
            .summary = "Write conversations to a file or to standard output.",
            .arguments = "[ID|QUERY]",
            .most_arguments = 1,
            .examples = export_examples,
            .options = export_options,
            .takes_config = true,
            .takes_json = true,
            .run = run_conversations_export},
    Command{.path = "admin status",
            .summary = "Show how the desk is.",
            .examples = status_examples,
            .takes_config = true,
            .takes_json = true,
            .run = run_admin_status},
    Command{.path = "admin trace",
            .summary = "Follow one message from acceptance to its end.",
            .arguments = "ADAPTER:EVENT_ID",
            .least_arguments = 1,
            .most_arguments = 1,
            .examples = trace_examples,
            .takes_config = true,
            .takes_json = true,
            .run = run_admin_trace},
    Command{.path = "admin dlq list",
            .summary = "List what could not be answered or delivered.",
            .examples = dead_list_examples,
            .takes_config = true,
            .takes_json = true,
            .run = run_dead_letters_list},
    Command{.path = "admin dlq show",
            .summary = "Show the dead letters of one event.",
            .arguments = "ADAPTER:EVENT_ID",
            .least_arguments = 1,
            .most_arguments = 1,
            .examples = dead_show_examples,
            .takes_config = true,
            .takes_json = true,
            .run = run_dead_letters_show},
    Command{.path = "admin dlq redrive",
            .summary = "Try them again, with the same idempotency key.",
            .arguments = "ADAPTER:EVENT_ID",
            .least_arguments = 1,
            .most_arguments = 1,
            .examples = redrive_examples,
            .takes_config = true,
            .takes_json = true,
            .run = run_dead_letters_redrive},
    Command{.path = "admin dlq drop",
            .summary = "Give them up for good.",
            .arguments = "ADAPTER:EVENT_ID",
            .least_arguments = 1,
            .most_arguments = 1,
            .examples = drop_examples,
            .options = yes_options,
            .takes_config = true,
            .takes_json = true,
            .run = run_dead_letters_drop},
    Command{.path = "replay",
            .summary = "Make recorded calls again and show what comes out different.",
            .arguments = "[FILE]",
            .most_arguments = 1,
            .examples = replay_examples,
            .options = replay_options,
            .takes_config = true,
            .takes_json = true,
            .run = run_replay},
    Command{.path = "understanding retrain",
            .summary = "Show what labelled sentences would change, and learn from them.",
            .arguments = "LABELS.csv",
            .least_arguments = 1,
            .most_arguments = 1,
            .examples = retrain_examples,
            .options = retrain_options,
            .takes_config = true,
            .run = run_understanding_retrain},
    Command{.path = "explain",
            .summary = "Say what an error code means.",
            .arguments = "CODE",
            .least_arguments = 1,
            .most_arguments = 1,
            .examples = explain_examples,
            .takes_json = true,
            .run = run_explain},
    Command{.path = "version",
            .summary = "Say which Deskhand this is.",
            .examples = version_examples,
            .takes_json = true,
            .run = run_version},
};

}  // namespace

std::span<const Command> command_table() {
    return commands;
}

}  // namespace desk
