#include "storage/open_storage.hpp"

#include "storage/sqlite/sqlite_archive.hpp"
#include "storage/sqlite/sqlite_operations.hpp"
#include "storage/sqlite/sqlite_store.hpp"

#include <openssl/rand.h>

namespace desk {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

// Empty when the system has no randomness, which whoever asked refuses: ids that can be guessed are
// worse than no start.
std::string random_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    const int made =
        RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size));
    return made == 1 ? bytes : std::string{};
}

}  // namespace

Result<Storage> open_storage(std::string_view url, const StorageOptions& options) {
    if (!url.starts_with(sqlite_scheme) || url.size() == sqlite_scheme.size()) {
        return invalid("storage address " + std::string{url} + ": this Deskhand knows sqlite:PATH");
    }
    DESK_TRY(auto database,
             Database::open({.path = std::string{url.substr(sqlite_scheme.size())},
                             .read_only = options.read_only,
                             .start_check_bytes = options.start_check_bytes,
                             .random = options.random ? options.random : random_bytes}));
    Storage storage;
    storage.health = {.lost_commits = database->lost_commits(),
                      .watermark_missing = database->watermark_missing(),
                      .is_unchecked = database->is_unchecked()};
    storage.archive = std::make_unique<SqliteArchive>(*database);
    storage.operations = std::make_unique<SqliteOperations>(*database);
    DESK_TRY(storage.store, SqliteStore::make(std::move(database)));
    return storage;
}

}  // namespace desk
