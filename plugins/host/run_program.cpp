#include "plugins/host/run_program.hpp"

#include <desk/json.hpp>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace desk {

Error run_program(const SealedPlugin& sealed, const std::string& path, Sandbox& sandbox, BotSocket& socket) {
    // A script's interpreter opens it once more by the number of this descriptor, or, as perl does, reads it from there.
    if (::fcntl(sealed.descriptor(), F_SETFD, 0) != 0 || ::lseek(sealed.descriptor(), 0, SEEK_SET) != 0)
        return unavailable(path + ": " + std::strerror(errno));
    static constexpr char empty_path[] = "";
    if (const auto sealed_off = sandbox.before_running(sealed.descriptor(), empty_path); !sealed_off)
        return sealed_off.error();
    if (!socket.send(0, wire::FrameType::layers, dump_json({{"layers", sandbox.layers()}})))
        return unavailable("the desk is gone");

    std::string name = path;
    std::array<char*, 2> arguments{name.data(), nullptr};
    std::array<char*, 1> environment{nullptr};
    ::syscall(SYS_execveat, sealed.descriptor(), empty_path, arguments.data(), environment.data(), AT_EMPTY_PATH);
    return invalid(path + " cannot be run: " + std::strerror(errno) +
                   "; the first line of a script names its interpreter itself: #!/usr/bin/python3");
}

Error run_sanitized_host(const SealedPlugin& sealed, char** arguments) {
    std::error_code unreadable;
    const std::string host = std::filesystem::read_symlink("/proc/self/exe", unreadable).string() + "-asan";
    std::array<char*, 1> environment{nullptr};
    ::execve(host.c_str(), arguments, environment.data());
    return invalid("\"" + sealed.name() + "\" was built with AddressSanitizer and needs " + host + ": " +
                   std::strerror(errno));
}

}  // namespace desk
