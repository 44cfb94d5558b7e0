#include "conversations/language/article.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

// The golden table of shared/design/texts.md §3.1, row by row.
TEST(Article, IsAzBeforeAVowelSound) {
    for (const auto* text : {"EX1042",
                             "SP412",
                             "MO998",
                             "OD77",
                             "SR-2031",
                             "INC-1042",
                             "LY5",
                             "FO12",
                             "YA3",
                             "Y1",
                             "X1",
                             "Exchange Online",
                             "Intune",
                             "Outlook",
                             "Azure",
                             "Entra ID",
                             "Office 365",
                             "Excel",
                             "Edge",
                             "Xbox",
                             "iPhone",
                             "eDiscovery",
                             "MFA",
                             "SLA",
                             "SSO",
                             "URL",
                             "USB",
                             "API",
                             "AD",
                             "IP",
                             "MSP",
                             "RDP",
                             "SQL Server",
                             "XML",
                             "E3",
                             "F1",
                             "M365",
                             "1",
                             "5",
                             "50",
                             "51",
                             "55",
                             "500",
                             "1000",
                             "1042",
                             "1 042",
                             "1999",
                             "5000",
                             "50 000",
                             "500 000",
                             "1 000 000",
                             "5×8",
                             "1:15",
                             "5:30",
                             "05:30",
                             "„Exchange”",
                             "**Outlook**",
                             "#1042",
                             "Adatum Zrt.",
                             "Északi Irodaház",
                             "Ügyfélszolgálat",
                             "Őrség Bt.",
                             "1\u00A0042"}) {
        EXPECT_EQ(article_before(text), "az") << text;
    }
}

TEST(Article, IsABeforeAConsonantSound) {
    for (const auto* text : {"TM226792",
                             "CR-7",
                             "DH1203",
                             "PB9",
                             "Microsoft 365",
                             "Microsoft Teams",
                             "Teams",
                             "SharePoint",
                             "OneDrive",
                             "OneNote",
                             "Yammer",
                             "Viva Engage",
                             "Whiteboard",
                             "Stream",
                             "Loop",
                             "Forms",
                             "Planner",
                             "Defender",
                             "Power BI",
                             "vCenter",
                             "Unified Support",
                             "Universal Print",
                             "VPN",
                             "DNS",
                             "HTTP",
                             "CSP",
                             "G5",
                             "SAML",
                             "RAM",
                             "LAN",
                             "0",
                             "2",
                             "3",
                             "8",
                             "10",
                             "11",
                             "12",
                             "15",
                             "100",
                             "150",
                             "365",
                             "2026",
                             "10 000",
                             "100 000",
                             "24×7",
                             "7×24",
                             "−5",
                             "-5",
                             "8:42",
                             "10:58",
                             "11:00",
                             "15:00",
                             "00:10",
                             "(Teams)",
                             "#988",
                             "Contoso Kft.",
                             "Business",
                             "Premium"}) {
        EXPECT_EQ(article_before(text), "a") << text;
    }
}

TEST(Article, IsFoundForWhateverStrangersWrite) {
    for (const auto* text :
         {"", "„", "   ", "#", "\xFF", "\xC3", "日本", "\u202E", "{", "5", "1:", ":1"}) {
        const auto article = article_before(text);
        EXPECT_TRUE(article == "a" || article == "az") << text;
    }
    EXPECT_EQ(article_before(std::string(10'000, '#')), "a");
}

TEST(DayOn, HasTheEndingOfEachDay) {
    const char* days[] = {"1-jén", "2-án",  "3-án",  "4-én",  "5-én",  "6-án",  "7-én",  "8-án",
                          "9-én",  "10-én", "11-én", "12-én", "13-án", "14-én", "15-én", "16-án",
                          "17-én", "18-án", "19-én", "20-án", "21-én", "22-én", "23-án", "24-én",
                          "25-én", "26-án", "27-én", "28-án", "29-én", "30-án", "31-én"};
    for (int day = 1; day <= 31; ++day) EXPECT_EQ(day_on(day), days[day - 1]);
    EXPECT_EQ(day_on(32), "32");
}

}  // namespace
}  // namespace desk
