#include "bot/read_file.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace desk {

Result<std::string> content_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::string content;
    for (std::array<char, 16'384> part; file.read(part.data(), part.size()) || file.gcount() > 0;)
        content.append(part.data(), static_cast<std::size_t>(file.gcount()));
    if (!file.is_open() || file.bad()) return unavailable("cannot read " + path + ": " + std::strerror(errno));
    return content;
}

}  // namespace desk
