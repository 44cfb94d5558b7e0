// What a manifest asks for, in plain words for the person who consents, and as keys that plugins.lock keeps. Whoever
// gives a manifest a new power adds it here, or it is granted without being shown. Pure; any thread.
#pragma once

#include <desk/manifest.hpp>

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct Permission {
    std::string heading = {};            // "answers", "may", "has"
    std::string words = {};              // "/incident, for contact and helpdesk", "reach https://status.example"
    std::vector<std::string> keys = {};  // "command incident contact", "host {status_url}", "storage_kb 512"
};

// In the order in which they are shown. `settings` turn "{status_url}" into an address for the words; the keys keep the
// setting's name, because the operator who changes a setting has decided already. Secrets are named, never shown.
// `name`: of the plugin's section, part of its hooks' addresses.
std::vector<Permission> permissions_of(const Manifest& manifest, const std::map<std::string, std::string>& settings,
                                       std::string_view name);

// Every key once, sorted: the form plugins.lock keeps.
std::vector<std::string> permission_keys(std::span<const Permission> permissions);

// Those that hold a key which is not granted. Less storage than granted is no news.
std::vector<Permission> not_granted(std::span<const Permission> permissions, std::span<const std::string> granted);

// "https://status.example" of a whole address, "" of what is none.
std::string origin_of(std::string_view address);

}  // namespace desk
