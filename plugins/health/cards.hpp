// The answers of /health. Pure: page and services in, answer out.
#pragma once

#include "plugins/health/picture.hpp"
#include "plugins/services/service.hpp"
#include "plugins/status_source/vendor_words.hpp"
#include <desk/plugin.hpp>

#include <optional>
#include <string>
#include <vector>

namespace desk {

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

// "▁▁▂█ 87/90": how the service was on each of the days that are known; nothing for less than two.
void add_history(Answer& answer, const std::string& days);

// To whoever follows a service: something has begun, or the desk has something to say about it.
Answer new_incident(const ReportedIncident& incident, const Vendor& vendor);
Answer words_of_desk(const ReportedIncident& incident, const std::string& text, Time at);

Answer unknown_service(const HealthQuestion& question, const std::string& text,
                       const std::vector<Service>& services);

}  // namespace desk
