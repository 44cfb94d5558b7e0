#include "bot/cli/unmatched.hpp"

#include "conversations/timestamp.hpp"
#include "conversations/transcript/csv.hpp"

#include <chrono>

namespace desk {
namespace {

constexpr std::chrono::minutes soon{2};

// "health.ask 0.41 unsure (next: …)": the words of summary_of (bot/dispatch/intent_table).
std::string word(const std::string& line, int place) {
    std::size_t from = 0;
    for (int i = 0; i < place && from != std::string::npos; ++i) {
        from = line.find(' ', from);
        if (from != std::string::npos) ++from;
    }
    return from == std::string::npos ? std::string{} : line.substr(from, line.find(' ', from) - from);
}

// The next thing the same person said; nullptr: nothing.
const Turn* next_of(std::span<const Turn> turns, std::size_t at) {
    for (auto i = at + 1; i < turns.size(); ++i) {
        if (turns[i].author == turns[at].author) return &turns[i];
    }
    return nullptr;
}

bool puts_right(const Turn& turn, const Turn& next) {
    if (next.at - turn.at > soon) return false;
    return next.reason == "asked for a person" || next.reason == "/person" || next.reason == "cancelled";
}

std::string why_of(const Turn& turn, const Turn* next) {
    if (turn.reason == "unsure" || turn.reason == "may_ask_for_person") return "asked_back";
    if (turn.reason == "not_understood") return "not_understood";
    if (turn.reason == "not understood three times") return "given_up";
    return next != nullptr && puts_right(turn, *next) ? "put_right" : "";
}

}  // namespace

std::vector<UnmatchedSentence> unmatched_sentences(std::span<const Turn> turns) {
    std::vector<UnmatchedSentence> sentences;
    for (std::size_t i = 0; i < turns.size(); ++i) {
        const auto& turn = turns[i];
        if (turn.understood.empty() || turn.author == "bot") continue;
        const auto* next = next_of(turns, i);
        auto why = why_of(turn, next);
        if (why.empty()) continue;
        sentences.push_back({.n = turn.n,
                             .at = turn.at,
                             .language = turn.language,
                             .guess = word(turn.understood, 0),
                             .confidence = word(turn.understood, 1),
                             .why = std::move(why),
                             .then = next != nullptr && next->text.starts_with('/') ? next->text : "",
                             .text = turn.text});
    }
    return sentences;
}

std::string unmatched_header() {
    return csv_row(std::vector<std::string>{"conversation", "n", "at", "language", "guess", "confidence", "why", "then",
                                            "intent", "text"});
}

std::string unmatched_row(const std::string& conversation, const UnmatchedSentence& sentence) {
    return csv_row(std::vector<std::string>{conversation, std::to_string(sentence.n), timestamp(sentence.at),
                                            sentence.language, sentence.guess, sentence.confidence, sentence.why,
                                            sentence.then, "", sentence.text});
}

}  // namespace desk
