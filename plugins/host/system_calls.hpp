// Filters over system calls (seccomp): what is not listed fails with EPERM, from the moment a filter is in force and for
// good. Filters add up: what one refuses none can allow again. no_new_privs must be set before.
#pragma once

#include <desk/result.hpp>

namespace desk {

// For a shared object before it is loaded: no socket, no process, no thread, no writing. Errors: unavailable.
Result<void> allow_loading();

// Once it is loaded: no opening of files either, no new executable memory. Errors: unavailable.
Result<void> allow_computing();

// For a program that is run next, which may be an interpreter: it reads files, and Landlock says which; it has threads,
// and no other process; no socket but those it is given, no writing, no signal to others, no tracing, no raising of
// limits. It is run by one call, execveat(program, empty_path, …, AT_EMPTY_PATH), and nothing else can be: the filter
// compares the address of `empty_path`, which is gone once the program runs. Errors: unavailable.
Result<void> allow_running(int program, const char* empty_path);

}  // namespace desk
