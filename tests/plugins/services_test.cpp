#include "plugins/services/service.hpp"
#include "plugins/services/short_text.hpp"

namespace desk {
namespace {

const std::vector<Service> services{
    {.id = "exchange-online", .name = "Exchange Online", .aliases = {"exchange", "levelezés"}},
    {.id = "sharepoint-online", .name = "SharePoint Online"},
    {.id = "microsoft-teams", .name = "Microsoft Teams", .aliases = {"teams"}}};

TEST(Services, AreReadFromTheDirectory) {
    const auto read = read_services(
        R"([{"id": "a", "name": "A", "aliases": ["b", 7], "vendor": "V", "more": 1}])");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->front().aliases, std::vector<std::string>{"b"});
    EXPECT_EQ(read->front().vendor, "V");
    EXPECT_FALSE(read_services("{}"));
    EXPECT_FALSE(read_services(R"([{"id": "a"}])"));
}

TEST(Services, AreFoundByIdNameOrAliasInAnyCase) {
    for (const auto* text :
         {"exchange-online", "EXCHANGE ONLINE", " Exchange ", "Levelezés", "LEVELEZÉS"}) {
        const auto* found = find_service(services, text);
        ASSERT_NE(found, nullptr) << text;
        EXPECT_EQ(found->id, "exchange-online") << text;
    }
}

TEST(Services, AreFoundByTheBeginningOfAWordWhenOnlyOneFits) {
    EXPECT_EQ(find_service(services, "share")->id, "sharepoint-online");
    EXPECT_EQ(find_service(services, "online"), nullptr);
    EXPECT_EQ(find_service(services, "point"), nullptr);
    EXPECT_EQ(find_service(services, " -- "), nullptr);
    EXPECT_EQ(find_service(services, ""), nullptr);
}

TEST(Services, AreRecognisedInsideASentenceAsWholeWords) {
    EXPECT_EQ(find_mentioned(services, "Mail in Exchange-Online does not arrive")->id,
              "exchange-online");
    EXPECT_EQ(find_mentioned(services, "Az Exchange-ben nem jön levél")->id, "exchange-online");
    EXPECT_EQ(find_mentioned(services, "Our steamship is late"), nullptr);
    EXPECT_EQ(find_mentioned(services, ""), nullptr);
}

TEST(Services, PreferTheLongerNameInASentence) {
    const std::vector<Service> two{{.id = "x", .name = "Teams"},
                                   {.id = "y", .name = "Teams Phone"}};
    EXPECT_EQ(find_mentioned(two, "teams phone is down")->id, "y");
}

TEST(ShortText, EndsAtASentenceOrAWordAndNeverInsideALetter) {
    EXPECT_EQ(shortened("short", 10), "short");
    EXPECT_EQ(shortened("First sentence. Second sentence is long.", 25), "First sentence. …");
    EXPECT_EQ(shortened("word another third", 14), "word…");
    for (std::size_t most = 8; most < 30; ++most) {
        const auto cut = shortened("őűőűőűőűőűőűőűőűőűőű", most);
        EXPECT_LE(cut.size(), most);
        EXPECT_EQ(cut.size() % 2, 1U)
            << "whole letters of two bytes and the ellipsis of three: " << most;
    }
}

}  // namespace
}  // namespace desk
