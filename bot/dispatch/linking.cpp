#include "bot/dispatch/linking.hpp"

#include <algorithm>

#include <desk/command.hpp>

#include "conversations/text.hpp"
#include "storage/slot.hpp"

namespace desk {
namespace {

constexpr std::size_t code_letters = 10;

bool is_called(const std::string& id, const PersonName& name, const std::string& email, const std::string& wanted) {
    const auto given_first = fold(name.given + " " + name.family);
    const auto family_first = fold(name.family + " " + name.given);
    return fold(id) == wanted || given_first == wanted || family_first == wanted || (!email.empty() && fold(email) == wanted);
}

// Ids of all who are called so.
std::vector<std::string> called(const Directory& directory, std::string_view words) {
    const auto wanted = fold(words);
    std::vector<std::string> found;
    for (const auto& agent : directory.agents()) {
        if (is_called(agent.id, agent.name, agent.email, wanted)) found.push_back(agent.id);
    }
    for (const auto& customer : directory.customers()) {
        for (const auto& contact : customer.contacts) {
            if (is_called(contact.id, contact.name, contact.email, wanted)) found.push_back(contact.id);
        }
    }
    return found;
}

}  // namespace

std::string link_code(std::string_view random) {
    const auto letters = sdk::upper(random.substr(0, code_letters));
    const auto half = std::min(letters.size(), code_letters / 2);
    return letters.substr(0, half) + "-" + letters.substr(half);
}

std::string hash_of_link_code(std::string_view typed) {
    auto letters = sdk::upper(typed);
    std::erase_if(letters, [](char letter) { return letter == ' ' || letter == '-'; });
    return derived_id({"link code", letters});
}

Result<Person> person_to_link(const Directory& directory, const Person& maker, std::string_view words) {
    const auto found = called(directory, words);
    if (found.size() != 1) return not_found("a person of the directory");
    auto person = directory.person(found.front());
    if (is_agent(person.role) && maker.role != Role::admin) return denied("only an administrator links agents");
    return person;
}

Answer link_code_made(const Person& person, const std::string& customer, const std::string& code, Time until) {
    return say("link.code", {{"person", person.name}, {"customer", customer}, {"code", code},
                             {"time", When{until, TimeStyle::clock}}});
}

Answer linked(const Person& person, const std::string& customer) {
    if (customer.empty()) return say("link.done_agent", {{"person", person.name}});
    return say("link.done", {{"person", person.name}, {"customer", customer}});
}

}  // namespace desk
