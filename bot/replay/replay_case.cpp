#include "bot/replay/replay_case.hpp"

#include <utility>

#include <desk/wire.hpp>

#include "bot/replay/line_diff.hpp"
#include "conversations/card_text.hpp"

namespace desk {
namespace {

constexpr JsonLimits line_limits{67'108'864, 48, 500'000};

void add(std::vector<std::string>& lines, const std::string& title, std::string_view text) {
    for (const auto& line : lines_in(text)) lines.push_back(title + line);
}

// A document as text, or a text that is none as it is.
Json embedded(const std::string& text) {
    auto document = parse_json(text, wire::reply_limits);
    return document ? *std::move(document) : Json(text);
}

Result<std::vector<Exchange>> read_exchanges(const Json& document) {
    std::vector<Exchange> exchanges;
    for (const auto& item : array_or_empty(document, "exchanges")) {
        const auto* question = find_field(item, "question");
        const auto* reply = find_field(item, "reply");
        if (question == nullptr || reply == nullptr) return invalid("exchanges: each has a question and a reply");
        exchanges.push_back({dump_json(*question), dump_json(*reply)});
    }
    return exchanges;
}

}  // namespace

std::vector<std::string> outcome_lines(const std::string& text, const std::optional<ShownCard>& card,
                                       const std::vector<std::string>& effects, const std::string& failed) {
    std::vector<std::string> lines;
    if (!failed.empty()) {
        add(lines, "error: ", failed);
        return lines;
    }
    add(lines, "", text);
    if (card && card_text(*card) != text) add(lines, "card: ", card_text(*card));
    if (card) {
        for (const auto& action : card->actions) {
            if (!action.command.empty()) lines.push_back("button: " + action.label + " → " + action.command);
        }
    }
    for (const auto& effect : effects) add(lines, "effect: ", effect);
    return lines;
}

Result<ReplayCase> case_of(const RecordedCall& recorded) {
    const auto& record = recorded.record;
    DESK_TRY(const auto document, parse_json(record.call, wire::document_limits));
    ReplayCase made{.conversation = recorded.conversation_id, .turn = recorded.n, .seq = recorded.seq,
                    .plugin = record.plugin, .version = record.version};
    DESK_TRY(made.call, wire::read_call(document));
    made.exchanges = record.exchanges;
    made.came = outcome_lines(recorded.text, recorded.card, record.effects, record.failed);
    return made;
}

Json to_json(const ReplayCase& recorded) {
    Json exchanges = Json::array();
    for (const auto& exchange : recorded.exchanges) {
        exchanges.push_back({{"question", embedded(exchange.question)}, {"reply", embedded(exchange.reply)}});
    }
    return {{"conversation", recorded.conversation},
            {"turn", recorded.turn},
            {"seq", recorded.seq},
            {"plugin", recorded.plugin},
            {"version", recorded.version},
            {"call", wire::to_json(recorded.call)},
            {"exchanges", std::move(exchanges)},
            {"came", recorded.came}};
}

Result<ReplayCase> read_case(const Json& document) {
    ReplayCase read;
    DESK_TRY(read.plugin, text_field(document, "plugin"));
    const auto* call = find_field(document, "call");
    if (call == nullptr) return invalid("call: missing");
    DESK_TRY(read.call, wire::read_call(*call));
    DESK_TRY(read.exchanges, read_exchanges(document));
    for (const auto& line : array_or_empty(document, "came")) {
        if (!line.is_string()) return invalid("came: not a list of texts");
        read.came.push_back(line.get<std::string>());
    }
    read.conversation = text_or(document, "conversation", "");
    read.turn = integer_or(document, "turn", 0);
    read.seq = integer_or(document, "seq", 0);
    read.version = text_or(document, "version", "");
    return read;
}

Result<std::vector<ReplayCase>> read_cases(std::string_view text) {
    std::vector<ReplayCase> cases;
    std::size_t number = 0;
    for (const auto& line : lines_in(text)) {
        ++number;
        if (line.empty()) continue;
        const auto document = parse_json(line, line_limits);
        auto read = document ? read_case(*document) : Result<ReplayCase>{document.error()};
        if (!read) return invalid("line " + std::to_string(number) + ": " + read.error().what);
        cases.push_back(*std::move(read));
    }
    return cases;
}

std::string place_of(const ReplayCase& recorded) {
    const auto where = recorded.turn > 0 ? " turn " + std::to_string(recorded.turn)
                                         : " message " + std::to_string(recorded.seq);
    return "conv " + recorded.conversation + where;
}

}  // namespace desk
