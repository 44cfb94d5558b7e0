// The Archive on one SQLite file: on reading connections only, so it also works on a desk that is
// running. Any thread.
#pragma once

#include "storage/archive.hpp"
#include "storage/sqlite/database.hpp"

namespace desk {

class SqliteArchive final : public Archive {
public:
    // `database` outlives it.
    explicit SqliteArchive(Database& database) : database_(database) {}

    Result<std::vector<ConversationSummary>> list(const Reach& reach, Time before,
                                                  int most) override;
    Result<ConversationSummary> find(const Reach& reach, std::string_view id) override;
    Result<std::vector<Turn>> turns(const Reach& reach, std::string_view id, std::int64_t after,
                                    int most) override;
    Result<std::vector<Hit>> search(const Reach& reach, std::string_view query, int most) override;
    Result<std::vector<Trace>> trace(const Reach& reach, std::string_view adapter,
                                     std::string_view event_id) override;
    Result<std::vector<CallPlace>> calls(const Reach& reach, const CallQuery& query) override;
    Result<RecordedCall> call(const Reach& reach, const CallPlace& place) override;

private:
    Database& database_;
};

}  // namespace desk
