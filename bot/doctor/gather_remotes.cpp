#include "adapters/catalogue.hpp"
#include "bot/configuration/reading.hpp"
#include "bot/doctor/gather.hpp"
#include "bot/http/reach.hpp"
#include "bot/trust/permission.hpp"
#include <desk/grants.hpp>
#include <desk/manifest.hpp>

#include <array>
#include <filesystem>
#include <set>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t most_manifest_bytes = 1'048'576;

// Where a platform is unless the configuration says otherwise; as adapters/<type> has it.
struct UsualAddress {
    std::string_view type;
    std::string_view setting;
    std::string_view address;
};
constexpr std::array usual_addresses{UsualAddress{"slack", "base_url", "https://slack.com/api"}};

struct Remote {
    std::string user = {};
    std::string setting = {};
    std::string address = {};
    bool allow_private = false;
};

std::string address_of(const AdapterConfiguration& adapter, std::string_view setting) {
    const auto found = adapter.settings.find(std::string{setting});
    if (found != adapter.settings.end()) return found->second;
    for (const auto& usual : usual_addresses) {
        if (usual.type == adapter.type && usual.setting == setting) return std::string{usual.address};
    }
    return {};
}

void add_adapter(std::vector<Remote>& remotes, const AdapterConfiguration& adapter) {
    const auto* kind = find_adapter_kind(adapter.type);
    if (kind == nullptr) return;
    for (const auto& setting : kind->settings) {
        if (!setting.is_url) continue;
        remotes.push_back({"adapter " + adapter.name, std::string{setting.name}, address_of(adapter, setting.name),
                           adapter.allow_private});
    }
}

void add_plugin(std::vector<Remote>& remotes, const PluginConfiguration& plugin) {
    if (!plugin.enabled) return;
    const auto text = file_content(plugin.manifest_file(), most_manifest_bytes);
    const auto manifest = read_manifest(text.value_or(""), plugin.manifest_file());
    if (!manifest) return;
    // A host that is spelled out in the manifest may be reached, which does not mean that this desk ever does.
    for (const auto& host : manifest->permissions.hosts) {
        if (!host.starts_with('{')) continue;
        const auto name = host.substr(1, host.size() - 2);
        const auto value = plugin.settings.find(name);
        if (value == plugin.settings.end()) continue;
        for (const auto& address : granted_addresses(value->second))
            remotes.push_back({"plugin " + plugin.name, name, address, plugin.allow_private});
    }
}

RemoteFacts probed(const Remote& remote, const DoctorInput& input) {
    RemoteFacts facts{.user = remote.user, .setting = remote.setting, .origin = origin_of(remote.address)};
    const auto reached =
        reach(remote.address,
              {.reach = {.allow_private = remote.allow_private}, .time = input.reach_time, .ca_file = input.ca_file});
    if (reached) {
        facts.certificate_until = *reached;
    } else {
        facts.problem = reached.error().what;
    }
    return facts;
}

}  // namespace

void gather_remotes(const DoctorInput& input, DoctorFacts& facts) {
    std::vector<Remote> remotes;
    for (const auto& adapter : input.reading.configuration.adapters) add_adapter(remotes, adapter);
    for (const auto& plugin : input.reading.configuration.plugins) add_plugin(remotes, plugin);
    const auto& opinion = input.reading.configuration.second_opinion;
    remotes.push_back({"second opinion", "url", opinion.url, opinion.allow_private});
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& remote : remotes) {
        const bool is_first = seen.emplace(remote.user, origin_of(remote.address)).second;
        if (!remote.address.empty() && is_first) facts.remotes.push_back(probed(remote, input));
    }
}

}  // namespace desk
