// One event from acceptance to its end, read for the archive.
#pragma once

#include "storage/archive.hpp"
#include "storage/slot.hpp"
#include "storage/sqlite/connection.hpp"
#include <desk/result.hpp>

#include <optional>
#include <string_view>

namespace desk {

// None: this tenant has no such event, or it was forgotten (after 30 days). Errors: as
// Statement::step.
Result<std::optional<Trace>> trace_event(Connection& reader, const Names& names,
                                         const Tenant& tenant, std::string_view adapter,
                                         std::string_view event_id);

}  // namespace desk
