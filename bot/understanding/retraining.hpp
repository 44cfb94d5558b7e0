// How well a model understands texts whose meaning is known, and what a retrained one would change: a person decides by
// this report; nothing is replaced silently. Pure; any thread.
#pragma once

#include "bot/understanding/understand.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace desk {

struct UnderstandingFigures {
    int texts = 0;           // of an intent
    int right = 0;           // the best guess is the intent
    int right_in_three = 0;  // it is among the best three
    int answered = 0;        // sure, of an intent
    int answered_right = 0;
    int strange = 0;           // of "none"
    int strange_answered = 0;  // sure all the same

    // Shares, 0 of nothing. Precision is of all that was answered, strange ones too.
    double accuracy() const;
    double accuracy_in_three() const;
    double coverage() const;
    double precision() const;
};

struct UnderstandingScore {
    UnderstandingFigures all = {};
    std::map<std::string, UnderstandingFigures> by_language = {};
    std::map<std::string, UnderstandingFigures> by_intent = {};  // as labelled
};
UnderstandingScore score_understanding(const UnderstandingModel& model, std::span<const LabelledText> texts,
                                       const MessageContext& context);

struct ChangedReading {
    LabelledText text = {};
    std::string before = {}, after = {};  // the intents read; "" for none
};
struct RetrainingReport {
    UnderstandingScore before = {}, after = {};
    std::vector<ChangedReading> regressions = {};   // right before, wrong after
    std::vector<ChangedReading> improvements = {};  // wrong before, right after
};
// Both models on the same texts, which neither may have been trained on.
RetrainingReport compare_models(const UnderstandingModel& before, const UnderstandingModel& after,
                                std::span<const LabelledText> texts, const MessageContext& context);

// For people: a table, each intent that changed, each regression with its text. Markdown; the texts are customers'
// words.
std::string write_report(const RetrainingReport& report);

}  // namespace desk
