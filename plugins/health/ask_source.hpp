// Asks one source how things are, through the bot, and keeps what came of it: within its quota, leaving it alone when it
// asked for that, and never taking a failure for "fine" or "down".
#pragma once

#include "plugins/health/source_record.hpp"
#include <desk/plugin.hpp>

namespace desk {

// What is asked for beside the state itself.
enum class AskDepth {
    state,    // a person waits: one request
    history,  // the clock: also how vanished incidents ended, messages, past incidents once an hour
};

// Of a fetched or probed source. The record tells afterwards what is known; what failed stands in its `why`.
void ask_source(Host& host, const HealthSource& source, SourceRecord& record, AskDepth depth, Time now);

// Takes what a hook brought into what is known: each incident replaces its earlier state, parts as well. After a day
// without any report open alerts are forgotten: Alertmanager repeats them.
void take_in(SourceRecord& record, StatusReport news, const HealthSource& source, Time now);

// An open incident the source does not mention any more is over since `now`; past ones stay for thirty days.
void carry_over(StatusReport& report, const StatusReport& before, Time now);

}  // namespace desk
