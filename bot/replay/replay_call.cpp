#include "bot/replay/replay_call.hpp"

#include <chrono>
#include <utility>

#include "bot/dispatch/written_answer.hpp"
#include "bot/replay/call_notes.hpp"
#include "bot/replay/effect_line.hpp"
#include "bot/replay/line_diff.hpp"
#include "bot/replay/recorded_answers.hpp"
#include "conversations/message.hpp"

namespace desk {
namespace {

// What an outside system or the desk's own clock set off: nobody reads an answer.
bool has_listener(const Call& call) { return !call.conversation.starts_with(std::string{plugins_place} + "/"); }

// As bot/dispatch/answering says it.
Result<WrittenAnswer> words_of(const Call& call, Answer answer, const Wording& wording) {
    if (!has_listener(call)) return WrittenAnswer{};
    if (call.step == Step::preview && answer.confirmable && answer.asks.empty()) add_confirmation(answer, call.id);
    DESK_TRY(auto written, write_answer(answer, wording, {call.language, call.time_zone, call.now}));
    if (written.text.empty() && call.kind != CallKind::timer) return invalid("an empty answer");
    if (written.text.empty()) written.card.reset();
    return written;
}

std::vector<std::string> came_of(const Call& call, const Result<PluginAnswer>& answer, const PluginInUse& plugin,
                                 const SecretMask& mask) {
    if (!answer) return outcome_lines("", {}, {}, mask.in_text(error_line(answer.error())));
    const auto written = words_of(call, answer->answer, *plugin.wording);
    if (!written) return outcome_lines("", {}, {}, error_line(written.error()));
    std::vector<std::string> effects;
    if (call.step != Step::preview) {
        for (const auto& effect : answer->effects) effects.push_back(mask.in_text(effect_line(effect)));
    }
    return outcome_lines(written->text, written->card, effects, "");
}

}  // namespace

std::vector<std::string> replay_call(const ReplayCase& recorded, const PluginInUse& plugin) {
    const SecretMask mask{plugin.runner->manifest().settings, plugin.settings};
    RecordedAnswers answers{recorded.exchanges, mask};
    const AskBot ask_bot = [&answers](std::string_view question) { return answers.answer(question); };
    const auto until = std::chrono::steady_clock::now() + plugin.timeout;
    const auto answer = plugin.runner->answer(recorded.call, ask_bot, until);

    auto lines = changed_lines(recorded.came, came_of(recorded.call, answer, plugin, mask));
    for (auto& line : answers.differences()) lines.push_back(std::move(line));
    return lines;
}

}  // namespace desk
