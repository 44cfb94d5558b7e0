// Randomness of the kernel, for what must not be guessed. Any thread.
#pragma once

#include <cstddef>
#include <string>

namespace desk {

std::string random_bytes(std::size_t size);
// 26 letters and digits.
std::string fresh_id();

}  // namespace desk
