#include "storage/sqlite/begin_sqlite.hpp"

#include <sqlite3.h>

#include <cstdlib>

namespace desk {

void begin_sqlite() {
    static const int code = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (code != SQLITE_OK) std::abort();
}

}  // namespace desk
