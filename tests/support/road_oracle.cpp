#include "tests/support/road_oracle.hpp"

#include "tests/support/sql.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace desk::test {
namespace {

constexpr const char* adapter = "helpdesk/";

// Each event is one row, in the order it was acknowledged, answered; nothing waits any more.
void check_events(const std::string& database, const std::vector<NumberedLoad::Line>& lines) {
    std::map<std::string, std::vector<Row>> stored;
    for (auto& row :
         rows_of(database, "SELECT conv, seq, ext_id, state FROM seen ORDER BY conv, seq")) {
        stored[row[0]].push_back(row);
    }
    EXPECT_EQ(stored.size(), lines.size());
    for (const auto& line : lines) {
        const auto& rows = stored[adapter + line.conversation];
        EXPECT_EQ(static_cast<int>(rows.size()), line.acknowledged) << line.conversation;
        for (std::size_t n = 0; n < rows.size(); ++n) {
            const auto number = static_cast<int>(n + 1);
            EXPECT_EQ(rows[n][1], std::to_string(number)) << line.conversation;
            EXPECT_EQ(rows[n][2], event_of(line.conversation, number));
            EXPECT_EQ(rows[n][3], "replied") << rows[n][2];
        }
    }
}

// The effects of one message: one turn of the customer, one of the desk, one reply that has ended.
void check_effects(const std::string& database, long long messages) {
    EXPECT_EQ(number_of(database, "SELECT count(*) FROM outbox WHERE state = 'sent'"), messages);
    EXPECT_EQ(number_of(database, "SELECT count(*) FROM outbox"), messages);
    EXPECT_EQ(number_of(database, "SELECT count(DISTINCT idem) FROM outbox"), messages);
    EXPECT_EQ(number_of(database, "SELECT count(*) FROM turn"), 2 * messages);
    EXPECT_EQ(number_of(database,
                        "SELECT count(*) FROM (SELECT 1 FROM turn GROUP BY conv, seq"
                        " HAVING count(*) <> 2 OR count(DISTINCT author) <> 2)"),
              0);
    EXPECT_EQ(number_of(database, "SELECT count(*) FROM dead_letter"), 0);
    EXPECT_EQ(number_of(database, "SELECT count(*) FROM seen"), messages);
    EXPECT_EQ(number_of(database, "SELECT count(*) FROM inbox"), 0);
    EXPECT_EQ(number_of(database,
                        "SELECT count(*) FROM conversation WHERE last_seq <> done_seq"
                        " OR done_seq <> sent_seq OR state <> 'bot'"),
              0);
}

// What arrived of one conversation, in the order of arrival: 1, 2, 3, … with repetitions only of
// the one before, alike to the letter.
long check_sends(const std::string& conversation, const std::vector<const Received*>& sends,
                 int most) {
    int last = 0;
    long again = 0;
    std::string key, body;
    std::set<std::string> keys;
    for (const auto* send : sends) {
        const int number = last + (send->key == key ? 0 : 1);
        EXPECT_EQ(send->field("in_reply_to"), event_of(conversation, number));
        EXPECT_EQ(send->field("text"), "seq:" + std::to_string(number) + " " + text_of(number));
        again += number == last ? 1 : 0;
        EXPECT_TRUE(number != last || send->body == body) << "a repetition differs";
        EXPECT_TRUE(number == last || keys.insert(send->key).second) << "a key came twice";
        last = number;
        key = send->key;
        body = send->body;
    }
    EXPECT_EQ(last, most) << conversation << ": not everything arrived";
    return again;
}

}  // namespace

long check_road(const std::string& database, const std::vector<Received>& received,
                const std::vector<NumberedLoad::Line>& lines) {
    long long messages = 0;
    for (const auto& line : lines) messages += line.acknowledged;
    check_events(database, lines);
    check_effects(database, messages);

    std::map<std::string, std::vector<const Received*>> sends;
    for (const auto& one : received) sends[one.field("conversation")].push_back(&one);
    long again = 0;
    for (const auto& line : lines)
        again += check_sends(line.conversation, sends[line.conversation], line.acknowledged);
    return again;
}

}  // namespace desk::test
