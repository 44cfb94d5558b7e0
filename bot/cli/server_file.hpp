// What `deskhand demo` leaves for `deskhand chat` on the same account: the token of a desk that
// runs on this computer. $XDG_STATE_HOME/deskhand/servers/<host>_<port>.json, mode 0600:
// {"token":"…","as":"customer:anna"}.
#pragma once

#include "bot/configuration/overlay.hpp"
#include "bot/configuration/secret.hpp"
#include <desk/result.hpp>

#include <string>
#include <string_view>

namespace desk {

struct KnownServer {
    Secret token = {};
    std::string as = {};
};

// $XDG_STATE_HOME/deskhand, else ~/.local/state/deskhand. "": neither XDG_STATE_HOME nor HOME is
// set.
std::string state_folder(const Environment& environment);

// The file for a server's URL; the port is 80 or 443 when the URL has none. "" without a state
// folder.
std::string server_file(const Environment& environment, std::string_view url);

// Errors: not_found (no such file), denied (others may read it), broken (not the document).
Result<KnownServer> read_server_file(const std::string& file);

// Makes the folder (0700) and replaces the file (0600) in one step. Errors: unavailable.
Result<void> write_server_file(const std::string& file, const KnownServer& server);

// When the desk stops; no error when it is not there.
void remove_server_file(const std::string& file);

}  // namespace desk
