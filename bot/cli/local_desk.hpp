// A desk in this process, for `deskhand chat --config` and `demo --check`: asked as the console adapter asks, over no socket.
#pragma once

#include "bot/application.hpp"
#include "bot/cli/ask_desk.hpp"
#include "bot/configuration/configuration.hpp"
#include <desk/result.hpp>

#include <memory>

namespace desk {

// Opens the storage of the configuration (so no other desk may run on it) and starts the desk without a listener.
// Errors: those of open_storage and Application::start.
Result<std::unique_ptr<AskDesk>> open_local_desk(const Configuration& configuration);

// Asks a desk that runs already; it outlives what is returned.
std::unique_ptr<AskDesk> ask_through(Application& application);

}  // namespace desk
