// Partner Center's pages and service requests, against the shapes of §5.4 and §8.2.
#include "plugins/vendors/partner_center/service_request.hpp"

#include <desk/wire_values.hpp>

#include <gtest/gtest.h>

namespace desk::partner_center {
namespace {

const Access access;
const vendors::CallIds ids{"r-1", "c-1"};
const std::string tenant = "76cb77fa-8b17-4eab-9493-b65dace99813";
const std::string base = "https://api.partnercenter.microsoft.com";

HttpResponse ok(std::string body) {
    return {.status = 200, .headers = {}, .body = std::move(body), .fetched_at = {}};
}

TEST(PartnerCenterPages, AreFollowedWithTheHeadersTheyName) {
    const auto collection = read_collection(ok("\xEF\xBB\xBF"
                                               R"({"totalCount":3,"items":[{"id":"a"}],"links":{"next":{
      "uri":"/customers?size=1&seekOperation=Next","method":"GET","headers":[{"key":"MS-ContinuationToken","value":"AAA="},
      {"key":"Authorization","value":"Bearer x"},{"key":"MS-Odd","value":"a\r\nb"}]}},"attributes":{"objectType":"Collection"}})"),
                                            "customers");
    ASSERT_TRUE(collection && collection->next);
    EXPECT_EQ(collection->total, 3);
    EXPECT_EQ(collection->next->headers, (Headers{{"MS-ContinuationToken", "AAA="}}));
    EXPECT_EQ(read_next_page(to_json(*collection->next)), collection->next);
    const auto request = next_request(access, ids, *collection->next);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->url, base + "/v1/customers?size=1&seekOperation=Next");
    EXPECT_EQ(*find_header(request->headers, "MS-ContinuationToken"), "AAA=");
    EXPECT_EQ(find_header(request->headers, "Authorization"), nullptr);
}

TEST(PartnerCenterPages, StayAtTheirHost) {
    const auto url = [](const std::string& uri) {
        const auto request = next_request(access, ids, {.uri = uri});
        return request ? request->url : request.error().what;
    };
    EXPECT_EQ(url("customers?x=1"), base + "/v1/customers?x=1");
    EXPECT_EQ(url("/v1/customers?x=1"), base + "/v1/customers?x=1");
    EXPECT_EQ(url(base + "/v1/customers?x=1"), base + "/v1/customers?x=1");
    EXPECT_FALSE(next_request(access, ids, {.uri = "https://evil.example/v1/customers"}));
    EXPECT_FALSE(next_request(access, ids, {.uri = "//evil.example/v1"}));
    EXPECT_FALSE(next_request(access, ids, {.uri = "/v1/x?u=\r\nHost: evil"}));
}

TEST(PartnerCenterPages, AreToldFromAnswersWithoutAList) {
    EXPECT_TRUE(read_collection(ok(R"({"totalCount":0,"items":null})"), "x")->items.empty());
    EXPECT_EQ(read_collection(ok(R"({"TotalCount":"1","Items":[{}]})"), "x")->total, 1);
    EXPECT_EQ(read_collection(ok(R"({"message":"hello"})"), "x").error().code, ErrorCode::unavailable);
}

TEST(ServiceRequests, AreAskedForByCustomerAndStatus) {
    EXPECT_EQ(service_requests_request(access, ids, tenant, RequestStatus::open, 0, 10).url,
              base + "/v1/customers/" + tenant +
                  "/servicerequests?offset=0&size=10&filter=%7B%22Field%22%3A%22Status%22%2C%22"
                  "Operator%22%3A%22equals%22%2C%22Value%22%3A%22open%22%7D");
    const auto own = service_requests_request(access, ids, "", RequestStatus::unknown);
    EXPECT_EQ(own.url, base + "/v1/servicerequests?offset=0&size=50");
    EXPECT_EQ(*find_header(own.headers, "IncludeOrganizationRequests"), "true");
    EXPECT_EQ(service_request_request(access, ids, "", "61/..").url, base + "/v1/servicerequests/61%2F..");
}

TEST(ServiceRequests, CarryConventionalHeaders) {
    const auto request = service_request_request(access, ids, tenant, "616122292874576");
    EXPECT_EQ(*find_header(request.headers, "Accept"), "application/json");
    EXPECT_EQ(*find_header(request.headers, "MS-RequestId"), "r-1");
    EXPECT_EQ(*find_header(request.headers, "MS-CorrelationId"), "c-1");
    EXPECT_EQ(*find_header(request.headers, "MS-Contract-Version"), "v1");
    EXPECT_EQ(*find_header(request.headers, "X-Locale"), "en-US");
    EXPECT_EQ(find_header(request.headers, "Authorization"), nullptr);
}

// The numbers are those of the documented list.
TEST(ServiceRequests, OfAListCarryNumbersInsteadOfWords) {
    const auto page = read_service_requests(
        ok(R"({"totalCount":1,"items":[{"title":"Test","severity":0,"id":"615112491169010","status":1,
      "primaryContact":{"lastName":"L","firstName":"F"},"createdDate":"2015-11-24T01:07:00.863","lastClosedDate":"0001-01-01T00:00:00"}]})"));
    ASSERT_TRUE(page);
    const auto& request = page->requests.front();
    EXPECT_EQ(request.status, RequestStatus::open);
    EXPECT_EQ(request.severity, RequestSeverity::unknown);
    EXPECT_EQ(request.status_said, "1");
    EXPECT_EQ(wire::time_text(*request.created), "2015-11-24T01:07:00.863Z");
    EXPECT_FALSE(request.closed);
}

TEST(ServiceRequest, IsReadInEverySpelling) {
    const auto status = [](const std::string& written) {
        return read_service_request(ok(R"({"id":"1","status":)" + written + "}"))->status;
    };
    for (const auto* written : {R"("attention_needed")", R"("AttentionNeeded")", R"("attentionNeeded")", "3", R"("3")"})
        EXPECT_EQ(status(written), RequestStatus::attention_needed) << written;
    EXPECT_EQ(status(R"("Closed")"), RequestStatus::closed);
    EXPECT_EQ(status(R"("merged")"), RequestStatus::unknown);
    EXPECT_EQ(read_service_request(ok("{}")).error().code, ErrorCode::unavailable);
}

TEST(ServiceRequest, HasItsNotesInOrder) {
    const auto request = read_service_request(
        ok(R"({"id":616122292874576,"title":"Mail","severity":"Critical","organization":{"id":"t","name":"Contoso"},
      "primaryContact":{"email":"kata@partner.example"},"notes":[{"createdByName":"B","createdDate":"2017-01-09T23:31:15.373","text":"<p>two</p>"},
      {"createdByName":"A","createdDate":"2017-01-08T23:31:15","text":"one"}],"fileLinks":null})"));
    ASSERT_TRUE(request);
    EXPECT_EQ(request->id, "616122292874576");
    EXPECT_EQ(request->severity, RequestSeverity::critical);
    EXPECT_EQ(request->organization, "Contoso");
    EXPECT_EQ(request->contact, "kata@partner.example");
    ASSERT_EQ(request->notes.size(), 2U);
    EXPECT_EQ(request->notes[0].text, "one");
    EXPECT_EQ(request->notes[1].text, "two");
}

TEST(ServiceRequest, IsChangedByWhatChangesAlone) {
    const auto both = change_request(access, ids, "", "616", {.note = "Still down", .close = true});
    ASSERT_TRUE(both);
    EXPECT_EQ(both->method, "PATCH");
    EXPECT_EQ(both->url, base + "/v1/servicerequests/616");
    EXPECT_EQ(both->body, R"({"NewNote":{"Text":"Still down"},"Status":"closed"})");
    EXPECT_EQ(change_request(access, ids, tenant, "616", {.note = "x"})->body, R"({"NewNote":{"Text":"x"}})");
    EXPECT_FALSE(change_request(access, ids, "", "616", {}));
}

}  // namespace
}  // namespace desk::partner_center
