#include "storage/sqlite/schema.hpp"

#include "storage/slot.hpp"

#include <charconv>

namespace desk {
namespace {

std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Result<bool> has_tables(Connection& connection, std::string_view sql) {
    Statement found = connection.query(sql);
    return found.step();
}

Result<SchemaState> schema_state(Connection& connection, const std::string& path) {
    SchemaState state;
    DESK_TRY(const bool ours,
             has_tables(connection, "SELECT 1 FROM sqlite_master WHERE name = 'meta'"));
    if (!ours) {
        DESK_TRY(const bool others, has_tables(connection, "SELECT 1 FROM sqlite_master LIMIT 1"));
        if (others) return invalid("database " + path + " belongs to another program");
        return state;
    }
    Statement rows = connection.query("SELECT k, v FROM meta");
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return state;
        const std::string key = rows.text(0);
        if (key == "schema") state.schema = static_cast<int>(number_in(rows.text(1)));
        if (key == "min_code") state.min_code = static_cast<int>(number_in(rows.text(1)));
        if (key.starts_with("checksum.")) {
            state.checksums[static_cast<int>(number_in(key.substr(9)))] = rows.text(1);
        }
    }
}

Result<void> put(Connection& connection, const std::string& key, const std::string& value) {
    DESK_CHECK(connection.change(
        "INSERT INTO meta(k, v) VALUES (?, ?) ON CONFLICT(k) DO UPDATE SET v = excluded.v", key,
        value));
    return {};
}

Result<void> run_migration(Connection& connection, const Migration& migration) {
    DESK_CHECK(connection.script(std::string{migration.sql}));
    DESK_CHECK(put(connection, "schema", std::to_string(migration.number)));
    DESK_CHECK(put(connection, "max_code", std::to_string(migration.number)));
    return put(connection, "checksum." + std::to_string(migration.number), checksum_of(migration));
}

}  // namespace

Result<std::string> meta(Connection& connection, std::string_view key) {
    Statement found = connection.query("SELECT v FROM meta WHERE k = ?", key);
    DESK_TRY(const bool exists, found.step());
    return exists ? found.text(0) : std::string{};
}

Result<std::int64_t> meta_number(Connection& connection, std::string_view key) {
    DESK_TRY(const auto value, meta(connection, key));
    return number_in(value);
}

Result<void> migrate(Connection& connection, std::span<const Migration> known, bool read_only,
                     const std::string& path) {
    DESK_TRY(const auto state, schema_state(connection, path));
    DESK_TRY(const auto due, due_migrations(state, known, read_only, path));
    for (const auto& migration : due) {
        DESK_CHECK(connection.script("BEGIN IMMEDIATE"));
        auto ran = run_migration(connection, migration);
        if (ran) ran = connection.script("COMMIT");
        if (ran) continue;
        if (connection.in_transaction()) DESK_CHECK(connection.script("ROLLBACK"));
        return Error{ran.error().code, "schema change " + std::string{migration.name} + " of " +
                                           path + ": " + ran.error().what};
    }
    return {};
}

Result<std::int64_t> take_slots(Connection& connection) {
    DESK_CHECK(connection.script("BEGIN IMMEDIATE"));
    for (int slot = 0; slot < slot_count; ++slot) {
        DESK_CHECK(
            connection.change("INSERT INTO slot_lease(slot, epoch) VALUES (?, 1)"
                              " ON CONFLICT(slot) DO UPDATE SET owner = NULL, epoch = epoch + 1",
                              slot));
    }
    DESK_CHECK(connection.script("COMMIT"));
    Statement found = connection.query("SELECT max(epoch) FROM slot_lease");
    DESK_CHECK(found.step());
    return found.integer(0);
}

}  // namespace desk
