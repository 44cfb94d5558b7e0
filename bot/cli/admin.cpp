#include "bot/cli/admin.hpp"

#include "bot/cli/columns.hpp"
#include "bot/cli/configured.hpp"
#include "conversations/timestamp.hpp"
#include <desk/json.hpp>

namespace desk {
namespace {

// The document of GET /admin/status, as far as the database knows it.
std::optional<Json> status_of_files(const CommandInput& input, const Configuration& configuration,
                                    int& code) {
    const auto storage = storage_of(input, configuration, true, code);
    if (!storage) return {};

    const auto backlog = storage->store->backlog();
    if (!backlog) {
        code = input.fail(storage_problem(backlog.error(), configuration.storage.url));
        return {};
    }
    return Json{{"status", "stopped"},
                {"desk", configuration.desk.name},
                {"conversations", backlog->conversations},
                {"waiting_messages", backlog->waiting_messages},
                {"waiting_replies", backlog->waiting_replies},
                {"dead_letters", backlog->dead_letters}};
}

std::string spread(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array()) return dump_json(value);
    std::string out;
    for (const auto& element : value) {
        const auto name = text_or(element, "name", "");
        const auto type = text_or(element, "type", "");
        const auto text = element.is_string() ? element.get<std::string>()
                          : type.empty()      ? name
                                              : name + " (" + type + ")";
        out += (out.empty() ? "" : ", ") + text;
    }
    return out.empty() ? "-" : out;
}

struct StatusRow {
    const char* field = nullptr;
    const char* label = nullptr;
};
constexpr StatusRow status_rows[] = {{"status", "status"},
                                     {"reasons", "reasons"},
                                     {"desk", "desk"},
                                     {"started_at", "started"},
                                     {"conversations", "conversations"},
                                     {"waiting_messages", "messages waiting"},
                                     {"waiting_replies", "replies waiting"},
                                     {"dead_letters", "dead letters"},
                                     {"adapters", "adapters"}};

std::string as_text(const Json& status) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : status_rows) {
        const auto* value = find_field(status, row.field);
        if (value != nullptr) rows.push_back({row.label, spread(*value)});
    }
    const auto whole = table({{""}, {""}}, rows);
    return whole.substr(whole.find('\n') + 1);
}

Json as_json(const Trace& trace) {
    Json sends = Json::array();
    for (const auto& send : trace.sends) {
        sends.push_back({{"part", send.part},
                         {"state", send.state},
                         {"attempts", send.attempts},
                         {"idempotency_key", send.idempotency_key},
                         {"provider_id", send.provider_id},
                         {"last_error", send.last_error}});
    }
    Json out{{"customer", trace.key.tenant.customer},
             {"conversation", trace.key.name},
             {"message_id", trace.message_id},
             {"seq", trace.seq},
             {"state", trace.state},
             {"reason", trace.reason},
             {"attempts", trace.attempts},
             {"received_at", timestamp(trace.received_at)},
             {"plugin", trace.plugin},
             {"plugin_version", trace.plugin_version},
             {"took_us", trace.took.count()},
             {"sends", std::move(sends)}};
    if (trace.done_at) out["done_at"] = timestamp(*trace.done_at);
    return out;
}

std::string answered_by(const Trace& trace) {
    if (trace.plugin.empty()) return "-";
    return trace.plugin + " " + trace.plugin_version + ", " +
           std::to_string(trace.took.count() / 1000) + " ms";
}

std::string as_text(const Trace& trace) {
    const auto reason = trace.reason.empty() ? "" : " (" + trace.reason + ")";
    const auto head = table(
        {{""}, {""}}, {{"conversation", trace.key.name},
                       {"customer", trace.key.tenant.customer},
                       {"message", trace.message_id + ", number " + std::to_string(trace.seq)},
                       {"received", timestamp(trace.received_at)},
                       {"done", trace.done_at ? timestamp(*trace.done_at) : "-"},
                       {"state", trace.state + reason},
                       {"attempts", std::to_string(trace.attempts)},
                       {"answered by", answered_by(trace)}});
    auto out = head.substr(head.find('\n') + 1);
    if (trace.sends.empty()) return out;

    std::vector<std::vector<std::string>> rows;
    for (const auto& send : trace.sends) {
        rows.push_back({std::to_string(send.part), send.state, std::to_string(send.attempts),
                        send.idempotency_key, send.provider_id, send.last_error});
    }
    return out + "\n" +
           table({{"PART", true},
                  {"STATE"},
                  {"ATTEMPTS", true},
                  {"KEY"},
                  {"PLATFORM ID"},
                  {"LAST ERROR"}},
                 rows);
}

void print(const CommandInput& input, const std::vector<Trace>& traces) {
    if (input.is_json()) {
        Json list = Json::array();
        for (const auto& trace : traces) list.push_back(as_json(trace));
        input.shell.out << dump_json(list, 2) << "\n";
        return;
    }
    for (std::size_t i = 0; i < traces.size(); ++i) {
        input.shell.out << (i == 0 ? "" : "\n") << as_text(traces[i]);
    }
}

}  // namespace

int run_admin_status(const CommandInput& input) {
    int code = exit_ok;
    const auto configuration = configuration_of(input, code);
    if (!configuration) return code;

    std::optional<Json> document;
    if (const auto answer = ask_admin(input, *configuration, "GET", "/admin/status")) {
        if (auto parsed = parse_json(*answer)) document = *std::move(parsed);
    }
    if (!document) document = status_of_files(input, *configuration, code);
    if (!document) return code;
    input.shell.out << (input.is_json() ? dump_json(*document, 2) + "\n" : as_text(*document));
    return exit_ok;
}

int run_admin_trace(const CommandInput& input) {
    const auto event = input.argument(0);
    const auto colon = event.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == event.size()) {
        return input.fail({.code = "DH2006",
                           .what = "\"" + event + "\" is not ADAPTER:EVENT_ID",
                           .fix = "write, for example: deskhand admin trace slack:Ev08MFMKH6"});
    }
    int code = exit_ok;
    const auto configuration = configuration_of(input, code);
    if (!configuration) return code;
    const auto storage = storage_of(input, *configuration, true, code);
    if (!storage) return code;

    const auto traces =
        storage->archive->trace({}, event.substr(0, colon), event.substr(colon + 1));
    if (!traces || traces->empty()) {
        const auto error = traces ? not_found("no such event was accepted") : traces.error();
        return input.fail(storage_problem(error, event));
    }
    print(input, *traces);
    return exit_ok;
}

}  // namespace desk
