// A value that must not be seen: printing it gives "••••", and only reveal() gives it away.
#pragma once

#include <ostream>
#include <string>
#include <utility>

namespace desk {

inline constexpr const char* hidden = "••••";

class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value) : value_{std::move(value)} {}

    const std::string& reveal() const { return value_; }
    bool is_empty() const { return value_.empty(); }

private:
    std::string value_;
};

inline std::ostream& operator<<(std::ostream& out, const Secret&) {
    return out << hidden;
}

}  // namespace desk
