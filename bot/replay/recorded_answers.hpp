// Answers a plugin's questions from the record of its call, so that another build sees the world as it was then. One
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/replay/secret_mask.hpp"
#include "conversations/conversation.hpp"

namespace desk {

class RecordedAnswers {
public:
    // `exchanges` outlive it; `mask`: of the plugin as it is configured now, because the record was masked as well.
    RecordedAnswers(const std::vector<Exchange>& exchanges, SecretMask mask);

    // The reply that was recorded for this question; each is given once, the same question asked twice gets the second.
    // In whatever order they are asked. One that was not recorded: an error document, "unavailable: not in the record".
    std::string answer(std::string_view question);

    // "asked something else: {…}" for each that was not recorded, and "did not ask: {…}" for each that was left out and
    // would have changed something outside (a request other than GET, a number taken). Empty: none.
    std::vector<std::string> differences() const;

private:
    const std::vector<Exchange>& exchanges_;
    SecretMask mask_;
    std::vector<bool> was_asked_;
    std::vector<std::string> unknown_ = {};
};

}  // namespace desk
