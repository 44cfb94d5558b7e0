// What those hear who follow a request, and what the desk's own people hear on the topic "alerts". Pure; any thread.
#pragma once

#include "plugins/service_requests/request_state.hpp"
#include "plugins/sla/clock.hpp"
#include <desk/plugin.hpp>

#include <string>
#include <vector>

namespace desk {

// ---- to the customer ----
Answer reply_news(const std::string& id, const PersonName& by, const std::string& text);
Answer vendor_update_news(const std::string& id, const std::string& vendor, const std::string& text);
Answer passed_news(const std::string& id, const std::string& vendor);
Answer solved_news(const std::string& id, const std::string& text);
Answer closed_news(const std::string& id);
Answer priority_news(const std::string& id, const std::string& priority);
Answer satisfaction_question(const std::string& id);

// ---- to the desk ----
Answer filed_alert(const RequestLog& log, const std::string& customer);
// `key`: "alert.message" | "alert.reopened" | "alert.closed" | "alert.rated" | "alert.vendor_waits" |
// "alert.vendor_closed"
Answer request_alert(const std::string& key, const std::string& id, const std::string& customer,
                     const std::string& text);

// One warning of a clock that is owed. `revision` is the same whenever it is worked out.
struct SlaAlert {
    std::string clock = {};  // "SR-2032/first_response/1"
    int percent = 0;
    Answer answer = {};
    std::string revision() const { return clock + "/" + std::to_string(percent); }
};
// The highest warning of each clock that is owed and due at `now`.
std::vector<SlaAlert> sla_alerts(const RequestLog& log, const SlaStanding& standing, const std::string& customer,
                                 Time now);

}  // namespace desk
