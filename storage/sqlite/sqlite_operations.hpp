// Operations on one SQLite file. Any thread.
#pragma once

#include "storage/operations.hpp"
#include "storage/sqlite/database.hpp"

namespace desk {

class SqliteOperations final : public Operations {
public:
    // `database` outlives it.
    explicit SqliteOperations(Database& database) : database_(database) {}

    Result<AuditVerdict> verify_audit(const std::vector<AuditHead>& kept) override;
    Result<void> check_file(const std::stop_token& stop) override;
    Result<DatabaseCheck> check_database() override;

private:
    Database& database_;
};

}  // namespace desk
