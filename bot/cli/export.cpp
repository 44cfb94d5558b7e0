#include "bot/cli/export.hpp"

#include "bot/cli/archive_pages.hpp"
#include "bot/cli/configured.hpp"
#include "bot/cli/selection.hpp"
#include "bot/cli/time_argument.hpp"
#include "bot/cli/unmatched.hpp"
#include "bot/configuration/customers_file.hpp"
#include "conversations/redaction.hpp"
#include "conversations/timestamp.hpp"
#include "conversations/transcript/csv.hpp"
#include "conversations/transcript/export.hpp"
#include <desk/json.hpp>

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace desk {
namespace {

std::string as_rows(const std::vector<ConversationSummary>& all) {
    auto out = csv_row(std::vector<std::string>{
        "id", "customer", "conversation", "state", "assignee", "turns", "first_at", "last_at"});
    for (const auto& one : all) {
        out += csv_row(std::vector{one.id, one.key.tenant.customer, one.key.name, std::string{name_of(one.state)},
                    one.assignee, std::to_string(one.messages), timestamp(one.first_at),
                    timestamp(one.last_at)});
    }
    return out;
}

std::string shown_author(const Directory& directory, const std::string& id) {
    const auto person = directory.person(id);
    if (person.role == Role::guest || person.name.given.empty()) return id;
    return person.name.given + (person.name.family.empty() ? "" : " " + person.name.family);
}

// The exporter of one command: what is read, and how it is written.
struct Exporter {
    const CommandInput& input;
    const Configuration& configuration;
    Archive& archive;
    Directory directory = {};
    ExportFormat format = ExportFormat::txt;

    TranscriptLine line(const Turn& turn) const {
        TranscriptLine out{.n = turn.n,
                           .at = turn.at,
                           .author = shown_author(directory, turn.author),
                           .is_note = turn.reader == Reader::agents,
                           .text = turn.text,
                           .language = turn.language,
                           .card = turn.card,
                           .reason = turn.reason,
                           .delivery = turn.delivery};
        if (turn.author != "bot")
            return out;  // the archive names the plugin beside the question as well
        out.plugin = turn.plugin;
        out.plugin_version = turn.plugin_version;
        out.took = turn.took;
        return out;
    }

    Result<Transcript> transcript(const ConversationSummary& one) const {
        DESK_TRY(const auto turns, all_turns(archive, one.id));
        const auto* customer = directory.customer(one.key.tenant.customer);
        Transcript out{.id = one.id,
                       .customer = customer == nullptr ? one.key.tenant.customer : customer->name,
                       .title = one.key.name,
                       .language = "en"};
        for (const auto& turn : turns) out.lines.push_back(line(turn));
        if (input.has("--no-notes")) out = for_customers(std::move(out));
        if (input.has("--redact")) out = redacted(std::move(out));
        return out;
    }

    Result<void> write_unmatched(const std::vector<ConversationSummary>& all, std::ostream& out) const {
        out << unmatched_header();
        for (const auto& one : all) {
            DESK_TRY(const auto turns, all_turns(archive, one.id));
            for (auto& sentence : unmatched_sentences(turns)) {
                if (input.has("--redact")) sentence.text = redacted(std::string_view{sentence.text});
                out << unmatched_row(one.id, sentence);
            }
        }
        return {};
    }

    // One after the other; JSON as one list.
    Result<void> write(const std::vector<ConversationSummary>& all, std::ostream& out) const {
        if (input.has("--unmatched")) return write_unmatched(all, out);
        if (format == ExportFormat::csv) {
            out << as_rows(all);
            return {};
        }
        const bool is_list = format == ExportFormat::json && all.size() != 1;
        if (is_list) out << "[";
        for (std::size_t i = 0; i < all.size(); ++i) {
            DESK_TRY(const auto one, transcript(all[i]));
            if (i > 0) out << (is_list ? "," : format == ExportFormat::txt ? "\n" : "");
            out << write_transcript(one, format, configuration.desk.time_zone);
        }
        if (is_list) out << "]\n";
        return {};
    }
};

// The time of an option; nothing was given, or it is wrong, which is said.
std::optional<Time> time_of(const CommandInput& input, const char* option, int& code) {
    if (!input.has(option)) return {};
    const auto time = read_time_argument(input.option(option), input.shell.now());
    if (time) return *time;
    code = input.fail({.code = "DH2006",
                       .what = time.error().what,
                       .where = option,
                       .fix = "write it in one of these ways"});
    return {};
}

Diagnosis not_written(const std::string& file) {
    return {.code = "DH2010",
            .what = "the file was not written",
            .where = file,
            .why = std::strerror(errno),
            .fix = "give another place"};
}

// For its owner alone: it holds what customers said.
int write_file(const CommandInput& input, const Exporter& exporter,
               const std::vector<ConversationSummary>& all) {
    const auto file = input.option("--output");
    const auto mask = umask(S_IRWXG | S_IRWXO);
    std::ofstream out{file, std::ios::binary | std::ios::trunc};
    umask(mask);
    if (!out) return input.fail(not_written(file));
    if (const auto written = exporter.write(all, out); !written) {
        return input.fail(storage_problem(written.error(), exporter.configuration.storage.url));
    }
    if (!out.flush()) return input.fail(not_written(file));
    input.tell("written: " + file + ", " + std::to_string(all.size()) +
               (all.size() == 1 ? " conversation" : " conversations"));
    return exit_ok;
}

int write_all(const CommandInput& input, const Exporter& exporter,
              const std::vector<ConversationSummary>& all) {
    if (exporter.format == ExportFormat::html && all.size() != 1) {
        return input.fail({.code = "DH2014",
                           .what = "html is one page for one conversation, and " +
                                   std::to_string(all.size()) + " were found",
                           .fix = "give its ID, or take another --format"});
    }
    const auto file = input.option("--output", "-");
    if (file != "-") return write_file(input, exporter, all);
    const auto written = exporter.write(all, input.shell.out);
    if (written) return exit_ok;
    return input.fail(storage_problem(written.error(), exporter.configuration.storage.url));
}

}  // namespace

int run_conversations_export(const CommandInput& input) {
    int code = exit_ok;
    if (input.has("--unmatched") && input.option("--format", "csv") != "csv") {
        return input.fail({.code = "DH2006",
                           .what = "--unmatched is written as csv",
                           .where = "--format",
                           .fix = "leave --format out"});
    }
    const auto since = time_of(input, "--since", code);
    const auto until = time_of(input, "--until", code);
    if (code != exit_ok) return code;
    const auto configuration = configuration_of(input, code);
    if (!configuration) return code;
    const auto storage = storage_of(input, *configuration, true, code);
    if (!storage) return code;

    const auto all = select_conversations(*storage->archive, input.argument(0), since, until);
    if (!all && all.error().code == ErrorCode::invalid) {
        return input.fail(
            {.code = "DH2006",
             .what = "the query cannot be understood",
             .why = all.error().what,
             .fix = "write, for example: from:anna state:open since:2026-11-01 exchange"});
    }
    if (!all) return input.fail(storage_problem(all.error(), configuration->storage.url));

    Exporter exporter{input, *configuration, *storage->archive,
                      load_customers(configuration->directory.file).directory};
    const auto named =
        export_format_named(input.option("--format", input.is_json() ? "json" : "txt"));
    if (named) exporter.format = *named;
    return write_all(input, exporter, *all);
}

}  // namespace desk
