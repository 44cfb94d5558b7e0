#include "bot/doctor/rules.hpp"
#include "bot/doctor/wording.hpp"

namespace desk {
namespace {

using std::chrono::duration_cast;
using std::chrono::seconds;

constexpr std::int64_t most_unindexed = 1'000;
constexpr seconds longest_message{300};
constexpr seconds longest_reply{900};

bool is_open(const DoctorFacts& facts) {
    return facts.database.exists && facts.database.problem.empty();
}

// How long it waits; zero: nothing waits.
seconds age(Time since, Time now) {
    return since == Time{} ? seconds{0} : duration_cast<seconds>(now - since);
}

}  // namespace

Observations judge_database(const DoctorFacts& facts) {
    const auto& found = facts.database;
    if (!found.exists) {
        return {{Concern::none, "storage", "no database yet; the first start makes it", {}}};
    }
    if (!found.problem.empty()) {
        return {{Concern::problem, "storage", found.problem,
                 "a damaged file: stop the desk, keep it, restore a backup; otherwise see deskhand explain DH4101"}};
    }
    if (found.schema > found.known_schema) {
        return {{Concern::problem, "storage",
                 "schema " + std::to_string(found.schema) + ", this build knows " + std::to_string(found.known_schema),
                 "install the version that made it, or a later one"}};
    }
    return {{Concern::none,
             "storage",
             "quick_check ok, schema " + std::to_string(found.schema) + ", " +
                 count_in_words(found.conversations, "conversation", "conversations"),
             {}}};
}

Observations judge_watermark(const DoctorFacts& facts) {
    if (!is_open(facts) || facts.database.conversations == 0) return {};
    if (facts.database.has_watermark) return {{Concern::none, "watermark", "beside the database", {}}};
    return {{Concern::warning, "watermark",
             "missing beside the database: lost commits would not be noticed at the next start",
             "copy desk.db.watermark along with a backup; the next start makes a new one"}};
}

Observations judge_search_index(const DoctorFacts& facts) {
    if (!is_open(facts)) return {};
    const auto behind = facts.database.unindexed_turns;
    const auto text = count_in_words(behind, "turn", "turns") + " behind";
    if (behind <= most_unindexed) return {{Concern::none, "search index", behind == 0 ? "complete" : text, {}}};
    return {{Concern::warning, "search index", text + "; a search reads them one by one",
             facts.is_running ? "look for chore.failed in the log" : "start the desk, which catches up by itself"}};
}

Observations judge_waiting(const DoctorFacts& facts) {
    if (!is_open(facts)) return {};
    Observations all;
    const auto message = age(facts.database.oldest_message, facts.now);
    if (message > longest_message) {
        all.push_back({Concern::warning, "messages",
                       count_in_words(facts.database.waiting_messages, "waits", "wait") + ", the oldest for " +
                           time_in_words(message),
                       facts.is_running ? "deskhand plugin list: a quarantined or slow plugin" : "start the desk"});
    }
    const auto reply = age(facts.database.oldest_reply, facts.now);
    if (reply > longest_reply) {
        all.push_back({Concern::warning, "replies",
                       count_in_words(facts.database.waiting_replies, "waits", "wait") + ", the oldest for " +
                           time_in_words(reply),
                       facts.is_running ? "deskhand admin status: a paused adapter" : "start the desk"});
    }
    if (!all.empty()) return all;
    return {{Concern::none,
             "waiting",
             count_in_words(facts.database.waiting_messages, "message", "messages") + ", " +
                 count_in_words(facts.database.waiting_replies, "reply", "replies"),
             {}}};
}

Observations judge_dead_letters(const DoctorFacts& facts) {
    if (!is_open(facts)) return {};
    if (facts.database.dead_letters == 0) return {{Concern::none, "dead letters", "none", {}}};
    return {{Concern::warning, "dead letters",
             count_in_words(facts.database.dead_letters, "letter", "letters") + " that nobody answered or delivered",
             "deskhand admin dlq list, then redrive or drop"}};
}

}  // namespace desk
