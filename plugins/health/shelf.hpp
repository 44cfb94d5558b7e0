// What the plugin keeps, and where: the desk's own shelf holds the sources that are the same for everybody, a customer's
// those of its own tenant. Keys: now/head/SOURCE, now/report/SOURCE, now/announce/ID, now/words/INCIDENT, history/SOURCE.
#pragma once

#include "plugins/health/desk_words.hpp"
#include "plugins/health/picture.hpp"
#include <desk/plugin.hpp>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

class HealthShelf {
public:
    explicit HealthShelf(Host& host) : host_{host} {}

    // Everything known for the call's customer: the desk's sources, its own, announcements and words.
    // Errors: unavailable (storage).
    Result<Picture> picture(const Call& call, const std::vector<HealthSource>& sources);

    // One source as it was kept by calls like this one: the desk's own in a call of the desk. Errors: unavailable.
    Result<SourceRecord> record(const HealthSource& source);
    // Together with the history of the day. `before`: as it was read.
    Result<void> save(const HealthSource& source, const SourceRecord& before, const SourceRecord& record, Time now);

    Result<std::vector<Announcement>> announcements();
    void save(const Announcement& announcement);
    Result<void> add(const std::string& incident, DeskWords words);
    // The days of one service by all sources, see history.hpp.
    Result<std::string> history(const Call& call, const Service& service, Time now);

private:
    struct Parsed {
        std::string head = {};
        std::string report = {};
        std::shared_ptr<const SourceRecord> record = {};
    };
    using Values = std::map<std::string, std::string>;

    Result<Values> recall(const Call& call, std::string_view prefix);
    std::shared_ptr<const SourceRecord> parsed(const HealthSource& source, const Values& values);
    KnownSource asked_now(const HealthSource& source, const std::shared_ptr<const SourceRecord>& kept, Time now);
    static KnownSource of_desk(const Values& values, Time now);

    Host& host_;
    // The desk's records as read last: a hundred customers who ask read the same text.
    std::map<std::string, Parsed> parsed_;
    // What was asked while a person waited, because the clock had not: for "last known".
    std::map<std::string, SourceRecord> asked_;
};

}  // namespace desk
