// Which path and method belong to which handler. Whole paths are looked up first, then patterns in
// the order they were added. No regular expression: a pattern is compared segment by segment.
// Filled before the desk serves; then any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace desk {

// Names with their values; asked by name.
using NamedTexts = std::map<std::string, std::string, std::less<>>;

struct RouteMatch {
    enum class Kind { found, path_unknown, method_wrong };

    Kind kind = Kind::path_unknown;
    std::size_t route = 0;       // as given to add()
    NamedTexts parameters = {};  // of ":name" segments
    std::string allowed =
        {};  // the methods this path takes ("GET, HEAD, OPTIONS"); not filled when found
};

class Routes {
public:
    // `path`: "/livez", or with segments that take anything, "/hooks/:adapter". HEAD follows from
    // GET.
    void add(std::string_view method, std::string_view path, std::size_t route);

    // `path` is decoded and has no query.
    RouteMatch match(std::string_view method, const std::string& path) const;

private:
    using Methods = std::vector<std::pair<std::string, std::size_t>>;
    struct Pattern {
        std::vector<std::string> segments = {};
        Methods methods = {};
    };

    std::unordered_map<std::string, Methods> whole_;
    std::vector<Pattern> patterns_;
};

}  // namespace desk
