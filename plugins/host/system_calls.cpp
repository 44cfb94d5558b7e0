#include "plugins/host/system_calls.hpp"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

namespace desk {
namespace {

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
// What the dynamic loader needs besides, and what puts the next walls in place.
constexpr std::array for_loading{SCMP_SYS(pread64),  SCMP_SYS(newfstatat), SCMP_SYS(access), SCMP_SYS(faccessat),
                                 SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd), SCMP_SYS(mmap),
                                 SCMP_SYS(mprotect), SCMP_SYS(seccomp),    SCMP_SYS(landlock_restrict_self)};
// What a program's loader, an interpreter and threads need besides; found with strace under python3, perl and a C program.
constexpr std::array for_programs{
    SCMP_SYS(pread64),           SCMP_SYS(newfstatat),      SCMP_SYS(access),
    SCMP_SYS(faccessat),         SCMP_SYS(readlink),        SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),            SCMP_SYS(mmap),            SCMP_SYS(mprotect),
    SCMP_SYS(stat),              SCMP_SYS(lstat),           SCMP_SYS(statx),
    SCMP_SYS(getdents64),        SCMP_SYS(arch_prctl),      SCMP_SYS(set_tid_address),
    SCMP_SYS(set_robust_list),   SCMP_SYS(rseq),            SCMP_SYS(sysinfo),
    SCMP_SYS(uname),             SCMP_SYS(getuid),          SCMP_SYS(geteuid),
    SCMP_SYS(getgid),            SCMP_SYS(getegid),         SCMP_SYS(getppid),
    SCMP_SYS(getpgrp),           SCMP_SYS(umask),           SCMP_SYS(times),
    SCMP_SYS(getrusage),         SCMP_SYS(dup),             SCMP_SYS(dup2),
    SCMP_SYS(dup3),              SCMP_SYS(pipe2),           SCMP_SYS(eventfd2),
    SCMP_SYS(epoll_create1),     SCMP_SYS(epoll_ctl),       SCMP_SYS(epoll_wait),
    SCMP_SYS(epoll_pwait),       SCMP_SYS(select),          SCMP_SYS(pselect6),
    SCMP_SYS(getsockname),       SCMP_SYS(getpeername),     SCMP_SYS(getsockopt),
    SCMP_SYS(setsockopt),        SCMP_SYS(shutdown),        SCMP_SYS(recvmmsg),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(rt_sigtimedwait), SCMP_SYS(rt_sigpending),
    SCMP_SYS(rt_sigsuspend),     SCMP_SYS(membarrier),      SCMP_SYS(timerfd_create),
    SCMP_SYS(timerfd_settime)};
// Newer forms whose arguments a filter cannot read: hidden, so that the older form is used.
constexpr std::array hidden{SCMP_SYS(clone3), SCMP_SYS(openat2), SCMP_SYS(faccessat2), SCMP_SYS(io_uring_setup)};
// Of ioctl: is it a terminal, how much is there to read, close or keep on exec, blocking or not.
constexpr std::array<scmp_datum_t, 6> harmless_ioctls{TCGETS, FIONREAD, FIOCLEX, FIONCLEX, FIONBIO, TIOCGWINSZ};
constexpr std::array harmless_fcntls{F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD, F_DUPFD_CLOEXEC};

// A filter that refuses what it was not told to allow. The first failure is kept and reported by
// `put_in_force`.
class Filter {
public:
    Filter() : context_{seccomp_init(SCMP_ACT_ERRNO(EPERM))} {
        if (context_ == nullptr) failure_ = ENOMEM;
        note(seccomp_attr_set(context_, SCMP_FLTATR_CTL_NNP, 0));  // done by Sandbox::tie_to_parent
    }
    Filter(const Filter&) = delete;
    Filter& operator=(const Filter&) = delete;
    ~Filter() { seccomp_release(context_); }

    template <class Calls>
    void allow(const Calls& calls) {
        for (const int call : calls) note(seccomp_rule_add(context_, SCMP_ACT_ALLOW, call, 0));
    }
    template <class... Conditions>
    void allow_when(int call, Conditions... conditions) {
        note(seccomp_rule_add(context_, SCMP_ACT_ALLOW, call, sizeof...(conditions), conditions...));
    }
    // As if the kernel did not know it: its caller falls back to an older call.
    void hide(int call) { note(seccomp_rule_add(context_, SCMP_ACT_ERRNO(ENOSYS), call, 0)); }
    Result<void> put_in_force() {
        note(seccomp_load(context_));
        if (failure_ != 0) return unavailable(std::string{"sandbox: seccomp: "} + std::strerror(failure_));
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

void allow_reading_files(Filter& filter) {
    constexpr scmp_datum_t how = O_ACCMODE | O_CREAT | O_TRUNC;
    filter.allow_when(SCMP_SYS(openat), is(2, how, O_RDONLY));
#ifdef __x86_64__
    filter.allow_when(SCMP_SYS(open), is(1, how, O_RDONLY));
#endif
}

}  // namespace

Result<void> allow_loading() {
    Filter filter;
    filter.allow(harmless);
    filter.allow(for_loading);
    allow_ending_itself(filter);
    allow_reading_files(filter);
    return filter.put_in_force();
}

Result<void> allow_computing() {
    Filter filter;
    filter.allow(harmless);
    allow_ending_itself(filter);
    filter.allow_when(SCMP_SYS(mmap), is(2, PROT_EXEC, 0));
    filter.allow_when(SCMP_SYS(mprotect), is(2, PROT_EXEC, 0));
    return filter.put_in_force();
}

Result<void> allow_running(int program, const char* empty_path) {
    const auto self = static_cast<scmp_datum_t>(::getpid());
    Filter filter;
    filter.allow(harmless);
    filter.allow(for_programs);
    for (const int call : hidden) filter.hide(call);
    allow_ending_itself(filter);
    allow_reading_files(filter);
    filter.allow_when(SCMP_SYS(kill), is(0, self));
    filter.allow_when(SCMP_SYS(clone), is(0, CLONE_THREAD, CLONE_THREAD));
    filter.allow_when(SCMP_SYS(prlimit64), is(2, 0));  // it asks for its limits and sets none
    filter.allow_when(SCMP_SYS(prctl), is(0, PR_SET_NAME));
    for (const int request : harmless_fcntls)
        filter.allow_when(SCMP_SYS(fcntl), is(1, static_cast<scmp_datum_t>(request)));
    for (const auto request : harmless_ioctls) filter.allow_when(SCMP_SYS(ioctl), is(1, request));
    const auto address = static_cast<scmp_datum_t>(reinterpret_cast<std::uintptr_t>(empty_path));
    filter.allow_when(SCMP_SYS(execveat), is(0, static_cast<scmp_datum_t>(program)), is(1, address),
                      is(4, AT_EMPTY_PATH));
    return filter.put_in_force();
}

}  // namespace desk
