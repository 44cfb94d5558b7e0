// Takes out of a text what points at a person or a customer's directory, for transcripts that leave the desk.
#pragma once

#include <string>
#include <string_view>

namespace desk {

// E-mail addresses become "[e-mail]"; phone numbers (from "+" or "0", at least 8 digits) "[phone]"; GUIDs and
// "name.onmicrosoft.com" "[tenant]". Everything else, incident and request numbers included, stays. Linear time.
std::string redacted(std::string_view text);

}  // namespace desk
