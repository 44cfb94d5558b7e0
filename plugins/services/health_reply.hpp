// What the health plugin answers to "health.lookup", for plugins that ask it. Pure; any thread.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <string>
#include <string_view>

namespace desk {

// What the health plugin said. Of a source that cannot be asked: unknown, at the time it was tried.
struct HealthSnapshot {
    std::string state = "unknown";  // ok | watch | degraded | outage | unknown
    std::string word = "unknown";   // for the key "state.WORD"
    std::string service = {};       // the name of the service it is about
    std::string vendor = {};
    std::string incident = {};  // id of an open incident, or ""
    Time as_of = {};
};

// A state or word nobody knows is read as unknown. Errors: invalid (not that).
Result<HealthSnapshot> read_health_reply(std::string_view json, Time now);

// As kept with what was done while it was true. A reader of what it writes never fails.
std::string write_health(const HealthSnapshot& health);
HealthSnapshot read_health(std::string_view json);

}  // namespace desk
