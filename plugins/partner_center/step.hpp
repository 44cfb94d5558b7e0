// One step of a pass: as much as a call may do, and what is kept of it.
#pragma once

#include "plugins/partner_center/customer_reader.hpp"
#include "plugins/partner_center/pass.hpp"
#include <desk/plugin.hpp>

namespace desk::directory_sync {

// What is kept for the desk as a whole, by key: "pass" while one is under way, "last", "pause" while throttled,
// "wanted" when somebody has asked for one, "profile", "gdap/<tenant>", "contacts/<tenant>".

// Begins a pass when one is due or wanted, goes on with the one under way, or does nothing. Errors: unavailable (the
// shelf).
Result<void> step(Host& host, const Call& call, const Settings& settings);

// When the next pass begins by itself: `every` after the beginning of the last, an hour after one that was broken off.
Time next_after(const Summary& last, const Settings& settings);

// One customer at once, told to the directory whatever the pass is doing. When its details cannot be read nothing is
// told, and `failure` says why: a name of vendors::Advice, "unreachable" or "account". Errors: unavailable (the shelf).
struct OneCustomer {
    std::int64_t failed_parts = 0;
    std::string failure = {};
};
Result<OneCustomer> read_one(Host& host, const Call& call, const Settings& settings, const std::string& tenant_id);

}  // namespace desk::directory_sync
