#include "bot/cli/server_file.hpp"

#include <desk/json.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace desk {
namespace {

std::string value_of(const Environment& environment, const char* name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string{} : found->second;
}

// "http://127.0.0.1:8080/x" → "127.0.0.1_8080"; only what is harmless in a file name.
std::string name_of_server(std::string_view url) {
    const bool is_secure = url.starts_with("https://");
    const auto scheme = url.find("://");
    if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find('/'));
    const auto colon = url.rfind(':');
    const bool has_port = colon != std::string_view::npos && !url.ends_with(']');
    std::string name{has_port ? url.substr(0, colon) : url};
    name += "_" + (has_port ? std::string{url.substr(colon + 1)} : is_secure ? "443" : "80");
    std::replace_if(
        name.begin(), name.end(),
        [](unsigned char c) { return std::isalnum(c) == 0 && c != '.' && c != '-' && c != '_'; },
        '-');
    return name;
}

Error failed(const std::string& file) {
    return unavailable(file + ": " + std::strerror(errno));
}

}  // namespace

std::string state_folder(const Environment& environment) {
    const auto state = value_of(environment, "XDG_STATE_HOME");
    if (!state.empty()) return state + "/deskhand";
    const auto home = value_of(environment, "HOME");
    return home.empty() ? std::string{} : home + "/.local/state/deskhand";
}

std::string server_file(const Environment& environment, std::string_view url) {
    const auto folder = state_folder(environment);
    return folder.empty() ? std::string{} : folder + "/servers/" + name_of_server(url) + ".json";
}

Result<KnownServer> read_server_file(const std::string& file) {
    struct stat found = {};
    if (file.empty() || stat(file.c_str(), &found) != 0) return not_found("no " + file);
    if ((found.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return denied(file + " may be read by others; chmod 600 it");
    }
    std::ifstream in{file, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto document = parse_json(text);
    const auto token = document ? text_or(*document, "token", "") : std::string{};
    if (token.empty()) return broken(file + " is not {\"token\":…}");
    return KnownServer{Secret{token}, text_or(*document, "as", "")};
}

Result<void> write_server_file(const std::string& file, const KnownServer& server) {
    if (file.empty()) return unavailable("neither XDG_STATE_HOME nor HOME is set");
    const auto folder = std::filesystem::path{file}.parent_path();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    chmod(folder.c_str(), S_IRWXU);

    const auto fresh = file + ".new";
    const int opened =
        open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (opened < 0) return failed(fresh);
    const auto text = dump_json({{"token", server.token.reveal()}, {"as", server.as}}) + "\n";
    const auto written = write(opened, text.data(), text.size());
    close(opened);
    if (written != static_cast<ssize_t>(text.size())) return failed(fresh);
    if (rename(fresh.c_str(), file.c_str()) != 0) return failed(file);
    return {};
}

void remove_server_file(const std::string& file) {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
}

}  // namespace desk
