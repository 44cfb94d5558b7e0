// The document of a call as the wire has it, written without building it first: every call of every plugin is written
// once. Pure. The same document as dump_json(wire::to_json(call)), which a test compares.
#pragma once

#include <desk/plugin.hpp>

#include <string>

namespace desk {

// Bytes that are not UTF-8 become U+FFFD.
std::string call_text(const Call& call);

}  // namespace desk
