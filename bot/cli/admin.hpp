// deskhand admin status | trace
//
// `status` asks the running desk (GET /admin/status), and looks into the database when there is
// none; `trace` reads the database, whether the desk runs or not.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_admin_status(const CommandInput& input);
int run_admin_trace(const CommandInput& input);

}  // namespace desk
