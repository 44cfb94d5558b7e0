#include "bot/replay/call_notes.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <desk/wire.hpp>

#include "bot/replay/effect_line.hpp"
#include "bot/runtime/call_text.hpp"

namespace desk {
namespace {

constexpr std::size_t most_bytes = 1'048'576;
constexpr std::array runner_words{runner_died, runner_busy, runner_off, runner_forged};

}  // namespace

std::string error_line(const Error& error) {
    return std::string{name_in(wire::error_codes, error.code)} + ": " + error.what;
}

bool is_of_plugin(const Error& error) {
    return std::none_of(runner_words.begin(), runner_words.end(),
                        [&](std::string_view words) { return error.what.starts_with(words); });
}

CallNotes::CallNotes(const PluginInUse& plugin)
    : plugin_{plugin}, mask_{plugin.runner->manifest().settings, plugin.settings} {}

void CallNotes::add(const Json& question, const std::string& reply) {
    auto asked = mask_.in_document(dump_json(question));
    bytes_ += asked.size() + reply.size();
    if (bytes_ <= most_bytes) exchanges_.push_back({std::move(asked), mask_.in_document(reply)});
}

std::optional<CallRecord> CallNotes::record(const Call& call, const Result<PluginAnswer>& answer) {
    if (bytes_ > most_bytes || (!answer && !is_of_plugin(answer.error()))) return {};
    CallRecord record{.plugin = plugin_.name,
                      .version = plugin_.runner->manifest().version,
                      .call = mask_.in_document(call_text(call)),
                      .exchanges = std::move(exchanges_)};
    if (!answer) {
        record.failed = mask_.in_text(error_line(answer.error()));
    } else if (call.step != Step::preview) {
        for (const auto& effect : answer->effects) record.effects.push_back(mask_.in_text(effect_line(effect)));
    }
    return record;
}

}  // namespace desk
