#include "conversations/transcript/transcript.hpp"

#include "conversations/redaction.hpp"

#include <vector>

namespace desk {
namespace {

void redact(ShownCard& card) {
    card.title = redacted(card.title);
    card.text = redacted(card.text);
    for (auto& fact : card.facts) fact.value = redacted(fact.value);
    for (auto& action : card.actions) {
        action.label = redacted(action.label);
        action.command = redacted(action.command);
    }
    card.source = redacted(card.source);
}

}  // namespace

Transcript for_customers(Transcript transcript) {
    std::erase_if(transcript.lines, [](const TranscriptLine& line) { return line.is_note; });
    for (auto& line : transcript.lines) line.reason.clear();
    return transcript;
}

Transcript redacted(Transcript transcript) {
    transcript.title = redacted(transcript.title);
    for (auto& line : transcript.lines) {
        line.author = redacted(line.author);
        line.text = redacted(line.text);
        if (line.card) redact(*line.card);
    }
    return transcript;
}

}  // namespace desk
