// What the operator may ask of the storage itself. Any thread.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace desk {

// The end of one slot's audit chain. Kept outside the desk, it proves later that no tail was cut.
struct AuditHead {
    int slot = 0;  // -1: entries that concern the whole desk
    std::int64_t n = 0;
    std::string mac = {};  // hexadecimal
};

struct AuditVerdict {
    struct Row {
        int slot = 0;
        std::int64_t n = 0;
    };
    std::int64_t rows = 0;              // that are in order
    std::optional<Row> first_bad = {};  // edited, deleted or out of order
    std::vector<AuditHead> heads = {};  // one per slot that has rows
};

// What an operator wants to know before anything else.
struct DatabaseCheck {
    int schema = 0;                    // the last change of the schema that ran
    std::int64_t unindexed_turns = 0;  // said, and not in the search index yet
    Time oldest_reply = {};            // when the reply that waits longest was made; zero when none waits
};

class Operations {
public:
    Operations() = default;
    Operations(const Operations&) = delete;
    Operations& operator=(const Operations&) = delete;
    virtual ~Operations() = default;

    // Walks every slot's chain from its first row, for `deskhand admin audit verify`. `kept`: heads
    // exported earlier; a slot that no longer holds one of them is bad at that row. Errors: broken
    // (audit.key is missing beside the database), unavailable.
    virtual Result<AuditVerdict> verify_audit(const std::vector<AuditHead>& kept) = 0;

    // Reads the whole file for damage beside the running desk. Damage: every later write is refused with that sentence, and the
    // next start checks first. Errors: broken (damaged, in one sentence), unavailable (stopped by `stop`, cannot be read).
    virtual Result<void> check_file(const std::stop_token& stop) = 0;

    // The same, with what `deskhand doctor` wants to know besides. Errors: as check_file.
    virtual Result<DatabaseCheck> check_database() = 0;
};

}  // namespace desk
