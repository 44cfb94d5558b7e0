#include "bot/trust/permission.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace desk {
namespace {

constexpr std::string_view storage = "storage_kb ";

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
        text += names[i];
    }
    return text;
}

std::vector<std::string> each(const std::string& kind, const std::vector<std::string>& names) {
    std::vector<std::string> keys;
    for (const auto& name : names) keys.push_back(kind + " " + name);
    return keys;
}

class PermissionList {
public:
    explicit PermissionList(const Manifest& manifest) : manifest_{manifest} {}

    void add_commands() {
        for (const auto& command : manifest_.commands) {
            add("answers", "/" + command.name + ", for " + listed(command.roles),
                each("command " + command.name, command.roles));
        }
        for (const auto& listen : manifest_.listens) {
            const auto what = listen.prefix.empty() ? "everything that nobody else answers"
                                                    : "what begins with \"" + listen.prefix + "\"";
            add("answers", what + ", from " + listed(listen.roles),
                each("listen \"" + listen.prefix + "\"", listen.roles));
        }
        for (const auto& name : manifest_.provides) {
            add("answers", "other plugins that ask for " + name, {"provide " + name});
        }
    }

    void add_effects() {
        for (const auto& command : manifest_.commands) {
            const auto forms = command.effect_forms.empty() ? "" : " " + listed(command.effect_forms);
            for (const auto& effect : command.side_effects) {
                add("acts", "after a confirmation of /" + command.name + forms + ": " + effect,
                    {"effect " + command.name + forms + ": " + effect});
            }
        }
    }

    void add_reach(const std::map<std::string, std::string>& settings) {
        for (const auto& host : manifest_.permissions.hosts) {
            add("may", "reach " + resolved(host, settings), {"host " + host});
        }
        for (const auto& what : manifest_.permissions.look_up) {
            add("may", what == "customer" ? "look up the customer who asks" : "look up that customer's services",
                {"look_up " + what});
        }
        const auto kilobytes = std::to_string(manifest_.permissions.storage_kb);
        if (manifest_.permissions.storage_kb > 0) {
            add("may", "keep up to " + kilobytes + " KB for each customer", {std::string{storage} + kilobytes});
        }
        if (manifest_.permissions.hand_over) add("may", "hand a conversation over to a person", {"hand_over"});
    }

    void add_asking() {
        for (const auto& name : manifest_.asks) add("may", "ask other plugins for " + name, {"ask " + name});
        for (const auto& name : manifest_.series) {
            add("may", "give out numbers of the series " + name, {"series " + name});
        }
        for (const auto& name : manifest_.topics) {
            add("may", "write to those who subscribed to " + name, {"topic " + name});
        }
    }

    void add_callers(std::string_view name) {
        for (const auto& timer : manifest_.timers) {
            const auto when = timing(timer);
            add("runs", timer.name + " " + when, {"timer " + timer.name + ": " + when});
        }
        for (const auto& hook : manifest_.hooks) {
            const auto proof = hook.authentication == "token" ? "a bearer token" : "a Standard Webhooks signature";
            add("runs",
                "for POST /hooks/plugins/" + std::string{name} + "/" + hook.name + ", proven by " + proof +
                    " (setting " + hook.secret + ")",
                {"hook " + hook.name + ": " + hook.authentication + " " + hook.secret});
        }
    }

    void add_secrets() {
        for (const auto& setting : manifest_.settings) {
            if (setting.is_secret) add("knows", "the secret " + setting.name, {"secret " + setting.name});
        }
    }

    std::vector<Permission> take() { return std::move(permissions_); }

private:
    void add(std::string heading, std::string words, std::vector<std::string> keys) {
        permissions_.push_back({std::move(heading), std::move(words), std::move(keys)});
    }

    static std::string timing(const TimerDeclaration& timer) {
        if (timer.every_s > 0) return "every " + std::to_string(timer.every_s) + " s";
        if (!timer.cron.empty()) return "at the minutes of \"" + timer.cron + "\"";
        return "when it asks for it";
    }

    static std::string resolved(const std::string& host, const std::map<std::string, std::string>& settings) {
        if (!host.starts_with('{')) return host;
        const auto name = host.substr(1, host.size() - 2);
        const auto found = settings.find(name);
        const auto origin = found == settings.end() ? std::string{} : origin_of(found->second);
        return origin.empty() ? "the address of its setting " + name + ", which is not set"
                              : origin + " (setting " + name + ")";
    }

    const Manifest& manifest_;
    std::vector<Permission> permissions_;
};

std::size_t kilobytes_of(std::string_view key) {
    std::size_t number = 0;
    if (key.starts_with(storage)) std::from_chars(key.data() + storage.size(), key.data() + key.size(), number);
    return number;
}

bool is_granted(const std::string& key, std::span<const std::string> granted) {
    return std::any_of(granted.begin(), granted.end(), [&](const std::string& one) {
        if (key.starts_with(storage) && one.starts_with(storage)) return kilobytes_of(key) <= kilobytes_of(one);
        return key == one;
    });
}

}  // namespace

std::vector<Permission> permissions_of(const Manifest& manifest, const std::map<std::string, std::string>& settings,
                                       std::string_view name) {
    PermissionList list{manifest};
    list.add_commands();
    list.add_effects();
    list.add_reach(settings);
    list.add_asking();
    list.add_callers(name);
    list.add_secrets();
    return list.take();
}

std::vector<std::string> permission_keys(std::span<const Permission> permissions) {
    std::set<std::string> keys;
    for (const auto& permission : permissions) keys.insert(permission.keys.begin(), permission.keys.end());
    return {keys.begin(), keys.end()};
}

std::vector<Permission> not_granted(std::span<const Permission> permissions, std::span<const std::string> granted) {
    std::vector<Permission> news;
    for (const auto& permission : permissions) {
        const bool is_old = std::all_of(permission.keys.begin(), permission.keys.end(),
                                        [&](const std::string& key) { return is_granted(key, granted); });
        if (!is_old) news.push_back(permission);
    }
    return news;
}

std::string origin_of(std::string_view address) {
    const auto scheme = address.find("://");
    if (scheme == std::string_view::npos || scheme == 0) return {};
    const auto end = address.find_first_of("/?#", scheme + 3);
    auto authority = address.substr(scheme + 3, end == std::string_view::npos ? end : end - scheme - 3);
    if (const auto at = authority.rfind('@'); at != std::string_view::npos) authority = authority.substr(at + 1);
    return authority.empty() ? std::string{} : std::string{address.substr(0, scheme + 3)} + std::string{authority};
}

}  // namespace desk
