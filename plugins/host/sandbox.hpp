// What a plugin's process may do, given up in steps: everything but the reading that loading needs before any of the
// plugin's code runs, and that reading once it is loaded. What is not allowed fails with EPERM, a file out of reach with
// EACCES. In a sanitizer build (DESK_SANITIZED) only the parent's death and core dumps are taken care of.
#pragma once

#include <desk/result.hpp>

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace desk {

class LandlockRules;

// Most of what one process takes, from [limits] of the desk.
struct ProcessLimits {
    std::uint64_t memory_bytes = 512ull * 1024 * 1024;  // of address space
    std::uint64_t descriptors = 32;                     // open at the same time
};

// The steps are taken in the order they stand here, by one thread.
class Sandbox {
public:
    Sandbox();
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;
    ~Sandbox();

    // Ends with its parent; no new privileges; not readable by others; every inherited descriptor above `keep` closed.
    // Errors: unavailable (the parent, `expected_parent`, is already gone; the kernel refuses).
    Result<void> tie_to_parent(pid_t expected_parent, int keep);
    // Besides these: no core dump, no written file. Errors: unavailable.
    Result<void> limit_resources(const ProcessLimits& limits);

    // A shared object: before it is loaded, and afterwards. Errors: unavailable.
    Result<void> before_loading();
    Result<void> after_loading();

    // A program: the last step before execveat(program, empty_path, …, AT_EMPTY_PATH). Errors: unavailable.
    Result<void> before_running(int program, const char* empty_path);

    // What is in force so far, for the log: "no_new_privs", "rlimits", "seccomp", "landlock".
    const std::vector<std::string>& layers() const { return layers_; }

private:
    std::vector<std::string> layers_ = {};
    std::unique_ptr<LandlockRules> no_files_;  // opened before loading, for afterwards
};

}  // namespace desk
