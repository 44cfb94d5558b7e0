// What is made and not sent yet. Reading only.
#pragma once

#include "storage/sqlite/connection.hpp"
#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <cstdint>

namespace desk {

struct UnsentReplies {
    std::int64_t waiting = 0;  // parts that may be sent
    Time oldest = {};          // when the one was made that waits longest, held or not; zero when none waits
};

Result<UnsentReplies> unsent_replies(Connection& connection);

}  // namespace desk
