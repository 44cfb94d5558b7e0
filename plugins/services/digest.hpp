// A number that changes with the text: FNV-1a of 64 bits. To notice a change, not to prevent one.
// Pure; any thread. Source: the constants of datatracker.ietf.org/doc/draft-eastlake-fnv
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace desk {

inline std::uint64_t digest_of(std::string_view text,
                               std::uint64_t before = 14'695'981'039'346'656'037U) {
    for (const char letter : text) {
        before ^= static_cast<unsigned char>(letter);
        before *= 1'099'511'628'211U;
    }
    return before;
}

// Of several: the order counts.
inline std::uint64_t digest_of(std::uint64_t more, std::uint64_t before) {
    for (int i = 0; i < 8; ++i)
        before = digest_of(std::string(1, static_cast<char>(more >> (8 * i))), before);
    return before;
}

}  // namespace desk
