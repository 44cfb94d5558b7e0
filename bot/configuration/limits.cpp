#include "bot/configuration/limits.hpp"

#include <array>

namespace desk {
namespace {

constexpr std::int64_t mega = 1'048'576;
constexpr std::int64_t giga = 1'073'741'824;
constexpr std::int64_t second = 1'000;
constexpr std::int64_t hour = 3'600'000;
constexpr std::int64_t day = 24 * hour;

using L = Limits;

// clang-format off
constexpr std::array rows{
    LimitRow{"connections", &L::connections, 1, 1'000'000, "open connections in all"},
    LimitRow{"connections_per_address", &L::connections_per_address, 1, 1'000'000, "open connections of one address; trusted proxies are exempt"},
    LimitRow{"buffered_bytes", &L::buffered_bytes, 65'536, 64 * giga, "sum of all request buffers"},
    LimitRow{"request_line_bytes", &L::request_line_bytes, 64, 65'536, "request line"},
    LimitRow{"path_bytes", &L::path_bytes, 16, 65'536, "path of a request"},
    LimitRow{"header_bytes", &L::header_bytes, 256, mega, "header block of a request"},
    LimitRow{"header_lines", &L::header_lines, 4, 10'000, "header lines of a request"},
    LimitRow{"header_line_bytes", &L::header_line_bytes, 64, mega, "one header line"},
    LimitRow{"request_bytes", &L::request_bytes, 256, 100 * mega, "body of a request"},
    LimitRow{"header_time", &L::header_time, 10, hour, "until the header block is complete"},
    LimitRow{"request_time", &L::request_time, 10, hour, "until the request is complete"},
    LimitRow{"write_stall", &L::write_stall, 10, hour, "an answer nobody reads"},
    LimitRow{"requests_per_connection", &L::requests_per_connection, 1, 1'000'000, "requests on one connection"},
    LimitRow{"idle_time", &L::idle_time, 10, hour, "a connection without a request"},
    LimitRow{"queue", &L::queue, 1, 100'000, "complete requests that wait for a worker"},
    LimitRow{"workers", &L::workers, 1, 1'024, "requests read at the same time; none is held while its answer is awaited"},
    LimitRow{"ask_time", &L::ask_time, 10, 10 * 60 * second, "how long POST /api/v1/ask waits for the answer"},
    LimitRow{"address_rate", &L::address_rate, 1, 1'000'000, "unauthenticated requests of one address per second"},
    LimitRow{"address_burst", &L::address_burst, 1, 1'000'000, "the same at once"},
    LimitRow{"user_rate", &L::user_rate, 0, 1'000'000, "messages of one person per second; 0: no limit"},
    LimitRow{"user_burst", &L::user_burst, 1, 1'000'000, "the same at once"},
    LimitRow{"channel_rate", &L::channel_rate, 0, 1'000'000, "messages of one channel per second; 0: no limit"},
    LimitRow{"channel_burst", &L::channel_burst, 1, 1'000'000, "the same at once"},
    LimitRow{"tenant_rate", &L::tenant_rate, 0, 1'000'000, "messages of one customer per second; 0: no limit"},
    LimitRow{"tenant_burst", &L::tenant_burst, 1, 1'000'000, "the same at once"},
    LimitRow{"backlog", &L::backlog, 1, 100'000'000, "messages that wait, in all; beyond it 503"},
    LimitRow{"deliveries_first", &L::deliveries_first, 1, 1'000'000, "deliveries stored before each answer, while they queue and more messages wait than are kept in memory"},
    LimitRow{"commit_time", &L::commit_time, 10, hour, "how long a request waits to be on disk; then 503"},
    LimitRow{"look_every", &L::look_every, 1, 10 * second, "how often inbox and outbox are asked for what nobody handed over"},
    LimitRow{"start_check_bytes", &L::start_check_bytes, 0, 65'536 * giga, "a larger database is checked for damage beside the running desk, not before it"},
    LimitRow{"deliverers", &L::deliverers, 1, 256, "replies sent at the same time"},
    LimitRow{"hold_max", &L::hold_max, 10, day, "how long a reply that fails holds its conversation"},
    LimitRow{"send_time", &L::send_time, 10, 10 * 60 * second, "one attempt to send a reply"},
    LimitRow{"send_age", &L::send_age, second, 30 * day, "after this a reply is not tried any more"},
    LimitRow{"send_attempts", &L::send_attempts, 1, 1'000, "attempts to send a reply"},
    LimitRow{"reply_parts", &L::reply_parts, 1, 1'000, "parts of one answer"},
    LimitRow{"plugin_children", &L::plugin_children, 1, 64, "processes of one plugin"},
    LimitRow{"plugin_memory_bytes", &L::plugin_memory_bytes, 32 * mega, 65'536 * mega, "address space of one process of a plugin"},
    LimitRow{"plugin_descriptors", &L::plugin_descriptors, 8, 65'536, "open descriptors of one process of a plugin"},
    LimitRow{"plugin_calls", &L::plugin_calls, 1, 256, "calls at the same time, all plugins"},
    LimitRow{"plugin_queue", &L::plugin_queue, 1, 100'000, "calls that wait for one plugin; then \"busy\""},
    LimitRow{"plugin_attempts", &L::plugin_attempts, 1, 20, "attempts to answer a message"},
    LimitRow{"plugin_deaths", &L::plugin_deaths, 1, 1'000, "deaths of a plugin within plugin_death_time; then quarantine"},
    LimitRow{"plugin_death_time", &L::plugin_death_time, 100, day, "see plugin_deaths"},
    LimitRow{"plugin_quarantine", &L::plugin_quarantine, 10, day, "first quarantine; each following one is twice as long"},
    LimitRow{"plugin_quarantine_max", &L::plugin_quarantine_max, 10, 7 * day, "longest quarantine"},
    LimitRow{"plugin_start_time", &L::plugin_start_time, 10, hour, "until a plugin has started"},
    LimitRow{"plugin_questions", &L::plugin_questions, 1, 100'000, "questions of a plugin in one call"},
    LimitRow{"plugin_fetches", &L::plugin_fetches, 0, 10'000, "fetches among them"},
    LimitRow{"plugin_log_lines", &L::plugin_log_lines, 0, 1'000'000, "log lines of a plugin per minute"},
    LimitRow{"plugin_value_bytes", &L::plugin_value_bytes, 16, 16 * mega, "one kept value"},
    LimitRow{"fetch_bytes", &L::fetch_bytes, 1'024, 256 * mega, "body of a fetched page"},
    LimitRow{"fetch_time", &L::fetch_time, 10, 10 * 60 * second, "one fetch of a plugin"},
    LimitRow{"chosen_customer", &L::chosen_customer, 1'000, 30 * day, "how long after its last use the customer an agent chose stays chosen"},
    LimitRow{"form_question", &L::form_question, 1, 30 * day, "how long words are taken for the answer to an open question first"},
    LimitRow{"form_preview", &L::form_preview, 1, 30 * day, "how long a preview may be confirmed; afterwards it is shown again first"},
    LimitRow{"form_kept", &L::form_kept, 1, 365 * day, "how long a form that was begun can be gone on with"},
    LimitRow{"form_reminder", &L::form_reminder, 0, 30 * day, "when somebody is reminded of an open form, once; \"0s\": never"},
    LimitRow{"call_records", &L::call_records, 0, 365 * day, "how long calls of plugins are kept for deskhand replay; \"0s\": none is recorded"},
    LimitRow{"drain_time", &L::drain_time, 10, hour, "how long a stop or reload waits for work to end"},
};
// clang-format on

}  // namespace

std::span<const LimitRow> limit_rows() {
    return rows;
}

}  // namespace desk
