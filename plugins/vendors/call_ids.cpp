#include "plugins/vendors/call_ids.hpp"

#include <cctype>
#include <cstdint>

namespace desk::vendors {
namespace {

// FNV-1a (draft-eastlake-fnv), finished like MurmurHash3 so that every bit of the text reaches every bit of the result.
std::uint64_t mixed(std::string_view text, std::uint64_t start) {
    auto hash = start;
    for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3;
    hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
    hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
    return hash ^ (hash >> 33);
}

}  // namespace

std::string guid_of(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    auto high = mixed(text, 0xCBF29CE484222325);
    auto low = mixed(text, 0x9E3779B97F4A7C15);
    high = (high & ~std::uint64_t{0xF000}) | 0x8000;                     // version 8
    low = (low & ~(std::uint64_t{3} << 62)) | (std::uint64_t{2} << 62);  // the variant of RFC 9562
    std::string guid;
    for (int digit = 0; digit < 32; ++digit) {
        const auto half = digit < 16 ? high : low;
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20) guid += '-';
        guid += hex[(half >> (60 - 4 * (digit % 16))) & 0xF];
    }
    return guid;
}

CallIds ids_of(const Call& call, int n) {
    return {.request_id = guid_of(call.id + "/" + std::to_string(n)), .correlation_id = guid_of(call.id)};
}

bool is_guid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_dash = at == 8 || at == 13 || at == 18 || at == 23;
        if (is_dash != (text[at] == '-')) return false;
        if (!is_dash && std::isxdigit(static_cast<unsigned char>(text[at])) == 0) return false;
    }
    return true;
}

}  // namespace desk::vendors
