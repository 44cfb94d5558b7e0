// The plugin's shelf within one step: what is kept travels with the answer, so a step that reads its own notes again
// needs them from here. One thread at a time, inside one call.
#pragma once

#include <desk/plugin.hpp>

#include <map>
#include <optional>
#include <string>

namespace desk::directory_sync {

class Shelf {
public:
    explicit Shelf(Host& host) : host_{host} {}

    // What this step has kept, else what was kept before. Errors: unavailable.
    Result<std::optional<std::string>> recall(const std::string& key) {
        if (const auto own = kept_.find(key); own != kept_.end()) return std::optional{own->second};
        return host_.recall(key);
    }
    void remember(const std::string& key, const std::string& value) {
        kept_[key] = value;
        host_.remember(key, value);
    }

private:
    Host& host_;
    std::map<std::string, std::string> kept_ = {};
};

}  // namespace desk::directory_sync
