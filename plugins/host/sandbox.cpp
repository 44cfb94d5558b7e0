#include "plugins/host/sandbox.hpp"

#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace desk {
namespace {

Error refused(const std::string& what, int number) {
    return unavailable("sandbox: " + what + ": " + std::strerror(number));
}

#ifndef DESK_SANITIZED

Result<void> limit(int resource, rlim_t most, const char* name) {
    const rlimit both{most, most};
    if (::setrlimit(static_cast<__rlimit_resource>(resource), &both) != 0)
        return refused(name, errno);
    return {};
}

// Computing, waiting, talking over what is open, ending. Nothing here reaches a file, an address or
// another process.
constexpr std::array harmless{SCMP_SYS(read),
                              SCMP_SYS(readv),
                              SCMP_SYS(write),
                              SCMP_SYS(writev),
                              SCMP_SYS(recvfrom),
                              SCMP_SYS(recvmsg),
                              SCMP_SYS(sendto),
                              SCMP_SYS(sendmsg),
                              SCMP_SYS(poll),
                              SCMP_SYS(ppoll),
                              SCMP_SYS(close),
                              SCMP_SYS(fstat),
                              SCMP_SYS(lseek),
                              SCMP_SYS(munmap),
                              SCMP_SYS(mremap),
                              SCMP_SYS(madvise),
                              SCMP_SYS(brk),
                              SCMP_SYS(futex),
                              SCMP_SYS(rt_sigaction),
                              SCMP_SYS(rt_sigprocmask),
                              SCMP_SYS(rt_sigreturn),
                              SCMP_SYS(sigaltstack),
                              SCMP_SYS(getpid),
                              SCMP_SYS(gettid),
                              SCMP_SYS(clock_gettime),
                              SCMP_SYS(clock_getres),
                              SCMP_SYS(clock_nanosleep),
                              SCMP_SYS(nanosleep),
                              SCMP_SYS(gettimeofday),
                              SCMP_SYS(getrandom),
                              SCMP_SYS(sched_yield),
                              SCMP_SYS(restart_syscall),
                              SCMP_SYS(exit),
                              SCMP_SYS(exit_group)};
// What the dynamic loader needs besides, and what puts the second filter in place.
constexpr std::array for_loading{SCMP_SYS(pread64),   SCMP_SYS(newfstatat), SCMP_SYS(access),
                                 SCMP_SYS(faccessat), SCMP_SYS(readlink),   SCMP_SYS(readlinkat),
                                 SCMP_SYS(getcwd),    SCMP_SYS(mmap),       SCMP_SYS(mprotect),
                                 SCMP_SYS(seccomp)};

// A filter that refuses what it was not told to allow. The first failure is kept and reported by
// `put_in_force`.
class Filter {
public:
    Filter() : context_{seccomp_init(SCMP_ACT_ERRNO(EPERM))} {
        if (context_ == nullptr) failure_ = ENOMEM;
        note(seccomp_attr_set(context_, SCMP_FLTATR_CTL_NNP, 0));  // done by tie_to_parent
    }
    Filter(const Filter&) = delete;
    Filter& operator=(const Filter&) = delete;
    ~Filter() { seccomp_release(context_); }

    template <class Calls>
    void allow(const Calls& calls) {
        for (const int call : calls) note(seccomp_rule_add(context_, SCMP_ACT_ALLOW, call, 0));
    }
    void allow_when(int call, scmp_arg_cmp condition) {
        note(seccomp_rule_add(context_, SCMP_ACT_ALLOW, call, 1, condition));
    }
    Result<void> put_in_force() {
        note(seccomp_load(context_));
        if (failure_ != 0) return refused("seccomp", failure_);
        return {};
    }

private:
    void note(int result) {
        if (result < 0 && failure_ == 0) failure_ = -result;
    }

    scmp_filter_ctx context_;
    int failure_ = 0;
};

// The argument `number`, and with `mask` only those bits of it, is `value`. (The macros of
// seccomp.h are C.)
constexpr scmp_arg_cmp is(unsigned number, scmp_datum_t value) {
    return {number, SCMP_CMP_EQ, value, 0};
}
constexpr scmp_arg_cmp is(unsigned number, scmp_datum_t mask, scmp_datum_t value) {
    return {number, SCMP_CMP_MASKED_EQ, mask, value};
}

void allow_ending_itself(Filter& filter) {
    filter.allow_when(SCMP_SYS(tgkill), is(0, static_cast<scmp_datum_t>(::getpid())));
}

#endif

}  // namespace

Result<void> tie_to_parent(pid_t expected_parent, int keep) {
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return refused("parent-death signal", errno);
    if (::getppid() != expected_parent) return unavailable("sandbox: the desk is already gone");
    if (::close_range(static_cast<unsigned>(keep) + 1, ~0u, 0) != 0)
        return refused("close_range", errno);
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return refused("no_new_privs", errno);
#ifndef DESK_SANITIZED
    if (::prctl(PR_SET_DUMPABLE, 0) != 0) return refused("dumpable", errno);
#endif
    return {};
}

#ifdef DESK_SANITIZED

Result<void> limit_resources() {
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0) return refused("core", errno);
    return {};
}
Result<void> forbid_all_but_loading() {
    return {};
}
Result<void> forbid_loading() {
    return {};
}
std::vector<std::string> layers_in_force() {
    return {"no_new_privs"};
}

#else

Result<void> limit_resources() {
    DESK_CHECK(limit(RLIMIT_CORE, 0, "core"));
    DESK_CHECK(limit(RLIMIT_AS, 512ul * 1024 * 1024, "memory"));
    DESK_CHECK(limit(RLIMIT_NOFILE, 32, "descriptors"));
    return limit(RLIMIT_FSIZE, 0, "written files");
}

Result<void> forbid_all_but_loading() {
    Filter filter;
    filter.allow(harmless);
    filter.allow(for_loading);
    allow_ending_itself(filter);
    filter.allow_when(SCMP_SYS(openat), is(2, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY));
    return filter.put_in_force();
}

Result<void> forbid_loading() {
    Filter filter;
    filter.allow(harmless);
    allow_ending_itself(filter);
    filter.allow_when(SCMP_SYS(mmap), is(2, PROT_EXEC, 0));
    filter.allow_when(SCMP_SYS(mprotect), is(2, PROT_EXEC, 0));
    return filter.put_in_force();
}

std::vector<std::string> layers_in_force() {
    return {"rlimits", "no_new_privs", "seccomp"};
}

#endif

}  // namespace desk
