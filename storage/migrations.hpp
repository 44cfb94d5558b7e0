// The numbered changes of the schema, embedded from storage/schema/NNNN_*.sql, and the decision
// which of them a database still needs. Forward only; one transaction each; the engine runs them.
// Pure; any thread.
#pragma once

#include <desk/result.hpp>

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct Migration {
    int number = 0;              // from 1, without a gap
    std::string_view name = {};  // "0001_road"
    std::string_view sql =
        {};  // may set `min_code` in `meta`: the lowest number a program must know
};

// All that this program knows, in order. Made by CMake from the folder.
std::span<const Migration> migrations();

// sha256 of the file, hexadecimal; kept in the database when it ran.
std::string checksum_of(const Migration& migration);

// What a database says about itself in `meta`.
struct SchemaState {
    int schema = 0;                             // the last change that ran; 0: an empty database
    int min_code = 0;                           // programs that know less must not touch it
    std::map<int, std::string> checksums = {};  // of the changes that ran
};

// What is still to run. Errors: broken (made by a newer Deskhand, or a change that ran has been
// edited since), unavailable (`read_only` and not up to date). `path` is for the sentence.
Result<std::vector<Migration>> due_migrations(const SchemaState& state,
                                              std::span<const Migration> known, bool read_only,
                                              std::string_view path);

}  // namespace desk
