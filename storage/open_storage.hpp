// Opens the database named in the configuration.
#pragma once

#include "storage/archive.hpp"
#include "storage/operations.hpp"
#include "storage/store.hpp"
#include <desk/result.hpp>

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

namespace desk {

struct StorageOptions {
    bool read_only =
        false;  // for commands that look at a desk that may be running: no lock, no migration
    // A larger file is not checked for damage at opening, unless damage was found in it before: Operations::check_file is due.
    std::int64_t start_check_bytes = std::numeric_limits<std::int64_t>::max();
    // Randomness for ids and the incarnation, so that tests are repeatable. `size` bytes. Empty:
    // OpenSSL's.
    std::function<std::string(std::size_t size)> random = {};
};

// What opening found out, and what it did not.
struct StorageHealth {
    // By comparing the database with the watermark file beside it.
    std::int64_t lost_commits = 0;   // acknowledged but no longer in the database; > 0 is an alarm
    bool watermark_missing = false;  // beside a database that is not empty
    bool is_unchecked = false;       // see start_check_bytes
};

// Destroyed as a whole; the archive reads on connections of its own.
struct Storage {
    std::unique_ptr<Store> store = {};
    std::unique_ptr<Archive> archive = {};
    std::unique_ptr<Operations> operations = {};
    StorageHealth health = {};
};

// `url`: "sqlite:/var/lib/deskhand/desk.db". Takes an exclusive lock file (a second desk is refused
// with the holder's pid), opens, looks for damage, compares the watermark, refuses a newer schema,
// migrates. Errors: invalid (no such kind of address, on a network file system), unavailable (held
// by another desk, not writable), broken (damaged, or written by a newer Deskhand).
Result<Storage> open_storage(std::string_view url, const StorageOptions& options);

}  // namespace desk
