// Reads a whole database file for damage, on a connection of its own: neither readers nor the writer wait for it. Any thread.
#pragma once

#include <desk/result.hpp>

#include <stop_token>
#include <string>

namespace desk {

// SQLite's quick_check: 0.6 s for 300 MB that are in memory (measured), what the disk gives for others. `vfs`: as in
// ConnectionOptions. Errors: broken (damaged: the sentence says where, and what to do), unavailable (stopped by `stop`, cannot
// be read).
Result<void> check_file(const std::string& path, const std::string& vfs, const std::stop_token& stop);

}  // namespace desk
