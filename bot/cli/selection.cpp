#include "bot/cli/selection.hpp"

#include "bot/cli/archive_pages.hpp"
#include "conversations/text.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace desk {
namespace {

constexpr int most_hits = 100'000;

bool fits(const ConversationSummary& summary, const ConversationQuery& query) {
    if (query.state && summary.state != *query.state) return false;
    if (!query.customer.empty() && summary.key.tenant.customer != query.customer) return false;
    if (query.since && summary.last_at < *query.since) return false;
    return !query.until || summary.first_at < *query.until;
}

// Those in which all the words were said.
Result<std::set<std::string>> found_by_words(Archive& archive,
                                             const std::vector<std::string>& words) {
    std::string query;
    for (const auto& word : words) query += (query.empty() ? "" : " ") + word;
    DESK_TRY(const auto hits, archive.search({}, query, most_hits));
    std::set<std::string> ids;
    for (const auto& hit : hits) ids.insert(hit.conversation_id);
    return ids;
}

Result<bool> has_author(Archive& archive, const std::string& id, const std::string& author) {
    DESK_TRY(const auto turns, all_turns(archive, id));
    const auto wanted = fold(author);
    return std::any_of(turns.begin(), turns.end(), [&](const Turn& turn) {
        return fold(turn.author).find(wanted) != std::string::npos;
    });
}

Result<std::vector<ConversationSummary>> matching(Archive& archive,
                                                  const ConversationQuery& query) {
    std::set<std::string> ids;
    if (!query.words.empty()) {
        DESK_TRY(ids, found_by_words(archive, query.words));
    }
    std::vector<ConversationSummary> all;
    DESK_CHECK(each_conversation(archive, [&](const ConversationSummary& summary) {
        if (query.since && summary.last_at < *query.since)
            return false;  // newest first: none follows
        const bool has_words = query.words.empty() || ids.contains(summary.id);
        if (has_words && fits(summary, query)) all.push_back(summary);
        return true;
    }));
    if (query.from.empty()) return all;

    std::vector<ConversationSummary> of_author;
    for (auto& summary : all) {
        DESK_TRY(const bool is_in, has_author(archive, summary.id, query.from));
        if (is_in) of_author.push_back(std::move(summary));
    }
    return of_author;
}

}  // namespace

Result<std::vector<ConversationSummary>> select_conversations(Archive& archive,
                                                              std::string_view what,
                                                              std::optional<Time> since,
                                                              std::optional<Time> until) {
    if (!what.empty()) {
        auto one = archive.find({}, what);
        if (one) return std::vector{*std::move(one)};
        if (one.error().code != ErrorCode::not_found) return one.error();
    }
    DESK_TRY(auto query, read_query(what));
    if (since) query.since = since;
    if (until) query.until = until;
    return matching(archive, query);
}

}  // namespace desk
