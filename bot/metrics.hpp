// Numbers for Prometheus: deskhand_* as text. Labels are bounded by the caller: never a customer, person or
// conversation. Any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

class Metrics {
public:
    // `series` is the name with its labels: deskhand_refused_total{reason="busy"}.
    void count(std::string_view series, std::int64_t by = 1);
    void set(std::string_view series, double value);
    // A counter that is kept elsewhere.
    void total(std::string_view series, std::int64_t value);
    // Into a histogram of seconds, from 100 µs to 10 s.
    void observe(std::string_view series, std::chrono::duration<double> took);

    // text/plain; version=0.0.4, in alphabetical order.
    std::string text() const;

private:
    struct Histogram {
        std::vector<std::int64_t> buckets = {};
        std::int64_t count = 0;
        double sum = 0;
    };

    mutable std::mutex mutex_;
    std::map<std::string, std::int64_t, std::less<>> counters_;  // guarded by mutex_, like the two below
    std::map<std::string, double, std::less<>> gauges_;
    std::map<std::string, Histogram, std::less<>> histograms_;
};

}  // namespace desk
