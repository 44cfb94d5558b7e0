#include "storage/sqlite/reader_pool.hpp"

namespace desk {

Result<ReaderPool::Lease> ReaderPool::lend() {
    std::unique_lock lock{mutex_};
    returned_.wait(lock, [this] { return !idle_.empty() || open_ < most_; });
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return Lease{*this, std::move(connection)};
    }
    ++open_;
    lock.unlock();

    auto opened = Connection::open(options_);
    if (opened) return Lease{*this, *std::move(opened)};
    lock.lock();
    --open_;
    returned_.notify_one();
    return opened.error();
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock{mutex_};
    idle_.push_back(std::move(connection));
    returned_.notify_one();
}

}  // namespace desk
