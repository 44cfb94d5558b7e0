// What a plugin fetches through the desk, by the stages: from granted hosts, kept, asked for again.
#include "tests/support/road.hpp"

namespace desk::test {
namespace {

using std::chrono::seconds;

struct Fetching : testing::Test {
    Road road;
    int calls = 0;
    std::string headers = "[]";
    std::vector<HttpRequest> asked = {};
    std::function<Result<HttpResponse>()> page = [] { return HttpResponse{.status = 200, .body = "well"}; };

    Fetching() {
        auto manifest = open_manifest("echo");
        manifest.permissions.hosts = {"status.example"};
        road.plugin(manifest, [this](const Call&, const AskBot& ask) -> Result<PluginAnswer> {
            return answers(ask(R"({"do":"fetch","url":"https://status.example/","max_age_s":60,"headers":)" + headers + "}"));
        });
        road.web = [this](const HttpRequest& request) -> Result<HttpResponse> {
            if (request.url != "https://status.example/") return HttpResponse{.status = 200};
            asked.push_back(request);
            return page();
        };
    }
    std::string answer() {
        road.deliver("e" + std::to_string(++calls), "c-1", "ask");
        road.run();
        return road.said().back();
    }
};

TEST_F(Fetching, KeepsAPageAsLongAsThePluginAllows) {
    answer();
    EXPECT_NE(answer().find("well"), std::string::npos);
    EXPECT_EQ(asked.size(), 1U);
    road.now += seconds{61};
    answer();
    EXPECT_EQ(asked.size(), 2U);
}

TEST_F(Fetching, AsksOnlyWhetherAPageHasChanged) {
    page = [] { return HttpResponse{.status = 200, .headers = {{"ETag", "\"v1\""}}, .body = "all is well"}; };
    answer();
    road.now += seconds{61};
    page = [] { return HttpResponse{.status = 304}; };
    EXPECT_NE(answer().find("all is well"), std::string::npos);
    EXPECT_EQ(*find_header(asked.back().headers, "If-None-Match"), "\"v1\"");
    answer();
    EXPECT_EQ(asked.size(), 2U) << "it is fresh again";
}

TEST_F(Fetching, KeepsPagesApartThatWereAskedForWithOtherHeaders) {
    headers = R"([["Authorization","Bearer anna"]])";
    page = [] { return HttpResponse{.status = 200, .body = "for anna"}; };
    answer();
    headers = R"([["Authorization","Bearer joe"]])";
    page = [] { return HttpResponse{.status = 200, .body = "for joe"}; };
    EXPECT_NE(answer().find("for joe"), std::string::npos);
}

TEST_F(Fetching, TriesOnceMoreWhatMayPass) {
    page = [this]() -> Result<HttpResponse> {
        if (asked.size() == 1) return unavailable("connection refused");
        return HttpResponse{.status = 200, .body = "well again"};
    };
    EXPECT_NE(answer().find("well again"), std::string::npos);
    EXPECT_EQ(asked.size(), 2U);
    page = [] { return HttpResponse{.status = 503, .body = "busy"}; };
    road.now += seconds{61};
    EXPECT_NE(answer().find("busy"), std::string::npos);
    EXPECT_EQ(asked.size(), 4U) << "once more, not for ever";
    page = [] { return HttpResponse{.status = 404}; };
    answer();
    EXPECT_EQ(asked.size(), 5U) << "a plain answer is taken as it is";
}

}  // namespace
}  // namespace desk::test
