#include "bot/http/routes.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

using Kind = RouteMatch::Kind;

Routes sample() {
    Routes routes;
    routes.add("POST", "/hooks/:adapter", 1);
    routes.add("GET", "/hooks/list", 2);
    routes.add("GET", "/livez", 3);
    routes.add("GET", "/api/:area/items/:id", 4);
    routes.add("DELETE", "/api/:area/items/:id", 5);
    return routes;
}

TEST(Routes, FindWholePathsBeforePatterns) {
    EXPECT_EQ(sample().match("GET", "/hooks/list").route, 2U);
    EXPECT_EQ(sample().match("GET", "/livez").kind, Kind::found);
}

TEST(Routes, GiveTheSegmentsTheirNames) {
    const auto match = sample().match("DELETE", "/api/desk/items/7 ő");
    ASSERT_EQ(match.kind, Kind::found);
    EXPECT_EQ(match.route, 5U);
    EXPECT_EQ(match.parameters, (NamedTexts{{"area", "desk"}, {"id", "7 ő"}}));
}

TEST(Routes, KnowNoOtherPaths) {
    for (const char* path : {"/", "", "/livez/", "/hooks", "/hooks/", "/hooks/a/b", "/api/x/items",
                             "/:adapter", "/LIVEZ"})
        EXPECT_EQ(sample().match("GET", path).kind, Kind::path_unknown) << path;
}

TEST(Routes, AnswerHeadLikeGet) {
    EXPECT_EQ(sample().match("HEAD", "/livez").route, 3U);
}

TEST(Routes, SayWhichMethodsAPathTakes) {
    const auto match = sample().match("PUT", "/api/desk/items/7");
    EXPECT_EQ(match.kind, Kind::method_wrong);
    EXPECT_EQ(match.allowed, "GET, HEAD, DELETE, OPTIONS");
    EXPECT_EQ(sample().match("HEAD", "/hooks/slack").kind, Kind::method_wrong);
}

}  // namespace
}  // namespace desk
