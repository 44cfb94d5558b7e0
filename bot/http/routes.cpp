#include "bot/http/routes.hpp"

#include <algorithm>
#include <optional>

namespace desk {
namespace {

std::vector<std::string> segments_of(std::string_view path) {
    std::vector<std::string> segments;
    for (std::size_t start = 0; start <= path.size();) {
        const auto end = std::min(path.find('/', start), path.size());
        segments.emplace_back(path.substr(start, end - start));
        start = end + 1;
    }
    return segments;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 1 && segment.front() == ':';
}

// None: `path` is another one. A parameter is never empty.
std::optional<NamedTexts> parameters_of(const std::vector<std::string>& pattern,
                                        const std::vector<std::string>& path) {
    if (pattern.size() != path.size()) return std::nullopt;
    NamedTexts parameters;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (is_parameter(pattern[at]) && !path[at].empty()) {
            parameters.emplace(pattern[at].substr(1), path[at]);
        } else if (pattern[at] != path[at]) {
            return std::nullopt;
        }
    }
    return parameters;
}

template <class Methods>
RouteMatch match_method(const Methods& methods, std::string_view method) {
    for (const std::string_view wanted :
         {method, std::string_view{method == "HEAD" ? "GET" : ""}}) {
        const auto found = std::find_if(methods.begin(), methods.end(),
                                        [&](const auto& row) { return row.first == wanted; });
        if (found != methods.end())
            return {.kind = RouteMatch::Kind::found, .route = found->second};
    }
    RouteMatch match{.kind = RouteMatch::Kind::method_wrong};
    for (const auto& [name, route] : methods)
        match.allowed += name + (name == "GET" ? ", HEAD, " : ", ");
    match.allowed += "OPTIONS";
    return match;
}

}  // namespace

void Routes::add(std::string_view method, std::string_view path, std::size_t route) {
    auto segments = segments_of(path);
    if (std::none_of(segments.begin(), segments.end(), is_parameter)) {
        whole_[std::string{path}].emplace_back(method, route);
        return;
    }
    auto found = std::find_if(patterns_.begin(), patterns_.end(),
                              [&](const Pattern& pattern) { return pattern.segments == segments; });
    if (found == patterns_.end())
        found = patterns_.insert(patterns_.end(), Pattern{.segments = std::move(segments)});
    found->methods.emplace_back(method, route);
}

RouteMatch Routes::match(std::string_view method, const std::string& path) const {
    if (const auto whole = whole_.find(path); whole != whole_.end())
        return match_method(whole->second, method);

    const auto segments = patterns_.empty() ? std::vector<std::string>{} : segments_of(path);
    for (const auto& pattern : patterns_) {
        auto parameters = parameters_of(pattern.segments, segments);
        if (!parameters) continue;
        auto match = match_method(pattern.methods, method);
        match.parameters = std::move(*parameters);
        return match;
    }
    return {};
}

}  // namespace desk
