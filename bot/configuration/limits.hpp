// Every limit of the desk, with its key in [limits] of the configuration. Times are texts such as
// "5s" there, sizes are bytes. The defaults stand here and nowhere else; range and help of each key
// in limit_rows(). Origin of the figures: shared/design/reliability.md §5 to §7.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

namespace desk {

struct Limits {
    using Duration = std::chrono::milliseconds;

    // The front door.
    std::int64_t connections = 20'000;
    std::int64_t connections_per_address = 1'024;
    std::int64_t buffered_bytes = 268'435'456;
    std::int64_t request_line_bytes = 4'096;
    std::int64_t path_bytes = 1'024;
    std::int64_t header_bytes = 32'768;
    std::int64_t header_lines = 100;
    std::int64_t header_line_bytes = 8'192;
    std::int64_t request_bytes = 1'048'576;
    Duration header_time{5'000};
    Duration request_time{15'000};
    Duration write_stall{5'000};
    std::int64_t requests_per_connection = 100;
    Duration idle_time{15'000};
    std::int64_t queue = 256;
    std::int64_t workers = 32;
    Duration ask_time{30'000};

    // Admission. Rates are per second; 0: no limit (decisions/0002).
    std::int64_t address_rate = 20;
    std::int64_t address_burst = 100;
    std::int64_t user_rate = 0;
    std::int64_t user_burst = 10;
    std::int64_t channel_rate = 0;
    std::int64_t channel_burst = 50;
    std::int64_t tenant_rate = 0;
    std::int64_t tenant_burst = 500;
    std::int64_t backlog = 50'000;
    std::int64_t deliveries_first = 64;  // decisions/0013
    Duration commit_time{5'000};
    Duration look_every{100};  // inbox and outbox; most of what they hold is handed over in memory
    std::int64_t start_check_bytes = 134'217'728;  // decisions/0010

    // Replies on their way out.
    std::int64_t deliverers = 32;
    Duration hold_max{900'000};
    Duration send_time{10'000};
    Duration send_age{86'400'000};
    std::int64_t send_attempts = 20;
    std::int64_t reply_parts = 20;

    // How long what was begun waits: bot/dispatch/route.hpp, Patience.
    Duration chosen_customer{1'800'000};
    Duration form_question{1'800'000};
    Duration form_preview{600'000};
    Duration form_kept{604'800'000};
    Duration form_reminder{600'000};

    // Plugins. The hard time limit of a call is `timeout` of the plugin's own section.
    std::int64_t plugin_children = 4;
    std::int64_t plugin_memory_bytes = 536'870'912;  // of address space, one process
    std::int64_t plugin_descriptors = 32;             // one process
    std::int64_t plugin_calls = 64;
    std::int64_t plugin_queue = 100;
    std::int64_t plugin_attempts = 3;
    std::int64_t plugin_deaths = 5;
    Duration plugin_death_time{60'000};
    Duration plugin_quarantine{60'000};
    Duration plugin_quarantine_max{3'600'000};
    Duration plugin_start_time{10'000};
    std::int64_t plugin_questions = 200;
    std::int64_t plugin_fetches = 20;
    std::int64_t plugin_log_lines = 600;
    std::int64_t plugin_value_bytes = 65'536;
    std::int64_t fetch_bytes = 5'242'880;
    Duration fetch_time{10'000};

    Duration call_records{604'800'000};  // 7 days

    Duration drain_time{30'000};
};

// One key. `least` and `most` are in the unit of the field: milliseconds for a time.
struct LimitRow {
    std::string_view name = {};
    std::variant<std::int64_t Limits::*, Limits::Duration Limits::*> field = {};
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::string_view help = {};
};

// One row for every field of Limits, in its order.
std::span<const LimitRow> limit_rows();

}  // namespace desk
