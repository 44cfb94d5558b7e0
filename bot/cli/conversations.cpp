#include "bot/cli/conversations.hpp"

#include "adapters/console/text_card.hpp"
#include "bot/cli/archive_pages.hpp"
#include "bot/cli/columns.hpp"
#include "bot/cli/configured.hpp"
#include "bot/configuration/form.hpp"
#include "conversations/documents.hpp"
#include "conversations/text.hpp"
#include "conversations/timestamp.hpp"
#include <desk/json.hpp>

#include <algorithm>

namespace desk {
namespace {

constexpr std::int64_t default_count = 50;
constexpr std::size_t shown_characters = 60;

// The archive names the plugin beside the question as well; it belongs to what the bot said.
bool is_answer(const Turn& turn) {
    return turn.author == "bot" && !turn.plugin.empty();
}

// To the second: people do not read milliseconds.
std::string shown(Time time) {
    return timestamp(time).substr(0, 19) + "Z";
}

Json as_json(const ConversationSummary& summary) {
    return {{"id", summary.id},
            {"customer", summary.key.tenant.customer},
            {"conversation", summary.key.name},
            {"state", name_of(summary.state)},
            {"assignee", summary.assignee},
            {"messages", summary.messages},
            {"first_at", timestamp(summary.first_at)},
            {"last_at", timestamp(summary.last_at)},
            {"last_text", summary.last_text}};
}

Json as_json(const Turn& turn) {
    Json out{{"n", turn.n},
             {"author", turn.author},
             {"for", turn.reader == Reader::agents ? "agents" : "everyone"},
             {"at", timestamp(turn.at)},
             {"text", turn.text},
             {"language", turn.language}};
    if (turn.card) out["card"] = to_json(*turn.card);
    if (is_answer(turn)) {
        out["plugin"] = turn.plugin;
        out["plugin_version"] = turn.plugin_version;
        out["took_us"] = turn.took.count();
    }
    if (!turn.reason.empty()) out["reason"] = turn.reason;
    if (!turn.delivery.empty()) {
        out["delivery"] = turn.delivery;
        out["delivery_attempts"] = turn.delivery_attempts;
    }
    return out;
}

// "2026-11-24 09:05:12  bot  (health 1.0.0, 38 ms, sent)"
std::string heading(const Turn& turn) {
    std::string about;
    const auto add = [&](const std::string& text) {
        if (!text.empty()) about += (about.empty() ? "" : ", ") + text;
    };
    if (turn.reader == Reader::agents) add("note, agents only");
    if (is_answer(turn)) {
        add(turn.plugin + " " + turn.plugin_version);
        add(std::to_string(turn.took.count() / 1000) + " ms");
    }
    add(turn.delivery);
    add(turn.reason);
    return shown(turn.at) + "  " + turn.author + (about.empty() ? "" : "  (" + about + ")");
}

std::string indented(std::string_view text) {
    std::string out = "  ";
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "  ";
    }
    return out + "\n";
}

std::string as_text(const ConversationSummary& summary, const std::vector<Turn>& turns) {
    auto out = summary.key.name + " · " + summary.key.tenant.customer + " · " +
               std::string{name_of(summary.state)} + "\n";
    for (const auto& turn : turns) {
        out += "\n" + heading(turn) + "\n" + indented(turn.text);
    }
    return safe_for_terminal(out);
}

// The number of --limit; nothing: said.
std::optional<std::int64_t> count_of(const CommandInput& input, int& code) {
    const auto text = input.option("--limit", std::to_string(default_count));
    const auto count = read_integer(text);
    if (count && *count > 0) return count;
    code = input.fail({.code = "DH2006",
                       .what = "--limit cannot be \"" + text + "\"",
                       .fix = "write a number, from 1"});
    return {};
}

// Configuration and database of a command that only looks.
std::optional<Storage> opened(const CommandInput& input, std::string& where, int& code) {
    const auto configuration = configuration_of(input, code);
    if (!configuration) return {};
    where = configuration->storage.url;
    return storage_of(input, *configuration, true, code);
}

void print(const CommandInput& input, const std::vector<ConversationSummary>& all) {
    if (input.is_json()) {
        Json list = Json::array();
        for (const auto& summary : all) list.push_back(as_json(summary));
        input.shell.out << dump_json(list, 2) << "\n";
        return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& summary : all) {
        rows.push_back({summary.id, shown(summary.last_at), summary.key.tenant.customer,
                        summary.key.name, std::string{name_of(summary.state)},
                        std::to_string(summary.messages),
                        cut_characters(summary.last_text, shown_characters)});
    }
    input.shell.out << table({{"ID"},
                              {"LAST"},
                              {"CUSTOMER"},
                              {"CONVERSATION"},
                              {"STATE"},
                              {"TURNS", true},
                              {"LAST WORDS"}},
                             rows);
}

void print(const CommandInput& input, const std::vector<Hit>& hits) {
    if (input.is_json()) {
        Json list = Json::array();
        for (const auto& hit : hits) {
            list.push_back({{"id", hit.conversation_id},
                            {"customer", hit.key.tenant.customer},
                            {"conversation", hit.key.name},
                            {"n", hit.n},
                            {"at", timestamp(hit.at)},
                            {"author", hit.author},
                            {"snippet", hit.snippet}});
        }
        input.shell.out << dump_json(list, 2) << "\n";
        return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& hit : hits) {
        rows.push_back({hit.conversation_id, shown(hit.at), hit.author, hit.snippet});
    }
    input.shell.out << table({{"ID"}, {"AT"}, {"AUTHOR"}, {"FOUND"}}, rows);
}

}  // namespace

int run_conversations_list(const CommandInput& input) {
    int code = exit_ok;
    std::string where;
    const auto count = count_of(input, code);
    if (!count) return code;
    const auto storage = opened(input, where, code);
    if (!storage) return code;

    std::vector<ConversationSummary> all;
    const auto read = each_conversation(*storage->archive, [&](const ConversationSummary& summary) {
        all.push_back(summary);
        return all.size() < static_cast<std::size_t>(*count);
    });
    if (!read) return input.fail(storage_problem(read.error(), where));
    print(input, all);
    return exit_ok;
}

int run_conversations_show(const CommandInput& input) {
    int code = exit_ok;
    std::string where;
    const auto storage = opened(input, where, code);
    if (!storage) return code;

    const auto id = input.argument(0);
    const auto summary = storage->archive->find({}, id);
    if (!summary) return input.fail(storage_problem(summary.error(), "conversation " + id));
    const auto turns = all_turns(*storage->archive, id);
    if (!turns) return input.fail(storage_problem(turns.error(), where));
    if (!input.is_json()) {
        input.shell.out << as_text(*summary, *turns);
        return exit_ok;
    }
    auto document = as_json(*summary);
    document["turns"] = Json::array();
    for (const auto& turn : *turns) document["turns"].push_back(as_json(turn));
    input.shell.out << dump_json(document, 2) << "\n";
    return exit_ok;
}

int run_conversations_search(const CommandInput& input) {
    int code = exit_ok;
    std::string where;
    const auto count = count_of(input, code);
    if (!count) return code;
    const auto storage = opened(input, where, code);
    if (!storage) return code;

    const auto hits = storage->archive->search({}, input.argument(0), static_cast<int>(*count));
    if (!hits) return input.fail(storage_problem(hits.error(), where));
    print(input, *hits);
    return exit_ok;
}

}  // namespace desk
