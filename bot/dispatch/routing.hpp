// What the files of the router share: routes in one word, and what a command asks of whoever calls it. Pure.
#pragma once

#include <optional>
#include <string>

#include <desk/command.hpp>

#include "bot/dispatch/command_index.hpp"
#include "bot/dispatch/route.hpp"
#include "conversations/people/person.hpp"

namespace desk {

Route to_author(Head head, ToAuthor to);
// The desk says `answer`; `why`: one word for the log.
Route refuse(Head head, Answer answer, std::string why);
// A person is called, and that is said.
Route to_a_person(Head head, std::string why);

// What a listener or a command needs to be called at all; none: it may be.
std::optional<ToAuthor> refusal_for(const Person& author, const Head& head, const IndexedCommand& command);

// nullptr: the command has no such argument.
const ArgumentDeclaration* declared(const CommandDeclaration& command, const std::string& name);
// The argument's value, or "".
std::string first_word_value(const Arguments& given, const std::string& name);

}  // namespace desk
