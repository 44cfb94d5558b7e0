// The answers of /health. Pure: page and services in, answer out.
#pragma once

#include "plugins/services/service.hpp"
#include "plugins/status_source/vendor_words.hpp"
#include <desk/plugin.hpp>

#include <optional>
#include <string>
#include <vector>

namespace desk {

// What was last known when the source cannot be used.
struct LastKnown {
    ServiceState state = {};
    Time at = {};
};

// Everything an answer is made from, but the state.
struct HealthQuestion {
    const Call& call;
    Vendor vendor = {};
    Time checked_at = {};
};

Answer one_service(const HealthQuestion& question, const Service& service,
                   const ServiceState& state);
// The source did not answer, or not usably. That says nothing about the service.
Answer unreachable(const HealthQuestion& question, const Service& service,
                   const std::optional<LastKnown>& last);

// All services, worst first; `states` in the order of `services`.
Answer overview(const HealthQuestion& question, const std::vector<Service>& services,
                const std::vector<ServiceState>& states);
Answer unreachable(const HealthQuestion& question, const std::vector<Service>& services);

Answer unknown_service(const HealthQuestion& question, const std::string& text,
                       const std::vector<Service>& services);

}  // namespace desk
