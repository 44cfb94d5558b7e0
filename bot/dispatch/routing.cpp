#include "bot/dispatch/routing.hpp"

#include <algorithm>
#include <utility>

#include "conversations/people/permissions.hpp"

namespace desk {

Route to_author(Head head, ToAuthor to) { return {.to = std::move(to), .head = std::move(head)}; }

Route refuse(Head head, Answer answer, std::string why) {
    return to_author(std::move(head), {.answer = std::move(answer), .why = std::move(why)});
}

Route to_a_person(Head head, std::string why) {
    return {.to = ToAgents{.say = {Phrase{"person.calling"}}, .why = std::move(why)}, .head = std::move(head)};
}

std::optional<ToAuthor> refusal_for(const Person& author, const Head& head, const IndexedCommand& command) {
    const auto& declaration = command.declaration;
    const bool is_guest = author.role == Role::guest;
    if (!may_run(author.role, declaration.roles)) {
        return ToAuthor{.answer = is_guest ? say("err.unknown_person") : say("err.denied"), .why = "denied"};
    }
    if (!declaration.needs_customer) return std::nullopt;
    if (is_guest) return ToAuthor{.answer = say("err.unknown_person"), .why = "unknown_person"};
    if (author.tenant.customer.empty() && head.customer.empty()) {
        return ToAuthor{.answer = say("err.choose_customer"), .why = "no_customer"};
    }
    return std::nullopt;
}

const ArgumentDeclaration* declared(const CommandDeclaration& command, const std::string& name) {
    const auto found = std::find_if(command.arguments.begin(), command.arguments.end(),
                                    [&](const auto& argument) { return argument.name == name; });
    return found == command.arguments.end() ? nullptr : &*found;
}

std::string first_word_value(const Arguments& given, const std::string& name) {
    const auto found = given.find(name);
    return found == given.end() ? std::string{} : found->second;
}

}  // namespace desk
