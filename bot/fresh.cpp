#include "bot/fresh.hpp"

#include <sys/random.h>

#include <string_view>

namespace desk {

std::string random_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t done = 0; done < size;) {
        const auto got = getrandom(bytes.data() + done, size - done, 0);
        if (got > 0) done += static_cast<std::size_t>(got);
    }
    return bytes;
}

std::string fresh_id() {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";
    auto id = random_bytes(26);
    for (auto& letter : id) letter = letters[static_cast<unsigned char>(letter) % letters.size()];
    return id;
}

}  // namespace desk
