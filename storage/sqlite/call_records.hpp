// The rows of recorded calls and of the pages they refer to. Written inside `finish`; read by SqliteArchive::calls and
// ::call, forgotten by SqliteStore::forget_calls.
#pragma once

#include "conversations/conversation.hpp"
#include "storage/sqlite/statement.hpp"
#include <desk/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

class Connection;

// One record, its documents written out before the transaction is open. The record outlives it.
class CallRows {
public:
    explicit CallRows(const CallRecord& record);

    // The message that was answered.
    struct Of {
        const RowKey& key;
        std::int64_t seq = 0;
        std::int64_t said = 0;  // the turn with its words; 0: it has none
        Time now = {};
    };
    // The new row's id. Errors: as Statement::step.
    Result<std::int64_t> keep(Connection& connection, const Of& message) const;

private:
    struct Page {
        std::string hash = {};
        std::string_view body = {};
    };

    const CallRecord& record_;
    std::string exchanges_ = {};
    std::string effects_ = {};
    std::vector<Page> pages_ = {};
};

}  // namespace desk
