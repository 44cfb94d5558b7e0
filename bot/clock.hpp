// Where the time comes from: passed in, so that a test can stand still.
#pragma once

#include <chrono>
#include <functional>

#include <desk/phrase.hpp>

namespace desk {

using Clock = std::function<Time()>;

inline Time system_now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace desk
