// SqliteStore: what comes in, what came of it and what has left, in one commit.
#include "storage/sqlite/audit_rows.hpp"
#include "storage/sqlite/finishing.hpp"
#include "storage/sqlite/incoming_rows.hpp"
#include "storage/sqlite/reply_rows.hpp"
#include "storage/sqlite/sqlite_store.hpp"

#include <deque>

namespace desk {
namespace {

AuditEntry conflict(const Incoming& incoming) {
    return {.actor = incoming.arrival.message.place.adapter,
            .action = "redelivery.conflict",
            .object = incoming.message_id,
            .detail = "the first delivery counts"};
}

// A receipt for each; what has come before is not stored again.
Result<std::vector<Receipt>> store_all(Connection& connection, std::span<const Incoming> batch, const Database& database, Time now) {
    std::vector<Receipt> receipts;
    for (const auto& incoming : batch) {
        DESK_TRY(auto receipt, store_incoming(connection, incoming, database.names(), now));
        if (receipt.is_conflicting) {
            DESK_CHECK(append_audit(connection, database.audit_key(), incoming.key.slot, incoming.arrival.tenant, conflict(incoming), now));
        }
        receipts.push_back(std::move(receipt));
    }
    return receipts;
}

bool changes_something(const Receipt& receipt) { return receipt.is_new || receipt.is_conflicting; }

}  // namespace

Result<Incoming> SqliteStore::prepare(Arrival arrival) const { return prepare_incoming(std::move(arrival), database_->names()); }

Recorded SqliteStore::record(const Record& record, Time now) {
    Recorded recorded;
    std::vector<GroupCommit::Verb> verbs;
    if (!record.arrivals.empty()) {
        verbs.emplace_back([&](Connection& connection) -> Result<bool> {
            DESK_TRY(recorded.receipts, store_all(connection, record.arrivals, *database_, now));
            return std::any_of(recorded.receipts->begin(), recorded.receipts->end(), changes_something);
        });
    }
    const auto arrivals = verbs.size();
    std::deque<Finishing> finishing;  // they stay where they are
    for (const auto& conclusion : record.conclusions) {
        auto& one = finishing.emplace_back(conclusion, now, *database_);
        verbs.emplace_back([&one](Connection& connection) { return one(connection); });
    }
    for (const auto& sent : record.sent) {
        verbs.emplace_back([&sent, now](Connection& connection) { return mark_sent(connection, sent, now); });
    }
    if (verbs.empty()) return recorded;

    auto kept = database_->write_all(verbs, arrivals);
    if (arrivals > 0 && !kept[0]) recorded.receipts = kept[0].error();
    for (std::size_t n = 0; n < finishing.size(); ++n) {
        auto& one = kept[arrivals + n];
        if (!one) recorded.finished.emplace_back(one.error());
        else recorded.finished.emplace_back(Finished{*one, *one ? finishing[n].next_reply() : std::nullopt});
    }
    for (auto n = arrivals + finishing.size(); n < kept.size(); ++n) recorded.ended.push_back(std::move(kept[n]));
    if (recorded.receipts) {
        for (const auto& receipt : *recorded.receipts) conversations_ += receipt.is_new && receipt.seq == 1 ? 1 : 0;
    }
    return recorded;
}

}  // namespace desk
