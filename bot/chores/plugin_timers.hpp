// Calls plugins by the clock: the timers of their manifests with a period or a cron expression become messages of the
// place "plugins". The moment is part of the event's id, so each is handled once, on any node and after any crash. What
// was missed while the desk was down is caught up once, up to a week back. A timer per customer is a message of each
// customer, at a moment of the period that differs from customer to customer.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <desk/result.hpp>

#include "bot/desk.hpp"
#include "storage/store.hpp"

namespace desk {

class PluginTimers {
public:
    // `started_at`: when the desk started; a cron expression does not reach back before its first start.
    PluginTimers(Store& store, Time started_at) : store_{store}, started_at_{started_at} {}

    // Everything that has fallen due until `now`. One thread. Errors: those of storing.
    Result<void> run(const Desk& desk, Time now);

private:
    // What has fallen due, after the arrivals that are there.
    Result<void> add(std::vector<Arrival>& arrivals, const Desk& desk, const PluginInUse& plugin, const TimerDeclaration& timer,
                     Time now);
    void add_for_each_customer(std::vector<Arrival>& arrivals, const Desk& desk, const PluginInUse& plugin,
                               const TimerDeclaration& timer, Time now);
    Result<std::optional<Time>> due(const Desk& desk, const PluginInUse& plugin, const TimerDeclaration& timer, Time now);
    Result<bool> has_run(const PluginInUse& plugin, const TimerDeclaration& timer, Time at);

    Store& store_;
    Time started_at_;
    std::map<std::string, Time> checked_;  // by plugin and timer: all up to here has been looked at
};

}  // namespace desk
