#include "storage/sqlite/search_index.hpp"

#include "storage/slot.hpp"
#include "storage/sqlite/schema.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace desk {
namespace {

constexpr std::size_t most_words = 16;
constexpr std::size_t most_characters = 256;

// Contentless: the words themselves stay in `turn` alone.
constexpr std::string_view columns =
    " USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')";

struct Unindexed {
    std::int64_t id = 0;
    std::string tenant = {};
    std::string words = {};
};

Result<std::vector<Unindexed>> unindexed(Connection& connection, int most) {
    DESK_TRY(const auto mark, meta_number(connection, "indexed_to"));
    Statement rows = connection.query(
        "SELECT id, tenant, body FROM turn WHERE id > ? ORDER BY id LIMIT ?", mark, most);
    std::vector<Unindexed> turns;
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return turns;
        turns.push_back({rows.integer(0), rows.text(1), rows.text(2)});
    }
}

// The name is made of 26 letters and digits, so it may stand in the text of a statement.
Result<std::string> table_of(Connection& connection, const std::string& tenant) {
    std::string name = "words_" + derived_id({tenant});
    {
        Statement row = connection.query("SELECT 1 FROM search_index WHERE tenant = ?", tenant);
        DESK_TRY(const bool exists, row.step());
        if (exists) return name;
    }
    DESK_CHECK(connection.once("CREATE VIRTUAL TABLE " + name + std::string{columns}).run());
    DESK_CHECK(
        connection.change("INSERT INTO search_index(tenant, name) VALUES (?, ?)", tenant, name));
    return name;
}

// The statements that index turns, one for each tenant met.
class Indexing {
public:
    explicit Indexing(Connection& connection) : connection_(connection) {}

    Result<void> add(const Unindexed& turn) {
        auto insert = inserts_.find(turn.tenant);
        if (insert == inserts_.end()) {
            DESK_TRY(const auto table, table_of(connection_, turn.tenant));
            const auto sql = "INSERT INTO " + table + "(rowid, words) VALUES (?, ?)";
            insert = inserts_.emplace(turn.tenant, connection_.once(sql)).first;
        }
        insert->second.again();
        insert->second.bind(turn.id);
        insert->second.bind(turn.words);
        DESK_CHECK(insert->second.run());
        return {};
    }

private:
    Connection& connection_;
    std::map<std::string, Statement> inserts_;
};

Result<std::vector<std::string>> tables(Connection& reader,
                                        const std::optional<std::string>& customer) {
    Statement rows =
        reader.query("SELECT name FROM search_index WHERE ?1 IS NULL OR tenant = ?1", customer);
    std::vector<std::string> names;
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return names;
        names.push_back(rows.text(0));
    }
}

struct Search {
    const std::optional<std::string>& customer;
    const std::string& match;
    int most;
};

Result<void> find_in(Connection& reader, const std::string& table, const Search& search,
                     std::vector<std::int64_t>& found) {
    Statement rows = reader.once(
        "SELECT t.id FROM " + table +
        " f JOIN turn t ON t.id = f.rowid WHERE f.words MATCH ?1"
        " AND t.body IS NOT NULL AND (?2 IS NULL OR (t.tenant = ?2 AND t.reader = 'everyone'))"
        " ORDER BY f.rowid DESC LIMIT ?3");
    rows.bind(search.match);
    rows.bind(search.customer);
    rows.bind(search.most);
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return {};
        found.push_back(rows.integer(0));
    }
}

// What no chore has indexed yet, in a table of this connection alone: same words, same rules, and
// nothing is written.
Result<void> find_in_rest(Connection& reader, const Search& search,
                          std::vector<std::int64_t>& found) {
    DESK_TRY(const auto mark, meta_number(reader, "indexed_to"));
    DESK_CHECK(reader.once("CREATE VIRTUAL TABLE temp.rest" + std::string{columns}).run());
    const auto filled = reader.change(
        "INSERT INTO temp.rest(rowid, words) SELECT id, CAST(body AS TEXT) FROM turn"
        " WHERE id > ?1 AND (?2 IS NULL OR tenant = ?2)",
        mark, search.customer);
    auto searched = filled ? find_in(reader, "temp.rest", search, found) : filled.error();
    const auto emptied = reader.once("DROP TABLE temp.rest").run();
    if (searched && !emptied) return emptied.error();
    return searched;
}

bool is_separator(char byte) {
    return static_cast<unsigned char>(byte) <= ' ' || byte == '\x7F';
}

// At most `most_characters` characters, not bytes: a cut inside one would search for half a letter.
std::string_view cut(std::string_view text) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && ++characters > most_characters) return text.substr(0, at);
    }
    return text;
}

}  // namespace

Result<int> index_turns(Connection& connection, int most) {
    DESK_TRY(const auto turns, unindexed(connection, most));
    Indexing indexing{connection};
    for (const auto& turn : turns) DESK_CHECK(indexing.add(turn));
    if (!turns.empty()) {
        DESK_CHECK(connection.change("UPDATE meta SET v = ? WHERE k = 'indexed_to'",
                                     std::to_string(turns.back().id)));
    }
    return static_cast<int>(turns.size());
}

std::string match_expression(std::string_view query) {
    query = cut(query);
    std::string expression;
    std::size_t words = 0;
    for (std::size_t at = 0; at < query.size() && words < most_words; ++words) {
        while (at < query.size() && is_separator(query[at])) ++at;
        if (at == query.size()) break;
        expression += expression.empty() ? "\"" : " \"";
        for (; at < query.size() && !is_separator(query[at]); ++at) {
            if (query[at] == '"') expression += '"';
            expression += query[at];
        }
        expression += '"';
    }
    return expression;
}

Result<std::vector<std::int64_t>> find_turns(Connection& reader,
                                             const std::optional<std::string>& customer,
                                             const std::string& match, int most) {
    std::vector<std::int64_t> found;
    if (match.empty() || most <= 0) return found;

    // The rest first: what a chore indexes meanwhile is then found twice, and not missed.
    const Search search{customer, match, most};
    DESK_CHECK(find_in_rest(reader, search, found));
    DESK_TRY(const auto names, tables(reader, customer));
    for (const auto& name : names) DESK_CHECK(find_in(reader, name, search, found));

    std::sort(found.begin(), found.end(), std::greater<>{});
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (found.size() > static_cast<std::size_t>(most)) {
        found.resize(static_cast<std::size_t>(most));
    }
    return found;
}

}  // namespace desk
