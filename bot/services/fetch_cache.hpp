// Pages that plugins fetched, kept so that a hundred customers who ask the same make one request, and that a page which has
// not changed need not come again (ETag). Bounded in entries and bytes; any thread.
#pragma once

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

    // However old it is: `fetched_at` says when.
    std::optional<HttpResponse> find(const std::string& key);
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
