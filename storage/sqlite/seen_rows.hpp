// How an accepted event is and how it ended. Reading only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <desk/result.hpp>

#include "storage/slot.hpp"
#include "storage/sqlite/connection.hpp"

namespace desk {

struct SeenEvent {
    RowKey conversation;
    std::int64_t seq = 0;
    std::string state = {};   // as Trace::state
    std::string reason = {};  // of its end
    int attempts = 0;         // until its end
    Time at = {};
    std::optional<Time> done_at = {};
    std::int64_t said = 0;  // the turn that has its words; 0: none yet
};

// None: never accepted, or forgotten. Errors: as Statement::step.
Result<std::optional<SeenEvent>> find_seen(Connection& connection, const Tenant& tenant, std::string_view adapter,
                                           std::string_view event_id);

}  // namespace desk
