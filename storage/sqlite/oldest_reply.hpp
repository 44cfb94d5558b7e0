// How long replies have been waiting. Reading only.
#pragma once

#include "storage/sqlite/connection.hpp"
#include <desk/phrase.hpp>
#include <desk/result.hpp>

namespace desk {

// When the reply that waits longest was made; zero when none waits.
Result<Time> oldest_reply(Connection& connection);

}  // namespace desk
