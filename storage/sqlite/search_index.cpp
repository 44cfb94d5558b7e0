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

// Contentless: the words themselves stay in `turn` alone. Without the number of words of each text, which only a ranking by
// relevance needs: what is found is shown newest first.
constexpr std::string_view columns =
    " USING fts5(words, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2')";

constexpr std::string_view everybody = "words_all";

// How far a kind of table is filled, by the id of `turn`; rows of `meta`.
constexpr std::string_view tenants_mark = "indexed_to";
constexpr std::string_view everybody_mark = "all_indexed_to";

struct Unindexed {
    std::int64_t id = 0;
    std::string tenant = {};
    std::string words = {};
};

Result<std::vector<Unindexed>> unindexed(Connection& connection, std::string_view kind, int most) {
    DESK_TRY(const auto mark, meta_number(connection, kind));
    Statement rows = connection.query(
        "SELECT id, tenant, body FROM turn WHERE id > ? ORDER BY id LIMIT ?", mark, most);
    std::vector<Unindexed> turns;
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return turns;
        turns.push_back({rows.integer(0), rows.text(1), rows.text(2)});
    }
}

Result<void> set_mark(Connection& connection, std::string_view kind, std::int64_t id) {
    DESK_CHECK(connection.change("INSERT INTO meta(k, v) VALUES (?, ?) ON CONFLICT(k) DO UPDATE SET v = excluded.v",
                                 kind, std::to_string(id)));
    return {};
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

Statement insert_into(Connection& connection, std::string_view table) {
    return connection.once("INSERT INTO " + std::string{table} + "(rowid, words) VALUES (?, ?)");
}

Result<void> add(Statement& insert, const Unindexed& turn) {
    insert.again();
    insert.bind(turn.id);
    insert.bind(turn.words);
    DESK_CHECK(insert.run());
    return {};
}

// The statements that index turns, one for each tenant met.
class Indexing {
public:
    explicit Indexing(Connection& connection) : connection_(connection) {}

    Result<void> add(const Unindexed& turn) {
        auto insert = inserts_.find(turn.tenant);
        if (insert == inserts_.end()) {
            DESK_TRY(const auto table, table_of(connection_, turn.tenant));
            insert = inserts_.emplace(turn.tenant, insert_into(connection_, table)).first;
        }
        return desk::add(insert->second, turn);
    }

private:
    Connection& connection_;
    std::map<std::string, Statement> inserts_;
};

// Everybody's table where it may be used and holds what the tenants' hold; a database of before is still being filled.
Result<std::vector<std::string>> tables(Connection& reader,
                                        const std::optional<std::string>& customer) {
    DESK_TRY(const auto filled, meta_number(reader, everybody_mark));
    DESK_TRY(const auto wanted, meta_number(reader, tenants_mark));
    if (!customer && filled > 0 && filled >= wanted) return std::vector{std::string{everybody}};
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
    DESK_TRY(const auto mark, meta_number(reader, tenants_mark));
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

Result<int> index_for_tenants(Connection& connection, int most) {
    DESK_TRY(const auto turns, unindexed(connection, tenants_mark, most));
    if (turns.empty()) return 0;
    Indexing indexing{connection};
    for (const auto& turn : turns) DESK_CHECK(indexing.add(turn));
    DESK_CHECK(set_mark(connection, tenants_mark, turns.back().id));
    return static_cast<int>(turns.size());
}

Result<int> index_for_everybody(Connection& connection, int most) {
    DESK_TRY(const auto turns, unindexed(connection, everybody_mark, most));
    if (turns.empty()) return 0;
    DESK_CHECK(connection.once("CREATE VIRTUAL TABLE IF NOT EXISTS " + std::string{everybody} + std::string{columns}).run());
    Statement insert = insert_into(connection, everybody);
    for (const auto& turn : turns) DESK_CHECK(add(insert, turn));
    DESK_CHECK(set_mark(connection, everybody_mark, turns.back().id));
    return static_cast<int>(turns.size());
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
    DESK_TRY(const int of_tenants, index_for_tenants(connection, most));
    DESK_TRY(const int of_everybody, index_for_everybody(connection, most));
    return std::max(of_tenants, of_everybody);
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
