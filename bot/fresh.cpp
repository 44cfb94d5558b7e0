#include "bot/fresh.hpp"

#include <sys/random.h>

#include <string_view>

namespace desk {
namespace {

// Each byte as one of 32 letters.
std::string letters_of(std::string bytes, std::string_view letters) {
    for (auto& byte : bytes) byte = letters[static_cast<unsigned char>(byte) % 32];
    return bytes;
}

}  // namespace

std::string random_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t done = 0; done < size;) {
        const auto got = getrandom(bytes.data() + done, size - done, 0);
        if (got > 0) done += static_cast<std::size_t>(got);
    }
    return bytes;
}

std::string fresh_id() {
    return letters_of(random_bytes(26), "abcdefghijklmnopqrstuvwxyz234567");
}

std::string fresh_event_id(Time now) {
    constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";
    std::string id(10, '0');
    auto time = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (auto digit = id.rbegin(); digit != id.rend(); ++digit, time /= 32) *digit = digits[time % 32];
    return id + letters_of(random_bytes(16), digits);
}

}  // namespace desk
