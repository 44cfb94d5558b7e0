// A whole file as text.
#pragma once

#include <string>

#include <desk/result.hpp>

namespace desk {

// Errors: unavailable (the path, and what the system says).
Result<std::string> content_of(const std::string& path);

}  // namespace desk
