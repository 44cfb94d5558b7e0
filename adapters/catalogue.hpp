// The table of platforms: a type in the configuration → how to make its adapter, which settings it takes, its limits.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <desk/result.hpp>

#include "adapters/adapter.hpp"

namespace desk {

// push: replies are sent by the deliverer · mailbox: the client fetches what was said
enum class DeliveryMode { push, mailbox };

struct AdapterSetting {
    std::string_view name = {};
    bool is_required = false;
    bool is_secret = false;  // in the configuration also as NAME_file; shown as ••••
    bool is_url = false;
    std::string_view help = {};
};

using AdapterSettings = std::map<std::string, std::string>;  // secrets already resolved; "" never stands for a value

struct AdapterKind {
    std::string_view type = {};
    DeliveryMode delivery = DeliveryMode::push;
    std::size_t reply_characters = 4000;  // longer replies are split before they enter the outbox
    bool has_hook = true;                 // POST /hooks/NAME reaches it
    std::span<const AdapterSetting> settings = {};
    // Errors: invalid (a setting is missing or wrong; the sentence names it).
    Result<std::unique_ptr<Adapter>> (*make)(std::string_view name, const AdapterSettings& settings) = nullptr;
};

// In alphabetical order of `type`: api, console, slack, webhook.
std::span<const AdapterKind> adapter_kinds();
// nullptr: no such type.
const AdapterKind* find_adapter_kind(std::string_view type);

}  // namespace desk
