#include "plugins/vendors/web_address.hpp"

#include "plugins/vendors/call_ids.hpp"

#include <gtest/gtest.h>

#include <set>

namespace desk::vendors {
namespace {

TEST(AddressPart, LeavesNeitherItsPlaceNorItsRequest) {
    EXPECT_EQ(address_part("contoso-1_2.x~"), "contoso-1_2.x~");
    EXPECT_EQ(address_part("a/b?c#d&e=f g"), "a%2Fb%3Fc%23d%26e%3Df%20g");
    EXPECT_EQ(address_part(".."), "%2E.");
    EXPECT_EQ(address_part("é\r\n"), "%C3%A9%0D%0A");
}

TEST(Links, AreAllowedByHttpsAndHost) {
    const auto hosts = host_list(" portal.office.com,.microsoft.com; ");
    EXPECT_EQ(hosts, (std::vector<std::string>{"portal.office.com", ".microsoft.com"}));
    EXPECT_TRUE(is_allowed_link("https://Portal.Office.com/Partner/x?CTID=1", hosts));
    EXPECT_TRUE(is_allowed_link("https://admin.microsoft.com/", hosts));
    for (const auto* link :
         {"http://portal.office.com/", "https://portal.office.com.evil.example/", "https://evilmicrosoft.com/",
          "https://portal.office.com@evil.example/", "https://evil.example@admin.microsoft.com/",
          "https://portal.office.com:8443/", "javascript:alert(1)", "https://evil.example/#https://portal.office.com/",
          "https://evil.example\\@portal.office.com/", "https://portal.office.com\n/", "//portal.office.com/",
          "https://", ""})
        EXPECT_FALSE(is_allowed_link(link, hosts)) << link;
}

TEST(CallIds, StayTheSameForTheSameRequestAndDifferOtherwise) {
    std::set<std::string> ids;
    for (int n = 1; n <= 1'000; ++n) {
        const auto id = ids_of(Call{.id = "c7"}, n).request_id;
        EXPECT_TRUE(is_guid(id)) << id;
        EXPECT_EQ(id[14], '8');
        ids.insert(id);
    }
    EXPECT_EQ(ids.size(), 1'000U);
    EXPECT_EQ(ids_of(Call{.id = "c7"}, 3).request_id, ids_of(Call{.id = "c7", .attempt = 2}, 3).request_id);
    EXPECT_EQ(ids_of(Call{.id = "c7"}, 1).correlation_id, ids_of(Call{.id = "c7"}, 2).correlation_id);
    EXPECT_NE(ids_of(Call{.id = "c7"}, 1).correlation_id, ids_of(Call{.id = "c8"}, 1).correlation_id);
}

TEST(Guids, AreToldFromOtherIds) {
    EXPECT_TRUE(is_guid("76cb77fa-8b17-4eab-9493-b65dace99813"));
    for (const auto* text : {"", "contoso", "76cb77fa8b174eab9493b65dace99813", "76cb77fa-8b17-4eab-9493-b65dace9981g",
                             "76cb77fa-8b17-4eab-9493-b65dace99813/"})
        EXPECT_FALSE(is_guid(text)) << text;
}

}  // namespace
}  // namespace desk::vendors
