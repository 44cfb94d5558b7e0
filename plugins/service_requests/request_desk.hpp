// What the handlers of this plugin need of the bot during one call: the customer's requests, what is known of the
// customer, the health of a service, and whom to tell. Made for one call and dropped with it.
#pragma once

#include "plugins/service_requests/customer_profile.hpp"
#include "plugins/service_requests/promises.hpp"
#include "plugins/service_requests/request_log.hpp"
#include <desk/plugin.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

class RequestDesk {
public:
    RequestDesk(Host& host, const Promises& promises, const Call& call)
        : host_{host}, promises_{promises}, call_{call} {}

    Host& host() { return host_; }
    const Call& call() const { return call_; }
    const Promises& promises() const { return promises_; }
    EventAuthor author() const { return {call_.asker.id, call_.asker.role, call_.asker.name}; }
    bool is_for_agent() const;

    // All of the customer's, those of the seed file included. Errors: unavailable, invalid.
    Result<std::vector<RequestLog>> all();
    // Nothing: there is none, or it is somebody else's. `id` in any case.
    Result<std::optional<RequestLog>> find(std::string_view id);
    // A directory that does not answer must not keep anybody from filing: an empty profile.
    const CustomerProfile& profile();

    // With the state of that service, or of all; a health plugin that is gone, slow or talks nonsense: unknown.
    HealthSnapshot health(const std::string& service_id);
    std::optional<SlaStanding> standing(const RequestLog& log);

    // Records the log, and sets the clock for its next warning. Errors: invalid (it is full).
    Result<void> keep(const RequestLog& log);
    // To whoever follows the request. Each event of the log is told once.
    void tell(const RequestLog& log, std::string_view what, const Answer& answer);
    // To the desk's own people.
    void alert(const std::string& revision, const Answer& answer);
    // Says the SLA warnings that are due and not said yet, and sets the clock for the next. `changed` stands for what
    // the shelf still holds an older version of.
    Result<void> look_after(const RequestLog* changed);

private:
    Result<void> warn(const std::vector<RequestLog>& logs);

    Host& host_;
    const Promises& promises_;
    const Call& call_;
    std::optional<CustomerProfile> profile_ = {};
};

}  // namespace desk
