// Reads what people write in their own words, as one desk hears it: what the bot has learned, with the services and plans of
// this desk's directory. Immutable; any thread.
#pragma once

#include <memory>
#include <string_view>

#include "bot/understanding/second_opinion.hpp"
#include "bot/understanding/understand.hpp"
#include "conversations/people/directory.hpp"

namespace desk {

class SentenceReader {
public:
    SentenceReader(std::shared_ptr<const UnderstandingModel> model, const Directory& directory);

    // `clock`: where and when the writer is. Only an agent's words are searched for customers' names: nobody else has to do
    // with another customer.
    Meaning read(std::string_view text, const PersonsClock& clock, bool is_agent = false) const;
    // What another reader made of a text that was read: with_opinion().
    Meaning read_with(Meaning meaning, const Opinion& opinion, const PersonsClock& clock) const;

    const std::shared_ptr<const UnderstandingModel>& model() const { return model_; }

private:
    std::shared_ptr<const UnderstandingModel> model_;
    NameIndex names_;           // services and plans
    NameIndex names_of_agents_; // and customers
};

}  // namespace desk
