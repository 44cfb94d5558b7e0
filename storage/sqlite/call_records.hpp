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

    // The new row's id, which its message in the inbox keeps. Errors: as Statement::step.
    Result<std::int64_t> keep(Connection& connection, const RowKey& key, std::int64_t seq, Time now) const;

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
