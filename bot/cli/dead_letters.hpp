// deskhand admin dlq list | show | redrive | drop: what could not be answered or delivered.
//
// A dead letter is named by the event it comes from, ADAPTER:EVENT_ID; all parts that died of it go
// together. List and show read the database. Redrive and drop change it, so a running desk is
// asked:
//     POST /admin/dlq/redrive, POST /admin/dlq/drop   {"adapter","event_id"}   → {"letters": 2} |
//     404
// and the database is opened only when the desk is stopped.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_dead_letters_list(const CommandInput& input);
int run_dead_letters_show(const CommandInput& input);
int run_dead_letters_redrive(const CommandInput& input);
int run_dead_letters_drop(const CommandInput& input);

}  // namespace desk
