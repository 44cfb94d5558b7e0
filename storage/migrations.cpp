#include "storage/migrations.hpp"

#include "storage/slot.hpp"

#include <openssl/sha.h>

#include <array>

namespace desk {
namespace {

Result<void> check_edited(const SchemaState& state, std::span<const Migration> known,
                          std::string_view path) {
    for (const auto& migration : known) {
        const auto ran = state.checksums.find(migration.number);
        if (migration.number > state.schema || ran == state.checksums.end()) continue;
        if (ran->second == checksum_of(migration)) continue;
        return broken("database " + std::string{path} + ": schema change " +
                      std::string{migration.name} +
                      " is not the one it was made with; install the original program");
    }
    return {};
}

}  // namespace

std::string checksum_of(const Migration& migration) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(migration.sql.data()), migration.sql.size(),
           digest.data());
    return to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

Result<std::vector<Migration>> due_migrations(const SchemaState& state,
                                              std::span<const Migration> known, bool read_only,
                                              std::string_view path) {
    const int newest = known.empty() ? 0 : known.back().number;
    if (state.schema > newest && state.min_code > newest) {
        return broken("database " + std::string{path} + " has schema " +
                      std::to_string(state.schema) + ", this Deskhand knows up to " +
                      std::to_string(newest) + "; install the newer Deskhand that made it");
    }
    DESK_CHECK(check_edited(state, known, path));

    std::vector<Migration> due;
    for (const auto& migration : known) {
        if (migration.number > state.schema) due.push_back(migration);
    }
    if (read_only && !due.empty()) {
        return unavailable("database " + std::string{path} + " has schema " +
                           std::to_string(state.schema) + ", this Deskhand needs " +
                           std::to_string(newest) + "; start the desk once to bring it up to date");
    }
    return due;
}

}  // namespace desk
