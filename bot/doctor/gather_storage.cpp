#include "bot/doctor/gather.hpp"
#include "storage/migrations.hpp"
#include "storage/open_storage.hpp"

#include <filesystem>

namespace desk {
namespace {

Result<void> fill(DatabaseFacts& facts, const std::string& url) {
    DESK_TRY(const auto storage, open_storage(url, {.read_only = true}));
    DESK_TRY(const auto check, storage.operations->check_database());
    DESK_TRY(const auto backlog, storage.store->backlog());
    facts.schema = check.schema;
    facts.unindexed_turns = check.unindexed_turns;
    facts.oldest_reply = check.oldest_reply;
    facts.conversations = backlog.conversations;
    facts.waiting_messages = backlog.waiting_messages;
    facts.waiting_replies = backlog.waiting_replies;
    facts.dead_letters = backlog.dead_letters;
    facts.oldest_message = backlog.oldest_waiting;
    return {};
}

}  // namespace

void gather_storage(const DoctorInput& input, DoctorFacts& facts) {
    const auto path = database_path(input.reading.configuration);
    std::error_code unreadable;
    auto& database = facts.database;
    database.known_schema = static_cast<int>(migrations().size());
    database.exists = std::filesystem::exists(path, unreadable);
    database.has_watermark = std::filesystem::exists(path + ".watermark", unreadable);
    if (!database.exists) return;
    const auto filled = fill(database, input.reading.configuration.storage.url);
    if (!filled) database.problem = filled.error().what;
}

}  // namespace desk
