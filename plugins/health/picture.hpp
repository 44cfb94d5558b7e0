// All that is known of the health of a customer's services: what every source reported last, the desk's own
// announcements and words beside it. Pure; lives for one call.
#pragma once

#include "plugins/health/source_record.hpp"
#include "plugins/services/service.hpp"
#include "plugins/status_source/service_state.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace desk {

struct KnownSource {
    HealthSource source = {};
    std::shared_ptr<const SourceRecord> record = {};
    bool is_usable = false;
};

// What was last known when the source cannot be used.
struct LastKnown {
    ServiceState state = {};
    Time at = {};
};

// One service by all sources together.
struct ServiceReading {
    ServiceState state = {};
    Vendor vendor = {};   // of whoever said so
    Time as_of = {};      // when
    bool is_reachable = true;            // false: the source that should know did not answer usably
    std::optional<LastKnown> last = {};  // then
};

// An incident with the customer's services it is about.
struct FoundIncident {
    const ReportedIncident* incident = nullptr;
    const KnownSource* source = nullptr;
    std::vector<const Service*> services = {};
};

class Picture {
public:
    explicit Picture(std::vector<KnownSource> sources) : sources_{std::move(sources)} {}

    // The worst of the sources that know the service; unknown when one of them cannot be used and no other tells of
    // trouble. A source nobody has read yet may know every service.
    ServiceReading read(const Service& service, Time now) const;
    // Those about one of `services`, of every source however old; with no service, all. Newest first, each once.
    std::vector<FoundIncident> incidents(const std::vector<Service>& services) const;

    // True when at least one of the sources that are asked can be used, or none is asked at all.
    bool is_usable() const;
    // How many of those that are asked cannot be used now.
    std::ptrdiff_t missing() const;
    // The oldest of those that can be used.
    Time as_of(Time otherwise) const;
    // Of one source its own, of several all their names.
    Vendor vendor() const;
    const std::vector<KnownSource>& sources() const { return sources_; }

private:
    std::vector<KnownSource> sources_;
};

}  // namespace desk
