// A terminal, for `deskhand chat`: a typed line comes in, what is printed goes out. A mailbox
// without authentication: only the program that owns the terminal may make its requests, so no path
// of the HTTP server leads here.
//
// read: the body is the line; headers x-conversation and x-person (the author) are required,
// x-person-name, x-language, x-event-id ("" when it is missing, see adapters/ask/ask.hpp) and
// x-action (what the button does whose number was typed; the line is ignored then) are not.
// write: the body is the text to print, a card drawn as a box; it ends with a line feed. The
// headers x-action, in order, say what the numbered buttons 1, 2 … do.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/catalogue.hpp"
#include <desk/result.hpp>

#include <memory>
#include <span>
#include <string_view>

namespace desk {

std::span<const AdapterSetting> console_settings();

// Errors: invalid (a setting is wrong).
Result<std::unique_ptr<Adapter>> make_console(std::string_view name,
                                              const AdapterSettings& settings);

}  // namespace desk
