// Notes down what a plugin asks during its call, for the record that is kept with the answer. One thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <desk/json.hpp>
#include <desk/result.hpp>

#include "bot/desk.hpp"
#include "bot/replay/secret_mask.hpp"
#include "bot/runtime/plugin_runner.hpp"
#include "conversations/conversation.hpp"

namespace desk {

class CallNotes {
public:
    // `plugin` outlives it.
    explicit CallNotes(const PluginInUse& plugin);

    // A question and the reply it got, in order. At most 1 MB of one call; beyond it there is no record.
    void add(const Json& question, const std::string& reply);

    // The record of the call. None: it was too long, or it ended without a word of the plugin (it died, was busy or
    // off), which another build cannot be held against.
    std::optional<CallRecord> record(const Call& call, const Result<PluginAnswer>& answer);

private:
    const PluginInUse& plugin_;
    SecretMask mask_;
    std::vector<Exchange> exchanges_ = {};
    std::size_t bytes_ = 0;
};

// "unavailable: status.example: 503"
std::string error_line(const Error& error);

// False: not the plugin's own error but its runner's.
bool is_of_plugin(const Error& error);

}  // namespace desk
