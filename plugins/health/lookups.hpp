// What other plugins are told: JSON documents. Pure.
#pragma once

#include "plugins/health/picture.hpp"
#include <desk/json.hpp>
#include <desk/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// health.lookup {"service"?: id or name} → {"state","word","vendor","as_of","service"?:{"id","name"},
// "incident"?:{"id","title","state"}}; without a service, or with one the customer does not have, the worst of all.
Json health_reply(const Picture& picture, std::vector<Service> services, const Json& question, Time now);

// health.incidents {"id"?} → {"usable","missing": sources that cannot be used now,"as_of","vendor":{"name","source","language"},"incidents":[incident as in
// report_text.hpp + "services":[names] + "vendor":{…},"as_of","own"?: of the
// customer's own tenant]}: of the customer's services those that are open, and maintenances
// and reminders to come; with an id that one alone, also when it is over; with {"past":true} those of the last thirty
// days as well. Of the desk itself: of all services.
Json incidents_reply(const Picture& picture, const std::vector<Service>& services, const Json& question, Time now);

// health.history {"service"} → {"service":{"id","name"},"last_day":"2026-11-24","days":"kkwdo-","fine","known"}; a letter
// a day, oldest first: k fine, w watched, d degraded, o outage, - not known.
Json history_reply(const Service& service, const std::string& days, Time now);

}  // namespace desk
