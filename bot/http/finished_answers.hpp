// What has been answered, on its way back to the loop of the front door. Any thread.
#pragma once

#include "bot/http/descriptor.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace desk {

struct FinishedAnswer {
    std::uint64_t connection = 0;
    std::string bytes = {};
    std::size_t sent = 0;  // bytes the socket took already; the rest is the loop's
    bool is_lost = false;  // the client is gone
    bool close = false;

    bool is_all_sent() const { return sent == bytes.size(); }
};

class FinishedAnswers {
public:
    FinishedAnswers();

    // `is_awaited`: the loop is to look although the answer leaves it nothing to do.
    void add(FinishedAnswer answer, bool is_awaited);
    std::vector<FinishedAnswer> take();
    // Readable when somebody is to take: an answer is not all sent, its connection is to be closed, its client is gone, or
    // it is awaited.
    int wake_descriptor() const { return wake_.number(); }

private:
    OwnedDescriptor wake_;
    std::atomic<bool> is_told_ = false;  // since the last take: one sign is enough for all
    std::mutex mutex_;
    std::vector<FinishedAnswer> answers_;  // guarded by mutex_
};

}  // namespace desk
