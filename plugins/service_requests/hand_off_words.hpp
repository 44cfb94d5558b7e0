// What agents say when a hand-off asks them: the reason and yes or no, in the three languages. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace desk {

// One of the five reasons, by its id or by what its button says; "": not understood.
std::string reason_said(std::string_view text);
// "yes" | "no"; what is not understood: "no".
std::string yes_or_no(std::string_view text);

}  // namespace desk
