// What vendors say when they refuse, and what follows from it: the table of §8.2.
#include "plugins/vendors/vendor_problem.hpp"

#include <gtest/gtest.h>

namespace desk::vendors {
namespace {

using std::chrono::seconds;

HttpResponse answer(int status, std::string body, Headers headers = {}) {
    return {.status = status, .headers = std::move(headers), .body = std::move(body), .fetched_at = {}};
}

Advice advice_for(int status, const std::string& code) {
    return problem_of(answer(status, R"({"code":")" + code + R"(","description":"d","source":"s"})"))->advice;
}

TEST(VendorProblem, IsNoneWhenItSucceeded) {
    for (const int status : {200, 201, 202, 204}) EXPECT_FALSE(problem_of(answer(status, "")));
}

TEST(VendorProblem, KnowsWhatEachCodeOfPartnerCenterAsksFor) {
    EXPECT_EQ(advice_for(401, "400"), Advice::check_rights);
    EXPECT_EQ(advice_for(404, "1000"), Advice::not_there);
    EXPECT_EQ(advice_for(403, "2032"), Advice::check_rights);
    EXPECT_EQ(advice_for(412, "2055"), Advice::reload);
    EXPECT_EQ(advice_for(400, "3000"), Advice::fix_request);
    EXPECT_EQ(advice_for(403, "20002"), Advice::check_relationship);
    EXPECT_EQ(advice_for(404, "20003"), Advice::not_there);
    EXPECT_EQ(advice_for(404, "60003"), Advice::not_there);
    EXPECT_EQ(advice_for(401, "800001"), Advice::sign_in);
    EXPECT_EQ(advice_for(400, "800002"), Advice::fix_request);
    EXPECT_EQ(advice_for(500, "800003"), Advice::later);
    EXPECT_EQ(advice_for(409, "900278"), Advice::wait);
    EXPECT_EQ(advice_for(403, "900308"), Advice::check_relationship);
    EXPECT_EQ(advice_for(403, "900309"), Advice::check_policy);
    EXPECT_EQ(advice_for(403, "900329"), Advice::use_person);
    EXPECT_EQ(advice_for(401, "900420"), Advice::sign_in);
}

TEST(VendorProblem, GoesByTheStatusWhenTheCodeSaysNothing) {
    EXPECT_EQ(advice_for(401, ""), Advice::sign_in);
    EXPECT_EQ(advice_for(403, "Forbidden"), Advice::check_rights);
    EXPECT_EQ(advice_for(404, ""), Advice::not_there);
    EXPECT_EQ(advice_for(409, "Conflict"), Advice::reload);
    EXPECT_EQ(advice_for(417, ""), Advice::fix_request);
    for (const int status : {408, 429, 500, 501, 502, 503, 504})
        EXPECT_EQ(advice_for(status, "3000"), status == 408 ? Advice::fix_request : Advice::later);
}

TEST(VendorProblem, ReadsTheOtherShapeOfAThrottledAnswer) {
    const auto problem =
        *problem_of(answer(429, R"({"statusCode":429,"message":"Rate limit is exceeded. Try again in 57 seconds."})"));
    EXPECT_EQ(problem.advice, Advice::later);
    EXPECT_EQ(problem.retry_after, seconds{57});
    EXPECT_EQ(problem.message, "Rate limit is exceeded. Try again in 57 seconds.");
    EXPECT_EQ(error_of(problem, "customers").code, ErrorCode::unavailable);
}

TEST(VendorProblem, ReadsAzureGraphAndZammad) {
    const auto azure = *problem_of(answer(
        400,
        R"({"error":{"code":"InvalidContactDetails","message":"m","target":"contactDetails.country","details":[]}})"));
    EXPECT_EQ(azure.code, "InvalidContactDetails");
    EXPECT_EQ(azure.target, "contactDetails.country");
    EXPECT_EQ(azure.advice, Advice::fix_request);
    EXPECT_EQ(problem_of(answer(422, R"({"error":"No such group","error_human":"Group is missing"})"))->message,
              "Group is missing");
    EXPECT_EQ(problem_of(answer(502, "<html>Bad gateway</html>"))->message, "");
}

TEST(VendorProblem, TakesTheHeaderForTheWaitBeforeTheWords) {
    const auto wait = [](const std::string& header) {
        auto response = answer(503, R"({"message":"Try again in 57 seconds."})", {{"retry-after", header}});
        response.fetched_at = std::chrono::sys_days{std::chrono::year{2026} / 10 / 21} + std::chrono::hours{7};
        return problem_of(response)->retry_after;
    };
    EXPECT_EQ(wait("12"), seconds{12});
    EXPECT_EQ(wait("Wed, 21 Oct 2026 07:28:00 GMT"), seconds{28 * 60});
    EXPECT_EQ(wait("Wed, 21 Oct 2026 06:28:00 GMT"), seconds{0});
    EXPECT_EQ(wait("Wed, 21 Oct 2026"), seconds{57});
    EXPECT_EQ(wait("99999999"), seconds{86'400});
}

TEST(VendorProblem, PutsNoWordOfTheVendorIntoTheLog) {
    const auto problem = *problem_of(answer(403, R"({"code":"20002","description":"Contoso Kft. is not yours"})"));
    EXPECT_EQ(error_of(problem, "customers").what, "customers: 403 20002 (check_relationship)");
}

TEST(VendorDocument, ThatIsTruncatedMayBeWholeNextTime) {
    EXPECT_EQ(document_of(answer(200, R"({"totalCount":3,"items":[)"), "customers").error().code,
              ErrorCode::unavailable);
    EXPECT_EQ(document_of(answer(404, ""), "customers").error().code, ErrorCode::not_found);
    EXPECT_TRUE(document_of(answer(200, "{}"), "customers"));
}

TEST(PauseAfterThrottling, IsTheVendorsThenDoublesAndNeverShrinksBelowIt) {
    const Problem told{.status = 429, .retry_after = seconds{57}};
    const Problem silent{.status = 429};
    EXPECT_EQ(pause_after(told, 1, 0), seconds{57});
    EXPECT_EQ(pause_after(silent, 1, 0), seconds{60});
    EXPECT_EQ(pause_after(told, 3, 0), seconds{240});
    EXPECT_EQ(pause_after(silent, 100, 0), seconds{3'600});
    EXPECT_EQ(pause_after(Problem{.retry_after = seconds{7'200}}, 2, 0), seconds{7'200});
    EXPECT_LE(pause_after(told, 1, 12'345'678), seconds{57 + 5});
    EXPECT_GE(pause_after(told, 1, 12'345'678), seconds{57});
}

}  // namespace
}  // namespace desk::vendors
