#include "bot/metrics.hpp"

namespace desk {
namespace {

TEST(Metrics, AreWrittenAsPrometheusReadsThem) {
    Metrics metrics;
    metrics.count("deskhand_refused_total{reason=\"busy\"}");
    metrics.count("deskhand_refused_total{reason=\"malformed\"}", 2);
    metrics.set("deskhand_backlog", 3);
    EXPECT_EQ(metrics.text(),
              "# TYPE deskhand_refused_total counter\n"
              "deskhand_refused_total{reason=\"busy\"} 1\n"
              "deskhand_refused_total{reason=\"malformed\"} 2\n"
              "# TYPE deskhand_backlog gauge\n"
              "deskhand_backlog 3\n");
}

TEST(Metrics, CountDurationsInCumulativeBuckets) {
    Metrics metrics;
    metrics.observe("deskhand_answer_seconds{plugin=\"echo\"}", std::chrono::duration<double>{0.0002});
    metrics.observe("deskhand_answer_seconds{plugin=\"echo\"}", std::chrono::seconds{20});
    const auto text = metrics.text();
    EXPECT_NE(text.find("deskhand_answer_seconds_bucket{plugin=\"echo\",le=\"0.0001\"} 0\n"), std::string::npos);
    EXPECT_NE(text.find("deskhand_answer_seconds_bucket{plugin=\"echo\",le=\"0.00025\"} 1\n"), std::string::npos);
    EXPECT_NE(text.find("deskhand_answer_seconds_bucket{plugin=\"echo\",le=\"10\"} 1\n"), std::string::npos);
    EXPECT_NE(text.find("deskhand_answer_seconds_bucket{plugin=\"echo\",le=\"+Inf\"} 2\n"), std::string::npos);
    EXPECT_NE(text.find("deskhand_answer_seconds_count{plugin=\"echo\"} 2\n"), std::string::npos);
}

}  // namespace
}  // namespace desk
