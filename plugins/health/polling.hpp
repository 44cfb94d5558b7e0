// What the clock and outside systems bring: sources that are due are asked, reports are taken in, and whoever follows a
// service hears that something has begun.
#pragma once

#include "plugins/health/shelf.hpp"
#include <desk/plugin.hpp>
#include <desk/result.hpp>

#include <string_view>
#include <vector>

namespace desk {

class Polling {
public:
    Polling(Host& host, HealthShelf& shelf) : host_{host}, shelf_{shelf} {}

    // The due ones of `sources`, longest unasked first. A call may be lost to a source that hangs: its second attempt asks
    // one source alone, its third notes that this one does not answer. Errors: unavailable (storage).
    Result<void> poll(const Call& call, const std::vector<HealthSource>& sources);
    // What was posted to a hook, for the sources of that kind. Errors: invalid (not a report of that kind).
    Result<void> take(const Call& call, const std::vector<HealthSource>& sources, SourceKind kind);

private:
    struct Due {
        const HealthSource* source = nullptr;
        SourceRecord record = {};
    };
    Result<std::vector<Due>> due(const Call& call, const std::vector<HealthSource>& sources);
    Result<void> ask(const Call& call, const Due& due);
    void tell_of_new(const HealthSource& source, const SourceRecord& before, const SourceRecord& after);

    Host& host_;
    HealthShelf& shelf_;
};

// The topics of the services an incident affects: "service/exchange-online".
std::vector<std::string> topics_of(const ReportedIncident& incident);
std::string topic_of(const Service& service);

}  // namespace desk
