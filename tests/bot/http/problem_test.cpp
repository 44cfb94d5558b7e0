#include "bot/http/problem.hpp"

#include <desk/json.hpp>

#include <gtest/gtest.h>

namespace desk {
namespace {

TEST(Problem, IsADocumentOfRfc9457) {
    const auto document =
        parse_json(to_json({.status = 404, .code = "DH7000", .detail = "a \"quoted\"\n line \\"}));
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(text_or(*document, "type", ""), "about:blank");
    EXPECT_EQ(text_or(*document, "title", ""), "Not Found");
    EXPECT_EQ(integer_or(*document, "status", 0), 404);
    EXPECT_EQ(text_or(*document, "detail", ""), "a \"quoted\"\n line \\");
    EXPECT_EQ(text_or(*document, "code", ""), "DH7000");
}

TEST(Problem, CarriesSecurityHeadersOnTheWire) {
    const auto wire = as_wire(problems::bad_header, true);
    EXPECT_TRUE(wire.starts_with("HTTP/1.1 400 Bad Request\r\n"));
    for (const char* line :
         {"X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: no-referrer\r\n",
          "Cache-Control: no-store\r\n", "Connection: close\r\n", "application/problem+json\r\n"})
        EXPECT_NE(wire.find(line), std::string::npos) << line;
}

TEST(Problem, SaysWhenToComeBackAndWhatIsAllowed) {
    EXPECT_NE(as_wire(problems::busy, false).find("Retry-After: 2\r\n"), std::string::npos);
    EXPECT_EQ(as_wire(problems::busy, false).find("Connection"), std::string::npos);
    EXPECT_NE(as_wire(problems::method_unknown, true).find("Allow: GET"), std::string::npos);
    const auto response = problem_response(problems::busy, std::chrono::seconds{0});
    EXPECT_EQ(*find_header(response.headers, "Retry-After"), "1");
}

TEST(Problem, LeavesTheBodyOutForHead) {
    EXPECT_TRUE(as_wire(problems::busy, false, false).ends_with("\r\n\r\n"));
}

}  // namespace
}  // namespace desk
