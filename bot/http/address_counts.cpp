#include "bot/http/address_counts.hpp"

#include <algorithm>
#include <functional>
#include <string_view>

namespace desk {

std::size_t AddressHash::operator()(const IpAddress& address) const {
    return std::hash<std::string_view>{}(
        {reinterpret_cast<const char*>(address.bytes.data()), address.bytes.size()});
}

IpAddress counted_as(const IpAddress& address) {
    if (address.bytes[10] == 0xff && address.bytes[11] == 0xff && address.bytes[0] == 0)
        return address;
    auto network = address;
    std::fill(network.bytes.begin() + 8, network.bytes.end(), std::uint8_t{0});
    return network;
}

std::size_t ConnectionCounts::of(const IpAddress& address) const {
    const auto found = counts_.find(counted_as(address));
    return found == counts_.end() ? 0 : found->second;
}

void ConnectionCounts::remove(const IpAddress& address) {
    const auto found = counts_.find(counted_as(address));
    if (found != counts_.end() && --found->second == 0) counts_.erase(found);
}

double AddressBuckets::tokens_in(const Bucket& bucket, Moment now) const {
    const std::chrono::duration<double> passed = now - bucket.at;
    return std::min(burst_, bucket.tokens + passed.count() * per_second_);
}

bool AddressBuckets::is_empty(const IpAddress& address, Moment now) const {
    const auto found = buckets_.find(counted_as(address));
    return found != buckets_.end() && tokens_in(*found->second, now) < 1;
}

void AddressBuckets::charge(const IpAddress& address, Moment now) {
    const auto key = counted_as(address);
    const auto found = buckets_.find(key);
    if (found != buckets_.end()) {
        auto& bucket = *found->second;
        bucket = {key, std::max(0.0, tokens_in(bucket, now) - 1), now};
        recent_first_.splice(recent_first_.begin(), recent_first_, found->second);
        return;
    }
    if (buckets_.size() >= most_) {
        buckets_.erase(recent_first_.back().address);
        recent_first_.pop_back();
    }
    recent_first_.push_front({key, burst_ - 1, now});
    buckets_[key] = recent_first_.begin();
}

}  // namespace desk
