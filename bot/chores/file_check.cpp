#include "bot/chores/file_check.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>

namespace desk {
namespace {

constexpr int last_in_line = 19;  // setpriority(2); on Linux it is of one thread

}  // namespace

void FileCheck::start() {
    thread_ = std::jthread{[this](const std::stop_token& stop) { run(stop); }};
}

void FileCheck::stop() {
    thread_ = {};
}

void FileCheck::run(const std::stop_token& stop) {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), last_in_line);
    const auto began = std::chrono::steady_clock::now();
    const auto checked = operations_.check_file(stop);
    const auto took = std::chrono::ceil<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
    if (checked) return log_.info("storage.checked", {{"ms", took.count()}});
    if (checked.error().code == ErrorCode::broken) return log_.error("storage.damaged", {{"what", checked.error().what}});
    if (!stop.stop_requested()) log_.warning("storage.not_checked", {{"what", checked.error().what}});
}

}  // namespace desk
