#include "storage/sqlite/sqlite_operations.hpp"

#include "storage/audit_chain.hpp"
#include "storage/audit_key.hpp"

#include <algorithm>
#include <map>

namespace desk {
namespace {

struct ReadRow {
    AuditRow row = {};
    std::string previous = {};
    std::string mac = {};
};

ReadRow read_row(const Statement& row) {
    return {.row = {.slot = static_cast<int>(row.integer(0)),
                    .n = row.integer(1),
                    .at = row.integer(2),
                    .tenant = row.text(3),
                    .entry = {.actor = row.text(4),
                              .action = row.text(5),
                              .object = row.text(6),
                              .detail = row.text(7)}},
            .previous = row.text(8),
            .mac = row.text(9)};
}

// Follows the chains, slot by slot, row by row.
class Walk {
public:
    Walk(std::string key, const std::vector<AuditHead>& kept) : key_(std::move(key)), kept_(kept) {}

    void visit(const ReadRow& read) {
        AuditHead& head = heads_[read.row.slot];
        head.slot = read.row.slot;
        const bool follows = read.row.n == head.n + 1 && to_hex(read.previous) == head.mac;
        const bool genuine = chained_mac(key_, read.previous, read.row) == read.mac;
        head.n = read.row.n;
        head.mac = to_hex(read.mac);
        if (follows && genuine && matches_kept(head)) {
            ++verdict_.rows;
        } else if (!verdict_.first_bad) {
            verdict_.first_bad = {read.row.slot, read.row.n};
        }
    }

    // A tail that was cut is found by the heads that were kept elsewhere.
    AuditVerdict done() {
        for (const auto& kept : kept_) {
            const auto head = heads_.find(kept.slot);
            const bool is_there = head != heads_.end() && head->second.n >= kept.n;
            if (!is_there && !verdict_.first_bad) verdict_.first_bad = {kept.slot, kept.n};
        }
        for (auto& [slot, head] : heads_) verdict_.heads.push_back(std::move(head));
        return std::move(verdict_);
    }

private:
    bool matches_kept(const AuditHead& head) const {
        return std::none_of(kept_.begin(), kept_.end(), [&](const AuditHead& kept) {
            return kept.slot == head.slot && kept.n == head.n && kept.mac != head.mac;
        });
    }

    std::string key_;
    const std::vector<AuditHead>& kept_;
    std::map<int, AuditHead> heads_;
    AuditVerdict verdict_;
};

}  // namespace

Result<AuditVerdict> SqliteOperations::verify_audit(const std::vector<AuditHead>& kept) {
    DESK_TRY(auto key, desk::audit_key(database_.audit_key_path(), false, {}));
    Walk walk{std::move(key), kept};
    DESK_TRY(const auto reader, database_.read());
    Statement rows = reader->query(
        "SELECT slot, n, at, tenant, actor, action, object, detail, prev, mac FROM audit"
        " ORDER BY slot, n");
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return walk.done();
        walk.visit(read_row(rows));
    }
}

}  // namespace desk
