// Reads a database that was too large to be checked before the start, once, beside the running desk (decisions/0010). What it
// finds is logged; the storage itself refuses every later write to a damaged file.
#pragma once

#include "bot/log.hpp"
#include "storage/operations.hpp"

#include <thread>

namespace desk {

// One thread at a time; the reading has a thread of its own, which gives way to all others of the machine.
class FileCheck {
public:
    // Both outlive it.
    FileCheck(Operations& operations, const Log& log) : operations_{operations}, log_{log} {}

    void start();
    // Gives up a reading under way, within milliseconds; so does its end.
    void stop();

private:
    void run(const std::stop_token& stop);

    Operations& operations_;
    const Log& log_;
    std::jthread thread_ = {};
};

}  // namespace desk
