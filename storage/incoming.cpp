#include "storage/incoming.hpp"

#include <desk/json.hpp>
#include <desk/object_text.hpp>

#include <utility>

#include "conversations/documents.hpp"

namespace desk {
namespace {

constexpr std::size_t longest_event_id = 256;

bool is_usable(std::string_view id) {
    return !id.empty() && id.find('\0') == std::string_view::npos;
}

Result<void> check(const Message& message) {
    if (!is_usable(message.place.adapter) || !is_usable(message.place.channel)) {
        return invalid("arrival without a place, or with NUL in it");
    }
    if (!is_usable(message.event_id) || message.event_id.size() > longest_event_id) {
        return invalid("arrival with an event id of " + std::to_string(message.event_id.size()) +
                       " bytes, or with NUL in it");
    }
    return {};
}

// `sent_at` stays out: platforms stamp a redelivery anew.
std::string hash_of(const Message& message, std::string_view conversation) {
    std::string values;
    append_texts(values, message.values);
    return derived_id({message.text, message.author, conversation,
                       name_of(message.kind),
                       values});
}

}  // namespace

Result<Incoming> prepare_incoming(Arrival arrival, const Names& names) {
    DESK_CHECK(check(arrival.message));
    const ConversationKey key{arrival.tenant, conversation_name(arrival.message.place)};
    Incoming incoming{.arrival = std::move(arrival), .key = RowKey{key}};
    const auto& [tenant, message] = incoming.arrival;
    incoming.seen_slot = slot_of(tenant, message.place.adapter + "/" + message.event_id);
    incoming.person_slot = slot_of(tenant, message.place.adapter + "/" + message.author);
    incoming.message_id = names.message(tenant, message.place.adapter, message.event_id);
    incoming.body_hash = hash_of(message, key.name);
    incoming.detail = detail_text(message);
    const bool is_said = message.kind == MessageKind::action || message.kind == MessageKind::message;
    if (is_said && (message.kind == MessageKind::action || !message.values.empty())) {
        incoming.extra = dump_json({{"kind", name_of(message.kind)}, {"values", message.values}});
    }
    return incoming;
}

}  // namespace desk
