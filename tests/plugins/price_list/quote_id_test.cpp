#include "plugins/price_list/quote_id.hpp"

#include <desk/wire_values.hpp>

#include <string>

namespace desk {
namespace {

const QuoteBasis monthly{
    .list = 0xDEADBEEF, .offer = 0x1234, .currency = "HUF", .vat = Percent{2'700}, .count = 40};
const QuoteBasis work{.list = 1,
                      .offer = 65'535,
                      .currency = "EUR",
                      .count = 0,
                      .start = *wire::read_time("2026-11-21T09:07:00Z"),
                      .length = std::chrono::minutes{44'640},
                      .visits = 1,
                      .km = 4'000'000'000};

TEST(QuoteIds, HoldWhatTheyWereMadeFrom) {
    for (const auto& basis : {monthly, work}) {
        const auto read = read_quote_id(quote_id(basis));
        ASSERT_TRUE(read) << read.error().what;
        EXPECT_EQ(*read, basis);
    }
    EXPECT_EQ(quote_id(monthly).size(), 29U) << quote_id(monthly);
    EXPECT_TRUE(quote_id(monthly).starts_with("QT-"));
}

TEST(QuoteIds, AreReadAsPeopleCopyThem) {
    auto id = quote_id(monthly);
    for (auto& letter : id) letter = static_cast<char>(std::tolower(letter));
    EXPECT_EQ(*tidy_quote_id(id), quote_id(monthly));
    std::erase(id, '-');
    EXPECT_EQ(*tidy_quote_id(" " + id), quote_id(monthly));
    for (auto& letter : id) {
        if (letter == '0') letter = 'o';
        if (letter == '1') letter = 'l';
    }
    EXPECT_EQ(*tidy_quote_id(id), quote_id(monthly));
}

TEST(QuoteIds, NoticeEveryWrongCharacter) {
    const auto id = quote_id(work);
    for (std::size_t i = 3; i < id.size(); ++i) {
        if (id[i] == '-') continue;
        for (const char letter : std::string{"0123456789ABCDEFGHJKMNPQRSTVWXYZ"}) {
            auto wrong = id;
            wrong[i] = letter;
            EXPECT_EQ(static_cast<bool>(read_quote_id(wrong)), wrong == id) << wrong;
        }
    }
}

TEST(QuoteIds, RefuseWhatIsNone) {
    for (const auto* text :
         {"", "QT", "QT-", "QT-0", "QT-00", "gold", "SR-2031", "QT-UUUU", "QT-é", "XX-0000"}) {
        EXPECT_FALSE(read_quote_id(text)) << text;
    }
    EXPECT_FALSE(read_quote_id("QT" + std::string(100, '0')));
    auto longer = quote_id(monthly);
    EXPECT_FALSE(read_quote_id(longer.substr(0, longer.size() - 1)));
}

}  // namespace
}  // namespace desk
