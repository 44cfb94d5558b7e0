// Landlock: the kernel takes files, TCP and other processes away from this process, for good. The second wall behind the
// filter of system calls, and the one that tells the libraries of the system from the desk's own files. Kernels without
// it, or older than a part of it, give less: `restrict` says whether anything came into force.
#pragma once

#include <desk/result.hpp>

namespace desk {

// Rules of this process, prepared while files can still be opened. One thread.
// Source: docs.kernel.org/userspace-api/landlock.html
class LandlockRules {
public:
    enum class Reach {
        nothing,           // no file at all
        system_libraries,  // reads and runs what is below /usr, /lib, /lib64, /bin; reads what the loader reads in /etc
    };

    // Rules that no kernel knows are left out; on a kernel without Landlock there are none.
    explicit LandlockRules(Reach reach);
    LandlockRules(const LandlockRules&) = delete;
    LandlockRules& operator=(const LandlockRules&) = delete;
    ~LandlockRules();

    bool are_known() const { return rules_ >= 0; }
    // From now on, and for whatever is run later. no_new_privs must be set. Does nothing on a kernel without Landlock.
    // Errors: unavailable (the kernel has it and refuses).
    Result<void> put_in_force() const;

private:
    void let_read(const char* path) const;

    int rules_;  // -1: the kernel has no Landlock
};

}  // namespace desk
