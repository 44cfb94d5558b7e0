// What a calendar must be before anything is counted in it. Pure; any thread.
#pragma once

#include "plugins/working_time/calendar.hpp"

namespace desk {

// Errors: invalid (a frame that is none; frames that overlap or touch; no working minute in 366 days: in the years the
// calendar names dates of, or ever after).
Result<void> check_calendar(const Calendar& calendar);
// The same of one day's frames. Errors: invalid ("08:00-07:00 runs backwards").
Result<void> check_frames(const Frames& frames);

}  // namespace desk
