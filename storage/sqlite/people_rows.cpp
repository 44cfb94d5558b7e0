#include "storage/sqlite/people_rows.hpp"

#include "conversations/people/known_people.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace desk {
namespace {

Result<void> next_version(Connection& connection) {
    DESK_CHECK(connection.change("UPDATE meta SET v = CAST(CAST(v AS INTEGER) + 1 AS TEXT) WHERE k = 'people_version'"));
    return {};
}

Result<std::optional<std::string>> first_text(Statement row) {
    DESK_TRY(const bool exists, row.step());
    return exists ? std::optional{row.text(0)} : std::nullopt;
}

Result<std::int64_t> version_of(Connection& connection) {
    Statement row = connection.query("SELECT CAST(v AS INTEGER) FROM meta WHERE k = 'people_version'");
    DESK_TRY(const bool exists, row.step());
    return exists ? row.integer(0) : 0;
}

Result<bool> link(Connection& connection, std::string_view hash, std::string_view adapter, std::string_view author,
                  const std::string& person, Time now) {
    DESK_CHECK(connection.change("DELETE FROM link_code WHERE hash = ?", hash));
    DESK_CHECK(connection.change(
        "INSERT INTO link(adapter, author, person, code_hash, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT(adapter, author)"
        " DO UPDATE SET person = excluded.person, code_hash = excluded.code_hash, at = excluded.at",
        adapter, author, person, hash, now));
    DESK_CHECK(next_version(connection));
    return true;
}

}  // namespace

Result<void> keep_enrolled(Connection& connection, const EnrolledCustomer& customer, Time now) {
    DESK_TRY(const auto before,
             first_text(connection.query("SELECT document FROM enrolled WHERE source = ? AND id = ?", customer.source, customer.id)));
    DESK_TRY(const auto document, merged_documents(before.value_or("{}"), customer.document));
    if (before == document) return {};
    DESK_CHECK(connection.change(
        "INSERT INTO enrolled(source, id, document, at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT(source, id) DO UPDATE SET document = excluded.document, at = excluded.at",
        customer.source, customer.id, Blob{document}, now));
    return next_version(connection);
}

Result<std::int64_t> SqliteStore::people_version() {
    DESK_TRY(const auto reader, database_->read());
    return version_of(*reader);
}

Result<KnownPeople> SqliteStore::known_people() {
    KnownPeople known;
    DESK_TRY(const auto reader, database_->read());
    DESK_TRY(known.version, version_of(*reader));
    Statement customers = reader->query("SELECT source, id, document FROM enrolled ORDER BY source, id");
    for (;;) {
        DESK_TRY(const bool more, customers.step());
        if (!more) break;
        known.enrolled.push_back({customers.text(0), customers.text(1), customers.text(2)});
    }
    Statement links = reader->query("SELECT adapter, author, person FROM link ORDER BY adapter, author");
    for (;;) {
        DESK_TRY(const bool more, links.step());
        if (!more) return known;
        known.links.push_back({links.text(0), links.text(1), links.text(2)});
    }
}

Result<void> SqliteStore::keep_link_code(const LinkCode& code, Time now) {
    const auto keep = [&](Connection& connection) -> Result<bool> {
        DESK_CHECK(connection.change("DELETE FROM link_code WHERE until < ?", now));
        DESK_CHECK(connection.change(
            "INSERT INTO link_code(hash, person, made_by, until) VALUES (?, ?, ?, ?) ON CONFLICT(hash) DO NOTHING", code.hash,
            code.person, code.made_by, code.until));
        return true;
    };
    DESK_CHECK(database_->write(keep));
    return {};
}

// A message that is handled a second time finds its own link and says the same again.
Result<std::string> SqliteStore::use_link_code(std::string_view hash, std::string_view adapter, std::string_view author, Time now) {
    std::optional<std::string> person;
    const auto use = [&](Connection& connection) -> Result<bool> {
        DESK_TRY(person, first_text(connection.query("SELECT person FROM link_code WHERE hash = ? AND until >= ?", hash, now)));
        if (person) return link(connection, hash, adapter, author, *person, now);
        DESK_TRY(person, first_text(connection.query("SELECT person FROM link WHERE code_hash = ? AND adapter = ? AND author = ?",
                                                     hash, adapter, author)));
        return false;
    };
    DESK_CHECK(database_->write(use));
    if (!person) return not_found("no such code, or its time is over");
    return *std::move(person);
}

}  // namespace desk
