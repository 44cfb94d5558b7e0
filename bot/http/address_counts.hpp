// How many connections an address has, and how much it has failed to prove lately. An IPv6 address
// counts as its /64, which is what one customer of a provider gets. Bounded. One thread at a time.
#pragma once

#include "bot/http/address_rules.hpp"

#include <chrono>
#include <cstddef>
#include <list>
#include <unordered_map>

namespace desk {

struct AddressHash {
    std::size_t operator()(const IpAddress& address) const;
};

// The address under which a client is counted.
IpAddress counted_as(const IpAddress& address);

class ConnectionCounts {
public:
    std::size_t of(const IpAddress& address) const;
    void add(const IpAddress& address) { ++counts_[counted_as(address)]; }
    void remove(const IpAddress& address);

private:
    std::unordered_map<IpAddress, std::size_t, AddressHash> counts_;
};

// Token buckets. At most `most` addresses are remembered, the least recently charged is forgotten
// first.
class AddressBuckets {
public:
    using Moment = std::chrono::steady_clock::time_point;

    AddressBuckets(double per_second, double burst, std::size_t most = 100'000)
        : per_second_{per_second}, burst_{burst}, most_{most} {}

    bool is_empty(const IpAddress& address, Moment now) const;
    void charge(const IpAddress& address, Moment now);

private:
    struct Bucket {
        IpAddress address = {};
        double tokens = 0;
        Moment at = {};
    };

    double tokens_in(const Bucket& bucket, Moment now) const;

    double per_second_;
    double burst_;
    std::size_t most_;
    std::list<Bucket> recent_first_;
    std::unordered_map<IpAddress, std::list<Bucket>::iterator, AddressHash> buckets_;
};

}  // namespace desk
