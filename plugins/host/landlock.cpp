#include "plugins/host/landlock.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

namespace desk {
namespace {

// The kernel's attributes up to version 6 of Landlock; Debian's header knows the first field alone.
struct Attributes {
    std::uint64_t files = 0;
    std::uint64_t network = 0;
    std::uint64_t scopes = 0;
};

struct Version {
    int since = 0;
    std::uint64_t files = 0;    // what may be done to files, all that this version knows
    std::uint64_t network = 0;  // bind, connect over TCP
    std::uint64_t scopes = 0;   // abstract sockets, signals
    std::size_t size = 0;       // of the attributes
};
constexpr std::array versions{Version{1, 0x1FFF, 0, 0, 8}, Version{2, 0x3FFF, 0, 0, 8},
                              Version{3, 0x7FFF, 0, 0, 8}, Version{4, 0x7FFF, 3, 0, 16},
                              Version{5, 0xFFFF, 3, 0, 16}, Version{6, 0xFFFF, 3, 3, 24}};

constexpr std::uint64_t read_and_run =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t on_a_file = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;

constexpr std::array library_places{"/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime",
                                    "/dev/null", "/dev/zero", "/dev/urandom"};

Version version_of_kernel() {
    const long newest = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    Version found;
    for (const auto& version : versions) {
        if (version.since <= newest) found = version;
    }
    return found;
}

int rules_of(const Version& version) {
    if (version.since == 0) return -1;
    const Attributes attributes{version.files, version.network, version.scopes};
    return static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, version.size, 0));
}

}  // namespace

LandlockRules::LandlockRules(Reach reach) : rules_{rules_of(version_of_kernel())} {
    if (rules_ < 0 || reach == Reach::nothing) return;
    for (const char* place : library_places) let_read(place);
}

LandlockRules::~LandlockRules() {
    if (rules_ >= 0) ::close(rules_);
}

// A place that is not there stays out of reach.
void LandlockRules::let_read(const char* path) const {
    const int place = ::open(path, O_PATH | O_CLOEXEC);
    if (place < 0) return;
    struct stat status {};
    const bool is_folder = ::fstat(place, &status) == 0 && S_ISDIR(status.st_mode);
    const landlock_path_beneath_attr rule{is_folder ? read_and_run : on_a_file, place};
    ::syscall(SYS_landlock_add_rule, rules_, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    ::close(place);
}

Result<void> LandlockRules::put_in_force() const {
    if (rules_ < 0) return {};
    if (::syscall(SYS_landlock_restrict_self, rules_, 0) == 0) return {};
    return unavailable(std::string{"sandbox: landlock: "} + std::strerror(errno));
}

}  // namespace desk
