#include "bot/metrics.hpp"

#include <array>
#include <cstdio>
#include <set>

namespace desk {
namespace {

constexpr std::array bounds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                            0.05,   0.1,     0.25,   0.5,   1.0,    2.5,   5.0,  10.0};

std::string number(double value) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.10g", value);
    return text.data();
}

std::string_view family(std::string_view series) { return series.substr(0, series.find('{')); }

// name{a="b"} with one more label and a suffix on the name.
std::string labelled(std::string_view series, std::string_view suffix, std::string_view label) {
    const auto name = family(series);
    std::string out{name};
    out.append(suffix).append("{");
    const auto labels = series.substr(name.size());
    if (labels.size() > 2) out.append(labels.substr(1, labels.size() - 2)).append(",");
    return out.append(label).append("}");
}

std::string suffixed(std::string_view series, std::string_view suffix) {
    const auto name = family(series);
    return std::string{name}.append(suffix).append(series.substr(name.size()));
}

// "# TYPE" once for each family.
class Page {
public:
    void type(std::string_view series, std::string_view kind) {
        if (!known_.emplace(family(series)).second) return;
        text_.append("# TYPE ").append(family(series)).append(" ").append(kind).append("\n");
    }
    void line(std::string_view series, std::string_view value) {
        text_.append(series).append(" ").append(value).append("\n");
    }
    const std::string& text() const { return text_; }

private:
    std::set<std::string, std::less<>> known_;
    std::string text_;
};

}  // namespace

void Metrics::count(std::string_view series, std::int64_t by) {
    const std::lock_guard lock{mutex_};
    const auto found = counters_.find(series);
    if (found != counters_.end()) {
        found->second += by;
        return;
    }
    counters_.emplace(series, by);
}

void Metrics::total(std::string_view series, std::int64_t value) {
    const std::lock_guard lock{mutex_};
    counters_.insert_or_assign(std::string{series}, value);
}

void Metrics::set(std::string_view series, double value) {
    const std::lock_guard lock{mutex_};
    gauges_.insert_or_assign(std::string{series}, value);
}

void Metrics::observe(std::string_view series, std::chrono::duration<double> took) {
    const auto seconds = took.count();
    const std::lock_guard lock{mutex_};
    auto found = histograms_.find(series);
    if (found == histograms_.end()) {
        found = histograms_.emplace(series, Histogram{.buckets = std::vector<std::int64_t>(bounds.size())}).first;
    }
    auto& histogram = found->second;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        if (seconds <= bounds.at(i)) ++histogram.buckets[i];
    }
    ++histogram.count;
    histogram.sum += seconds;
}

std::string Metrics::text() const {
    const std::lock_guard lock{mutex_};
    Page page;
    for (const auto& [series, value] : counters_) {
        page.type(series, "counter");
        page.line(series, std::to_string(value));
    }
    for (const auto& [series, value] : gauges_) {
        page.type(series, "gauge");
        page.line(series, number(value));
    }
    for (const auto& [series, histogram] : histograms_) {
        page.type(series, "histogram");
        for (std::size_t i = 0; i < bounds.size(); ++i) {
            page.line(labelled(series, "_bucket", "le=\"" + number(bounds.at(i)) + "\""),
                      std::to_string(histogram.buckets[i]));
        }
        page.line(labelled(series, "_bucket", "le=\"+Inf\""), std::to_string(histogram.count));
        page.line(suffixed(series, "_sum"), number(histogram.sum));
        page.line(suffixed(series, "_count"), std::to_string(histogram.count));
    }
    return page.text();
}

}  // namespace desk
