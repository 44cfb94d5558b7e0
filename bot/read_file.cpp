#include "bot/read_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace desk {

Result<std::string> content_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::string content{std::istreambuf_iterator<char>{file}, {}};
    if (!file.is_open() || file.bad()) return unavailable("cannot read " + path + ": " + std::strerror(errno));
    return content;
}

}  // namespace desk
