// Answering: one-time codes, made by an agent and said by the person they are for.
#include "bot/dispatch/answering.hpp"

#include "bot/dispatch/linking.hpp"

namespace desk {

Answering::Ended Answering::go(const ToCode& to) {
    outcome_.command = "code";
    const auto person = person_to_link(parts_.desk.directory, author_, to.person);
    if (!person && person.error().code == ErrorCode::denied) return said(say("err.denied"), "denied");
    if (!person) return said(say("link.no_person", {{"text", to.person}}), "no_person");
    const auto code = link_code(parts_.fresh_id());
    const auto until = parts_.now() + link_code_lives;
    const auto kept = parts_.store.keep_link_code({hash_of_link_code(code), person->id, author_.id, until}, parts_.now());
    if (!kept) return TryLater{.why = kept.error()};
    outcome_.audit.push_back({.actor = author_.id, .action = "link.code_made", .object = person->id});
    const auto company = customer_name(person->tenant);
    return said(link_code_made(*person, company.empty() ? parts_.desk.name : company, code, until), "");
}

// Only the account that says the code is linked; a wrong one says the same whether it never was or is over.
Answering::Ended Answering::go(const ToLink& to) {
    outcome_.command = "link";
    const auto& message = situation_.message;
    const auto id = parts_.store.use_link_code(hash_of_link_code(to.code), message.place.adapter, message.author, parts_.now());
    if (!id && id.error().code != ErrorCode::not_found) return TryLater{.why = id.error()};
    if (!id) {
        outcome_.audit.push_back({.actor = author_.id, .action = "link.refused", .object = situation_.message_id});
        return said(say("link.refused"), "link_refused");
    }
    const auto person = parts_.desk.directory.person(*id);
    outcome_.audit.push_back({.actor = author_.id, .action = "link.made", .object = person.id});
    return said(linked(person, customer_name(person.tenant)), "");
}

}  // namespace desk
