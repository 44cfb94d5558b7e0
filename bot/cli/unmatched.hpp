// The sentences of a conversation that the bot did not act on, or acted on wrongly: what a person labels, and `understanding
// retrain` learns from. Pure.
#pragma once

#include "storage/archive.hpp"

#include <span>
#include <string>
#include <vector>

namespace desk {

struct UnmatchedSentence {
    std::int64_t n = 0;  // its turn
    Time at = {};
    std::string language = {};  // as the channel said it; often ""
    std::string guess = {};     // the intent it was read as
    std::string confidence = {};  // "0.41"
    std::string why = {};   // asked_back | not_understood | given_up: a person was called | put_right: acted on, and within two
                            // minutes cancelled or followed by the wish for a person
    std::string then = {};  // the command or button the same person took next: a hint at what was meant
    std::string text = {};
};

// `turns`: of one conversation, in order.
std::vector<UnmatchedSentence> unmatched_sentences(std::span<const Turn> turns);

// A label file whose column "intent" is to be filled in (bot/understanding/label_file.hpp): conversation, n, at, language,
// guess, confidence, why, then, intent, text.
std::string unmatched_header();
std::string unmatched_row(const std::string& conversation, const UnmatchedSentence& sentence);

}  // namespace desk
