#include "storage/sqlite/due.hpp"

#include "conversations/documents.hpp"
#include "storage/slot.hpp"
#include "storage/sqlite/incoming_rows.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include <desk/json.hpp>

namespace desk {
namespace {

struct DueTimer {
    std::string tenant = {};
    std::string conv = {};
    std::string plugin = {};
    std::string name = {};
    std::string message = {};
};

Result<std::vector<DueTimer>> due_timers(Connection& connection, Time now, int most) {
    std::vector<DueTimer> due;
    Statement rows = connection.query(
        "SELECT tenant, conv, plugin, name, message FROM timer WHERE due_at <= ? ORDER BY due_at LIMIT ?", now, most);
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return due;
        due.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4)});
    }
}

Result<void> into_inbox(Connection& connection, Arrival arrival, const Names& names, Time now) {
    DESK_TRY(const auto incoming, prepare_incoming(std::move(arrival), names));
    DESK_CHECK(store_incoming(connection, incoming, names, now));
    return {};
}

Result<void> fire(Connection& connection, const DueTimer& timer, const Names& names, Time now) {
    DESK_TRY(const auto document, parse_json(timer.message));
    DESK_TRY(auto message, read_message(document));
    DESK_CHECK(into_inbox(connection, {.tenant = {timer.tenant}, .message = std::move(message)}, names, now));
    DESK_CHECK(connection.change("DELETE FROM timer WHERE slot = ? AND tenant = ? AND conv = ? AND plugin = ? AND name = ?",
                                 RowKey{{{timer.tenant}, timer.conv}}, timer.plugin, timer.name));
    return {};
}

struct OpenNews {
    int slot = 0;
    News news = {};
    std::string after_tenant = {};
    std::string after_conv = {};
    std::string after_author = {};
};

struct Subscriber {
    std::string tenant = {};
    std::string conv = {};
    std::string author = {};
    std::string place = {};
};

Result<std::optional<OpenNews>> oldest_news(Connection& connection) {
    Statement row = connection.query(
        "SELECT slot, topic, revision, plugin, answer, tenant, after_tenant, after_conv, after_author, to_desk FROM news"
        " WHERE done_at IS NULL ORDER BY at LIMIT 1");
    DESK_TRY(const bool exists, row.step());
    if (!exists) return std::optional<OpenNews>{};
    OpenNews open{.slot = static_cast<int>(row.integer(0)),
                  .news = {.topic = row.text(1), .revision = row.text(2), .plugin = row.text(3), .answer = row.text(4),
                           .to = {row.text(5)}, .to_desk = row.integer(9) != 0},
                  .after_tenant = row.text(6),
                  .after_conv = row.text(7),
                  .after_author = row.text(8)};
    return std::optional{std::move(open)};
}

Result<std::vector<Subscriber>> next_subscribers(Connection& connection, const OpenNews& open, int most) {
    std::vector<Subscriber> found;
    Statement rows = connection.query(
        "SELECT tenant, conv, author, place FROM subscription WHERE topic = ?1"
        " AND CASE WHEN ?7 THEN tenant = '' ELSE ?2 = '' OR tenant = ?2 END"
        " AND (tenant, conv, author) > (?3, ?4, ?5) ORDER BY tenant, conv, author LIMIT ?6",
        open.news.topic, open.news.to.customer, open.after_tenant, open.after_conv, open.after_author, most, open.news.to_desk ? 1 : 0);
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return found;
        found.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3)});
    }
}

Result<void> tell(Connection& connection, const OpenNews& open, const Subscriber& subscriber, const Names& names, Time now) {
    DESK_TRY(const auto document, parse_json(subscriber.place));
    DESK_TRY(auto place, read_place(document));
    Message message{.place = std::move(place),
                    .kind = MessageKind::news,
                    .event_id = "news/" + derived_id({open.news.topic, open.news.revision, subscriber.conv, subscriber.author}),
                    .author = subscriber.author,
                    .values = {{"plugin", open.news.plugin}, {"answer", open.news.answer}},
                    .sent_at = now};
    return into_inbox(connection, {.tenant = {subscriber.tenant}, .message = std::move(message)}, names, now);
}

// Where the walk through the subscribers stands, or that it is through.
Result<void> remember_place(Connection& connection, const OpenNews& open, const std::vector<Subscriber>& told, bool is_done,
                            Time now) {
    const Subscriber last = told.empty() ? Subscriber{open.after_tenant, open.after_conv, open.after_author, {}} : told.back();
    DESK_CHECK(connection.change(
        "UPDATE news SET after_tenant = ?5, after_conv = ?6, after_author = ?7, done_at = CASE WHEN ?8 THEN ?9 END"
        " WHERE slot = ?1 AND topic = ?2 AND revision = ?3 AND tenant = ?4",
        open.slot, open.news.topic, open.news.revision, open.news.to.customer, last.tenant, last.conv, last.author,
        is_done ? 1 : 0, now));
    return {};
}

}  // namespace

Result<void> change_timer(Connection& connection, const RowKey& key, const TimerChange& change) {
    if (!change.at) {
        DESK_CHECK(connection.change("DELETE FROM timer WHERE slot = ? AND tenant = ? AND conv = ? AND plugin = ? AND name = ?",
                                     key, change.plugin, change.name));
        return {};
    }
    DESK_CHECK(connection.change(
        "INSERT INTO timer(slot, tenant, conv, plugin, name, due_at, message) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(slot, tenant, conv, plugin, name) DO UPDATE SET due_at = excluded.due_at, message = excluded.message",
        key, change.plugin, change.name, *change.at, Blob{dump_json(to_json(change.message))}));
    return {};
}

Result<void> change_subscription(Connection& connection, const RowKey& key, const SubscriptionChange& change, Time now) {
    if (!change.is_wanted) {
        DESK_CHECK(connection.change(
            "DELETE FROM subscription WHERE slot = ? AND tenant = ? AND conv = ? AND topic = ? AND author = ?", key,
            change.topic, change.author));
        return {};
    }
    DESK_CHECK(connection.change(
        "INSERT INTO subscription(slot, tenant, conv, topic, author, place, since) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        key, change.topic, change.author, Blob{dump_json(to_json(change.place))}, now));
    return {};
}

Result<void> keep_news(Connection& connection, const News& news, Time now) {
    DESK_CHECK(connection.change(
        "INSERT INTO news(slot, topic, revision, tenant, plugin, answer, at, to_desk) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        slot_of(news.to, news.topic), news.topic, news.revision, news.to.customer, news.plugin, Blob{news.answer}, now,
        news.to_desk ? 1 : 0));
    return {};
}

// A clock that ticks every minute for a thousand customers would fill the disk with what nobody looks up. The tick before
// the last stays: a cron expression is caught up only by a desk that has run it before.
Result<void> forget_earlier_ticks(Connection& connection, const RowKey& key, std::int64_t seq) {
    std::vector<std::string> events;
    {
        Statement rows = connection.query(
            "SELECT ext_id FROM inbox WHERE slot = ?1 AND tenant = ?2 AND conv = ?3 AND seq < ?4 AND state = 'silent' AND said IS NULL",
            key, seq - 1);
        for (;;) {
            DESK_TRY(const bool more, rows.step());
            if (!more) break;
            events.push_back(rows.text(0));
        }
    }
    const auto place = std::string{plugins_place};
    for (const auto& event : events) {
        DESK_CHECK(connection.change("DELETE FROM seen WHERE slot = ? AND tenant = ? AND adapter = ? AND ext_id = ?",
                                     slot_of({std::string{key.tenant}}, place + "/" + event), key.tenant, place, event));
    }
    if (events.empty()) return {};
    DESK_CHECK(connection.change(
        "DELETE FROM call_record WHERE id IN"
        " (SELECT call FROM inbox WHERE slot = ? AND tenant = ? AND conv = ? AND seq < ? AND call IS NOT NULL)",
        key, seq - 1));
    DESK_CHECK(connection.change(
        "DELETE FROM inbox WHERE slot = ? AND tenant = ? AND conv = ? AND seq < ? AND state = 'silent' AND said IS NULL", key,
        seq - 1));
    return {};
}

// Asked first, beside the writer: most of the time there is nothing.
Result<bool> SqliteStore::is_there(std::string_view sql, Time now) {
    DESK_TRY(const auto reader, database_->read());
    Statement row = reader->query(sql, now);
    return row.step();
}

Result<bool> SqliteStore::fire_timers(Time now, int most) {
    DESK_TRY(bool is_more, is_there("SELECT 1 FROM timer WHERE due_at <= ? LIMIT 1", now));
    if (!is_more) return false;
    const auto fire_all = [&](Connection& connection) -> Result<bool> {
        DESK_TRY(const auto due, due_timers(connection, now, most));
        for (const auto& timer : due) DESK_CHECK(fire(connection, timer, database_->names(), now));
        is_more = !due.empty();
        return is_more;
    };
    DESK_CHECK(database_->write(fire_all));
    return is_more;
}

Result<bool> SqliteStore::spread_news(Time now, int most) {
    DESK_TRY(bool is_more, is_there("SELECT 1 FROM news WHERE done_at IS NULL AND at <= ? LIMIT 1", now));
    if (!is_more) return false;
    const auto tell_some = [&](Connection& connection) -> Result<bool> {
        DESK_TRY(const auto open, oldest_news(connection));
        if (!open) return false;
        DESK_TRY(const auto subscribers, next_subscribers(connection, *open, most));
        for (const auto& one : subscribers) DESK_CHECK(tell(connection, *open, one, database_->names(), now));
        DESK_CHECK(remember_place(connection, *open, subscribers, static_cast<int>(subscribers.size()) < most, now));
        is_more = true;
        return true;
    };
    DESK_CHECK(database_->write(tell_some));
    return is_more;
}

}  // namespace desk
