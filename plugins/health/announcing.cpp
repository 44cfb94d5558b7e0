#include "plugins/health/announcing.hpp"

#include "plugins/health/cards.hpp"
#include "plugins/health/polling.hpp"

#include <algorithm>
#include <utility>

namespace desk {
namespace {

Card preview_card(const char* title, Tone tone) {
    return {.kind = "announcement", .tone = tone, .title = {title, {}}};
}

Fact fact(const char* label, Value value) {
    return {{label, {}}, std::move(value)};
}

Answer not_confirmable(Answer answer) {
    answer.confirmable = false;
    return answer;
}

const ReportedIncident* open_incident(const Picture& picture, const std::string& id) {
    for (const auto& found : picture.incidents({})) {
        if (found.incident->is_open && (folded(found.incident->id) == folded(id))) return found.incident;
    }
    return nullptr;
}

}  // namespace

Result<Answer> Announcing::announce(const Call& call) {
    return call["form"] == "end" ? end(call) : begin(call);
}

// A customer's own name for it when one is chosen, else what was typed.
Result<std::string> Announcing::name_of_service(const Call& call) const {
    const auto list = host_.look_up("customer.services");
    if (!list) return call["service"];
    DESK_TRY(const auto services, read_services(*list));
    const auto* service = find_service(services, call["service"]);
    return service == nullptr ? call["service"] : service->name;
}

Result<Answer> Announcing::begin(const Call& call) {
    DESK_TRY(const auto name, name_of_service(call));
    Announcement announcement{.service = slug_of(call["service"]),
                              .service_name = name,
                              .level = level_named(call["level"]),
                              .text = call["text"],
                              .language = call.language,
                              .at = call.now};
    if (call.step == Step::preview) {
        auto card = preview_card("announce.preview", tone_of(announcement.level));
        card.facts = {fact("announce.service", name), fact("announce.level", Phrase{"announce." + call["level"], {}}),
                      fact("announce.text", announcement.text)};
        if (!call.customer.id.empty()) card.facts.push_back(fact("announce.customer", call.customer.name));
        return Answer{.card = std::move(card)};
    }
    DESK_TRY(const auto number, host_.next_number("announcement"));
    announcement.id = "D-" + std::to_string(number);
    shelf_.save(announcement);
    const auto incident = incident_of(announcement);
    for (const auto& topic : topics_of(incident)) host_.publish(topic, announcement.id + "/new", new_incident(incident, Vendor{}));
    return say("announce.done", {{"id", announcement.id}, {"service", name}});
}

Result<Answer> Announcing::end(const Call& call) {
    DESK_TRY(const auto all, shelf_.announcements());
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return folded(one.id) == folded(call["id"]); });
    if (found == all.end() || found->ended) return not_confirmable(say("announce.not_found", {{"id", call["id"]}}));
    if (call.step == Step::preview) {
        auto card = preview_card("announce.preview_end", Tone::ok);
        card.facts = {fact("announce.service", found->service_name), fact("announce.text", found->text)};
        return Answer{.card = std::move(card)};
    }
    auto ended = *found;
    ended.ended = call.now;
    shelf_.save(ended);
    return say("announce.ended", {{"id", ended.id}});
}

Result<Answer> Announcing::broadcast(const Call& call, const Picture& picture) {
    const auto* incident = open_incident(picture, call["incident"]);
    if (incident == nullptr) return not_confirmable(say("broadcast.not_found", {{"id", call["incident"]}}));
    List services;
    for (const auto& part : incident->affected) {
        if (services.items.size() < 5) services.items.emplace_back(part.name);
    }
    if (call.step == Step::preview) {
        auto card = preview_card("broadcast.preview", Tone::info);
        card.text = {{"broadcast.who", {}}};
        card.facts = {fact("broadcast.incident", incident->id + ": " + incident->title), fact("announce.text", call["text"])};
        if (!services.items.empty()) card.facts.push_back(fact("announce.service", services));
        return Answer{.card = std::move(card)};
    }
    DESK_CHECK(shelf_.add(incident->id, {.id = call.id, .text = call["text"], .language = call.language, .at = call.now}));
    for (const auto& topic : topics_of(*incident)) host_.publish(topic, call.id.substr(0, 100), words_of_desk(*incident, call["text"], call.now));
    return say("broadcast.done", {{"id", incident->id}});
}

}  // namespace desk
