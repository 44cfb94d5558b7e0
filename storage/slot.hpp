// Where a row lives and what it is called outside. Pure; any thread.
#pragma once

#include "conversations/ids.hpp"
#include "conversations/text.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace desk {

// Fixed for the life of a database: every key begins with a slot, so the same tables spread over
// several machines.
inline constexpr int slot_count = 64;

// 0 … 63: the first two bytes of sha256(tenant "/" name) modulo 64. `name` is a conversation's name
// or another key.
int slot_of(const Tenant& tenant, std::string_view name);

// The first three columns of every key of a conversation.
struct RowKey {
    explicit RowKey(const ConversationKey& key);
    int slot = 0;
    std::string tenant = {};
    std::string conv = {};
};

// 26 characters a-z and 2-7: the first 130 bits of sha256 over the parts, each with its length in
// front, so that moving a character from one part to the next gives another id.
std::string derived_id(std::initializer_list<std::string_view> parts);

// Makes the ids of one database. `incarnation` is random, made with the database and renewed by
// every restore: nobody who does not have it can guess an id, and a number that is used again after
// a restore gets another key.
class Names {
public:
    explicit Names(std::string incarnation) : incarnation_(std::move(incarnation)) {}

    // The same for every redelivery and every attempt; shown outside, Call::id.
    std::string message(const Tenant& tenant, std::string_view adapter,
                        std::string_view event_id) const;
    // Shown outside; stored, so that links outlive a restore.
    std::string conversation(const ConversationKey& key) const;
    // The idempotency key of one part of a reply: made once, stored, never recomputed.
    std::string reply(const ConversationKey& key, std::int64_t seq, int part) const;

    const std::string& incarnation() const { return incarnation_; }

private:
    std::string incarnation_;
};


}  // namespace desk
