#include "bot/doctor/gather.hpp"
#include "bot/http/descriptor.hpp"
#include "bot/http/resolve.hpp"

#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace desk {
namespace {

constexpr std::string_view secret_file_origin = "file ";
constexpr std::chrono::seconds resolve_time{2};
constexpr std::uint64_t other_descriptors = 256;  // database, log, listeners, deliveries, plugins

PrivateFile private_file(const std::string& path, std::string holds) {
    PrivateFile file{.path = path, .holds = std::move(holds)};
    struct stat found {};
    file.exists = ::stat(path.c_str(), &found) == 0;
    if (!file.exists) return file;
    file.mode = found.st_mode & 07777U;
    file.owner = found.st_uid;
    return file;
}

std::vector<PrivateFile> private_files(const DoctorInput& input) {
    std::vector<PrivateFile> files;
    for (const auto& value : input.reading.values) {
        if (!value.origin.starts_with(secret_file_origin)) continue;
        files.push_back(private_file(value.origin.substr(secret_file_origin.size()), "the secret " + value.key));
    }
    const auto database = database_path(input.reading.configuration);
    const auto audit_key = std::filesystem::path{database}.replace_filename("audit.key").string();
    files.push_back(private_file(database, "what customers wrote"));
    files.push_back(private_file(audit_key, "the key of the audit chain"));
    std::erase_if(files, [](const PrivateFile& file) { return !file.exists; });
    return files;
}

FolderFacts folder_facts(const std::string& path) {
    FolderFacts folder{.path = path};
    struct stat found {};
    folder.exists = ::stat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode);
    folder.is_writable = ::access(path.c_str(), W_OK | X_OK) == 0;
    struct statfs system {};
    if (::statfs(path.c_str(), &system) == 0) {
        folder.file_system = static_cast<std::uint32_t>(system.f_type);
        folder.free_bytes = static_cast<std::uint64_t>(system.f_bavail) * static_cast<std::uint64_t>(system.f_bsize);
    }
    return folder;
}

Time newest_change(const std::vector<std::string>& paths) {
    Time newest{};
    for (const auto& path : paths) {
        struct stat found {};
        if (::stat(path.c_str(), &found) != 0) continue;
        newest = std::max(newest, Time{std::chrono::seconds{found.st_mtim.tv_sec}});
    }
    return newest;
}

// Why nobody could listen there; "": one could.
std::string port_problem(const std::string& address) {
    const auto colon = address.rfind(':');
    auto host = address.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    int port = 0;
    const auto digits = std::string_view{address}.substr(std::min(colon + 1, address.size()));
    std::from_chars(digits.data(), digits.data() + digits.size(), port);
    const auto addresses = resolve(host, resolve_time);
    if (!addresses) return addresses.error().what;
    if (addresses->empty()) return "no address";

    const auto& bytes = addresses->front().bytes;
    const bool is_ipv4 = to_text(addresses->front()).find(':') == std::string::npos;
    const OwnedDescriptor socket{::socket(is_ipv4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const int yes = 1;
    ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in ipv4{};
    ipv4.sin_family = AF_INET;
    ipv4.sin_port = htons(static_cast<std::uint16_t>(port));
    std::memcpy(&ipv4.sin_addr, bytes.data() + 12, 4);
    sockaddr_in6 ipv6{};
    ipv6.sin6_family = AF_INET6;
    ipv6.sin6_port = htons(static_cast<std::uint16_t>(port));
    std::memcpy(&ipv6.sin6_addr, bytes.data(), 16);
    const int bound = is_ipv4 ? ::bind(socket.number(), reinterpret_cast<const sockaddr*>(&ipv4), sizeof ipv4)
                              : ::bind(socket.number(), reinterpret_cast<const sockaddr*>(&ipv6), sizeof ipv6);
    if (bound == 0) return {};
    return errno == EADDRINUSE ? "held by another program" : std::strerror(errno);
}

PortFacts port_facts(const char* key, const std::string& address, bool is_running) {
    return {.key = key, .address = address, .problem = is_running ? std::string{} : port_problem(address)};
}

// Of another process, from /proc; nothing: not to be read.
std::optional<std::uint64_t> most_descriptors_of(const std::string& pid) {
    std::ifstream file{"/proc/" + pid + "/limits"};
    constexpr std::string_view name = "Max open files";
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(name)) continue;
        std::istringstream rest{line.substr(name.size())};
        std::uint64_t soft = 0, hard = 0;
        if (rest >> soft >> hard) return hard;
    }
    return {};
}

DescriptorFacts descriptor_facts(const Configuration& configuration, bool is_running) {
    DescriptorFacts facts;
    const auto& limits = configuration.limits;
    facts.needed = static_cast<std::uint64_t>(limits.connections + limits.deliverers +
                                              limits.plugin_children * 2 *
                                                  static_cast<std::int64_t>(configuration.plugins.size())) +
                   other_descriptors;
    rlimit own{};
    ::getrlimit(RLIMIT_NOFILE, &own);
    facts.most = own.rlim_max;
    std::string pid;
    std::getline(std::ifstream{database_path(configuration) + ".lock"} >> std::ws, pid);
    const bool is_pid = !pid.empty() && pid.find_first_not_of("0123456789") == std::string::npos;
    const auto of_desk = is_running && is_pid ? most_descriptors_of(pid) : std::nullopt;
    facts.is_of_desk = of_desk.has_value();
    if (of_desk) facts.most = *of_desk;
    return facts;
}

}  // namespace

void gather_host(const DoctorInput& input, DoctorFacts& facts) {
    const auto& configuration = input.reading.configuration;
    const auto database = database_path(configuration);
    const auto folder = std::filesystem::path{database}.parent_path().string();
    facts.private_files = private_files(input);
    facts.folder = folder_facts(folder.empty() ? "." : folder);
    facts.newest_file = newest_change({input.configuration_file, database, database + "-wal", database + ".watermark"});
    facts.ports = {port_facts("server.listen", configuration.server.listen, facts.is_running),
                   port_facts("server.admin_listen", configuration.server.admin_listen, facts.is_running)};
    facts.descriptors = descriptor_facts(configuration, facts.is_running);
}

}  // namespace desk
