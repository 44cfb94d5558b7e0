#include "plugins/host/sandbox.hpp"

#include "plugins/host/landlock.hpp"
#include "plugins/host/system_calls.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace desk {
namespace {

using Reach = LandlockRules::Reach;

Error refused(const std::string& what, int number) {
    return unavailable("sandbox: " + what + ": " + std::strerror(number));
}

Result<void> limit(__rlimit_resource_t resource, rlim_t most, const char* name) {
    const rlimit both{most, most};
    if (::setrlimit(resource, &both) != 0) return refused(name, errno);
    return {};
}

}  // namespace

Sandbox::Sandbox() = default;
Sandbox::~Sandbox() = default;

Result<void> Sandbox::tie_to_parent(pid_t expected_parent, int keep) {
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return refused("parent-death signal", errno);
    if (::getppid() != expected_parent) return unavailable("sandbox: the desk is already gone");
    if (::close_range(static_cast<unsigned>(keep) + 1, ~0u, 0) != 0)
        return refused("close_range", errno);
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return refused("no_new_privs", errno);
    layers_.emplace_back("no_new_privs");
#ifndef DESK_SANITIZED
    if (::prctl(PR_SET_DUMPABLE, 0) != 0) return refused("dumpable", errno);
#endif
    return {};
}

#ifdef DESK_SANITIZED

Result<void> Sandbox::limit_resources(const ProcessLimits&) {
    return limit(RLIMIT_CORE, 0, "core");
}
Result<void> Sandbox::before_loading() {
    return {};
}
Result<void> Sandbox::after_loading() {
    return {};
}
Result<void> Sandbox::before_running(int, const char*) {
    return {};
}

#else

Result<void> Sandbox::limit_resources(const ProcessLimits& limits) {
    DESK_CHECK(limit(RLIMIT_CORE, 0, "core"));
    DESK_CHECK(limit(RLIMIT_AS, limits.memory_bytes, "memory"));
    DESK_CHECK(limit(RLIMIT_NOFILE, limits.descriptors, "descriptors"));
    DESK_CHECK(limit(RLIMIT_FSIZE, 0, "written files"));
    layers_.emplace_back("rlimits");
    return {};
}

Result<void> Sandbox::before_loading() {
    no_files_ = std::make_unique<LandlockRules>(Reach::nothing);
    DESK_CHECK(LandlockRules{Reach::system_libraries}.put_in_force());
    if (no_files_->are_known()) layers_.emplace_back("landlock");
    DESK_CHECK(allow_loading());
    layers_.emplace_back("seccomp");
    return {};
}

Result<void> Sandbox::after_loading() {
    DESK_CHECK(no_files_->put_in_force());
    no_files_.reset();
    return allow_computing();
}

Result<void> Sandbox::before_running(int program, const char* empty_path) {
    const LandlockRules rules{Reach::system_libraries};
    DESK_CHECK(rules.put_in_force());
    if (rules.are_known()) layers_.emplace_back("landlock");
    DESK_CHECK(allow_running(program, empty_path));
    layers_.emplace_back("seccomp");
    return {};
}

#endif

}  // namespace desk
