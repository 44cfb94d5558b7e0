// The audit trail as a chain: every row carries an HMAC over the row before it and itself, so an
// edited, deleted or reordered row is found. Pure; any thread.
#pragma once

#include "conversations/conversation.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace desk {

// One row; `n` counts from 1 in its slot. Slot -1 holds what concerns the whole desk.
struct AuditRow {
    int slot = 0;
    std::int64_t n = 0;
    std::int64_t at = 0;  // ms since 1970
    std::string tenant = {};
    AuditEntry entry = {};
};

// 32 bytes: HMAC-SHA256(key, previous ‖ row), every field of the row with its length in front.
// `previous` is the mac of row n - 1 of the slot, "" for the first.
std::string chained_mac(std::string_view key, std::string_view previous, const AuditRow& row);

}  // namespace desk
