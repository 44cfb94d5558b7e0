// Pages that plugins fetched, kept for a short time so that a hundred customers who ask the same make one request. The
// age a plugin accepts is its own choice, request by request. Bounded in entries and bytes; any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include <desk/http.hpp>

namespace desk {

class FetchCache {
public:
    struct Limits {
        std::size_t entries = 256;
        std::size_t bytes = 32 * 1'048'576;
    };

    explicit FetchCache(Limits limits) : limits_{limits} {}

    // The page `key` if it was fetched at most `max_age` before `now`.
    std::optional<HttpResponse> find(const std::string& key, std::chrono::seconds max_age, Time now);
    void keep(const std::string& key, const HttpResponse& response);

private:
    struct Entry {
        std::string key = {};
        HttpResponse response = {};
    };

    void drop_oldest();

    Limits limits_;
    std::mutex mutex_;
    // Guarded by mutex_; the most recently kept first.
    std::list<Entry> entries_;
    std::map<std::string, std::list<Entry>::iterator> by_key_;
    std::size_t bytes_ = 0;
};

}  // namespace desk
