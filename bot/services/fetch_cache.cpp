#include "bot/services/fetch_cache.hpp"

namespace desk {

std::optional<HttpResponse> FetchCache::find(const std::string& key) {
    const std::lock_guard lock{mutex_};
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? std::nullopt : std::optional{found->second->response};
}

void FetchCache::keep(const std::string& key, const HttpResponse& response) {
    if (response.body.size() > limits_.bytes) return;
    const std::lock_guard lock{mutex_};
    if (const auto found = by_key_.find(key); found != by_key_.end()) {
        bytes_ -= found->second->response.body.size();
        entries_.erase(found->second);
        by_key_.erase(found);
    }
    bytes_ += response.body.size();
    entries_.push_front({key, response});
    by_key_.emplace(key, entries_.begin());
    while (entries_.size() > limits_.entries || bytes_ > limits_.bytes) drop_oldest();
}

void FetchCache::drop_oldest() {
    bytes_ -= entries_.back().response.body.size();
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
}

}  // namespace desk
