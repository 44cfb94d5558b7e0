// Reading connections, opened when first needed, lent one caller at a time. Any thread; waits when
// all are lent.
#pragma once

#include "storage/sqlite/connection.hpp"
#include <desk/result.hpp>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace desk {

class ReaderPool {
public:
    // Gives its connection back at the end of its scope.
    class Lease {
    public:
        Lease(ReaderPool& pool, std::unique_ptr<Connection> connection)
            : pool_(&pool), connection_(std::move(connection)) {}
        Lease(Lease&&) = default;
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        Lease& operator=(Lease&&) = delete;
        ~Lease() {
            if (connection_) pool_->give_back(std::move(connection_));
        }

        Connection& operator*() const { return *connection_; }
        Connection* operator->() const { return connection_.get(); }

    private:
        ReaderPool* pool_;
        std::unique_ptr<Connection> connection_;
    };

    ReaderPool(ConnectionOptions options, int most) : options_(std::move(options)), most_(most) {}

    // Errors: unavailable (a connection cannot be opened).
    Result<Lease> lend();

private:
    void give_back(std::unique_ptr<Connection> connection);

    const ConnectionOptions options_;
    const int most_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> idle_;  // guarded by mutex_
    int open_ = 0;                                   // guarded by mutex_
};

}  // namespace desk
