#include "bot/cli/dead_letters.hpp"

#include "bot/cli/columns.hpp"
#include "bot/cli/configured.hpp"
#include "conversations/timestamp.hpp"
#include <desk/json.hpp>

#include <algorithm>

namespace desk {
namespace {

constexpr int most_letters = 10'000;

std::string adapter_of(const DeadLetter& letter) {
    return letter.conversation.name.substr(0, letter.conversation.name.find('/'));
}

std::string id_of(const DeadLetter& letter) {
    return adapter_of(letter) + ":" + letter.event_id;
}

std::string part_of(const DeadLetter& letter) {
    return letter.part < 0 ? "message" : "reply " + std::to_string(letter.part + 1);
}

Json as_json(const DeadLetter& letter) {
    Json out{{"id", id_of(letter)},
             {"customer", letter.conversation.tenant.customer},
             {"conversation", letter.conversation.name},
             {"seq", letter.seq},
             {"part", letter.part},
             {"stage", letter.stage},
             {"reason", letter.reason},
             {"at", timestamp(letter.at)}};
    if (letter.redriven_at) out["redriven_at"] = timestamp(*letter.redriven_at);
    return out;
}

void print(const CommandInput& input, const std::vector<DeadLetter>& letters) {
    if (input.is_json()) {
        Json list = Json::array();
        for (const auto& letter : letters) list.push_back(as_json(letter));
        input.shell.out << dump_json(list, 2) << "\n";
        return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& letter : letters) {
        rows.push_back({id_of(letter), timestamp(letter.at), part_of(letter), letter.stage,
                        letter.redriven_at ? "redriven" : "dead", letter.reason});
    }
    input.shell.out << table({{"ID"}, {"AT"}, {"WHAT"}, {"STAGE"}, {"STATE"}, {"REASON"}}, rows);
}

// All letters, or those of one event.
Result<std::vector<DeadLetter>> letters_of(Store& store, const std::string& id) {
    DESK_TRY(auto letters, store.dead_letters(most_letters));
    if (id.empty()) return letters;
    std::erase_if(letters, [&](const DeadLetter& letter) { return id_of(letter) != id; });
    if (letters.empty()) return not_found("no dead letter " + id);
    return letters;
}

int show(const CommandInput& input, const std::string& id) {
    int code = exit_ok;
    const auto configuration = configuration_of(input, code);
    if (!configuration) return code;
    const auto storage = storage_of(input, *configuration, true, code);
    if (!storage) return code;

    const auto letters = letters_of(*storage->store, id);
    if (!letters) return input.fail(storage_problem(letters.error(), configuration->storage.url));
    print(input, *letters);
    return exit_ok;
}

// Nothing: go on. Asks on a terminal, refuses without one.
std::optional<int> refused(const CommandInput& input, const std::string& question) {
    if (input.has("--yes")) return {};
    if (!input.shell.in_is_terminal) {
        return input.fail({.code = "DH2011",
                           .what = "this cannot be undone, and there is nobody to ask",
                           .where = "deskhand " + std::string{input.command.path},
                           .fix = "add --yes"});
    }
    input.shell.err << question << " [y/N] " << std::flush;
    std::string answer;
    std::getline(input.shell.in, answer);
    if (answer == "y" || answer == "yes") return {};
    input.tell("nothing was changed");
    return exit_failed;
}

using Verb = Result<void> (Store::*)(const DeadLetter&, std::string_view, Time);

Result<std::int64_t> change_here(const CommandInput& input, Store& store, const std::string& id,
                                 Verb verb) {
    DESK_TRY(const auto letters, letters_of(store, id));
    for (const auto& letter : letters) {
        DESK_CHECK((store.*verb)(letter, "operator", input.shell.now()));
    }
    return static_cast<std::int64_t>(letters.size());
}

int tell_count(const CommandInput& input, std::string_view done, std::int64_t count) {
    if (input.is_json()) {
        input.shell.out << dump_json({{"letters", count}}) << "\n";
    } else {
        input.shell.out << done << ": " << count << (count == 1 ? " letter\n" : " letters\n");
    }
    return exit_ok;
}

int change(const CommandInput& input, const char* path, std::string_view done, Verb verb) {
    const auto id = input.argument(0);
    int code = exit_ok;
    const auto configuration = configuration_of(input, code);
    if (!configuration) return code;

    const auto colon = id.find(':');
    const Json body{{"adapter", id.substr(0, colon)},
                    {"event_id", colon == std::string::npos ? "" : id.substr(colon + 1)}};
    const auto answer = ask_admin(input, *configuration, "POST", path, dump_json(body));
    if (answer) {
        const auto document = parse_json(*answer);
        return tell_count(input, done, document ? integer_or(*document, "letters", 0) : 0);
    }
    if (!is_passing(answer.error())) {
        return input.fail(storage_problem(answer.error(), admin_url(*configuration, path)));
    }
    const auto storage = storage_of(input, *configuration, false, code);
    if (!storage) return code;
    const auto count = change_here(input, *storage->store, id, verb);
    if (!count) return input.fail(storage_problem(count.error(), configuration->storage.url));
    return tell_count(input, done, *count);
}

}  // namespace

int run_dead_letters_list(const CommandInput& input) {
    return show(input, {});
}

int run_dead_letters_show(const CommandInput& input) {
    return show(input, input.argument(0));
}

int run_dead_letters_redrive(const CommandInput& input) {
    return change(input, "/admin/dlq/redrive", "redriven", &Store::redrive);
}

int run_dead_letters_drop(const CommandInput& input) {
    const auto question = "Drop " + input.argument(0) + "? It will never be answered.";
    if (const auto code = refused(input, question)) return *code;
    return change(input, "/admin/dlq/drop", "dropped", &Store::drop);
}

}  // namespace desk
