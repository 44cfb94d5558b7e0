#include "bot/understanding/retraining.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace desk {
namespace {

double share(int part, int whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / whole;
}

std::string percent(double share) {
    std::array<char, 32> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), 100 * share, std::chars_format::fixed, 1).ptr;
    return std::string{digits.data(), end} + " %";
}

bool is_right(const Meaning& meaning, const LabelledText& text) {
    return text.intent == no_intent ? meaning.sureness != Sureness::sure : meaning.intent == text.intent;
}

void count(UnderstandingFigures& figures, const Meaning& meaning, const LabelledText& text) {
    const bool is_answered = meaning.sureness == Sureness::sure;
    if (text.intent == no_intent) {
        ++figures.strange;
        figures.strange_answered += is_answered ? 1 : 0;
        return;
    }
    const bool is_first = meaning.intent == text.intent;
    const bool is_in_three = is_first || std::any_of(meaning.runner_ups.begin(), meaning.runner_ups.end(),
                                                     [&](const auto& one) { return one.intent == text.intent; });
    ++figures.texts;
    figures.right += is_first ? 1 : 0;
    figures.right_in_three += is_in_three ? 1 : 0;
    figures.answered += is_answered ? 1 : 0;
    figures.answered_right += is_answered && is_first ? 1 : 0;
}

void count(UnderstandingScore& score, const Meaning& meaning, const LabelledText& text) {
    count(score.all, meaning, text);
    count(score.by_language[text.language], meaning, text);
    count(score.by_intent[text.intent], meaning, text);
}

std::string row(std::string_view name, double before, double after) {
    return "| " + std::string{name} + " | " + percent(before) + " | " + percent(after) + " |\n";
}

// One line, whatever the text holds: it stands in a list.
std::string in_one_line(std::string_view text) {
    std::string line;
    for (const char c : text.substr(0, 200)) line += c == '\n' || c == '\r' || c == '`' ? ' ' : c;
    return line;
}

void list(std::string& out, std::string_view title, const std::vector<ChangedReading>& readings) {
    out += "\n## " + std::string{title} + ": " + std::to_string(readings.size()) + "\n";
    for (const auto& reading : readings) {
        const auto said = [](const std::string& intent) { return intent.empty() ? std::string{"nothing"} : intent; };
        out += "* " + reading.text.language + " `" + in_one_line(reading.text.text) + "` is " + reading.text.intent +
               "; before " + said(reading.before) + ", after " + said(reading.after) + "\n";
    }
}

}  // namespace

double UnderstandingFigures::accuracy() const {
    return share(right, texts);
}
double UnderstandingFigures::accuracy_in_three() const {
    return share(right_in_three, texts);
}
double UnderstandingFigures::coverage() const {
    return share(answered, texts);
}
double UnderstandingFigures::precision() const {
    return share(answered_right, answered + strange_answered);
}

UnderstandingScore score_understanding(const UnderstandingModel& model, std::span<const LabelledText> texts,
                                       const MessageContext& context) {
    UnderstandingScore score;
    for (const auto& text : texts) count(score, understand(model, text.text, context), text);
    return score;
}

RetrainingReport compare_models(const UnderstandingModel& before, const UnderstandingModel& after,
                                std::span<const LabelledText> texts, const MessageContext& context) {
    RetrainingReport report;
    for (const auto& text : texts) {
        const auto old_meaning = understand(before, text.text, context);
        const auto new_meaning = understand(after, text.text, context);
        count(report.before, old_meaning, text);
        count(report.after, new_meaning, text);
        const bool was_right = is_right(old_meaning, text), is_now_right = is_right(new_meaning, text);
        if (was_right == is_now_right) continue;
        auto& changed = was_right ? report.regressions : report.improvements;
        changed.push_back({text, old_meaning.intent, new_meaning.intent});
    }
    return report;
}

std::string write_report(const RetrainingReport& report) {
    const auto& before = report.before.all;
    const auto& after = report.after.all;
    std::string out =
        "# Retraining, on " + std::to_string(after.texts + after.strange) + " texts nobody was trained on\n\n";
    out += "| | before | after |\n|---|---|---|\n";
    out += row("best guess right", before.accuracy(), after.accuracy());
    out += row("right among three", before.accuracy_in_three(), after.accuracy_in_three());
    out += row("answered without asking", before.coverage(), after.coverage());
    out += row("of these right", before.precision(), after.precision());
    for (const auto& [language, figures] : report.after.by_language) {
        const auto found = report.before.by_language.find(language);
        if (figures.texts > 0 && found != report.before.by_language.end()) {
            out += row("best guess right, " + language, found->second.accuracy(), figures.accuracy());
        }
    }
    for (const auto& [intent, figures] : report.after.by_intent) {
        const auto found = report.before.by_intent.find(intent);
        if (intent != no_intent && found != report.before.by_intent.end() && found->second.right != figures.right) {
            out += row(intent, found->second.accuracy(), figures.accuracy());
        }
    }
    list(out, "Regressions", report.regressions);
    list(out, "Improvements", report.improvements);
    return out;
}

}  // namespace desk
