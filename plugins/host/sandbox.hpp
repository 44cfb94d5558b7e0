// What a plugin's process may do, in two steps: everything but the reading that loading needs is
// given up before any of the plugin's code runs, and that reading once it is loaded. What is not
// allowed fails with EPERM. In a sanitizer build (DESK_SANITIZED) only the parent's death and core
// dumps are taken care of.
#pragma once

#include <desk/result.hpp>

#include <sys/types.h>

#include <string>
#include <vector>

namespace desk {

// Ends with its parent; no new privileges; not readable by others; every inherited descriptor above
// `keep` closed. Errors: unavailable (the parent, `expected_parent`, is already gone; the kernel
// refuses).
Result<void> tie_to_parent(pid_t expected_parent, int keep);

// Memory 512 MB, 32 descriptors, no core dump, no written file. Errors: unavailable.
Result<void> limit_resources();

// Before the plugin is loaded: no socket, no process, no writing. Errors: unavailable.
Result<void> forbid_all_but_loading();

// Once it is loaded: no opening of files either, no new executable memory. Errors: unavailable.
Result<void> forbid_loading();

// The layers in force, for the log: "rlimits", "no_new_privs", "seccomp".
std::vector<std::string> layers_in_force();

}  // namespace desk
