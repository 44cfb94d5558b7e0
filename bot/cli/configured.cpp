#include "bot/cli/configured.hpp"

#include <desk/json.hpp>

#include <filesystem>

namespace desk {
namespace {

constexpr std::chrono::seconds admin_limit{10};

// A listener on every address is reached on loopback.
std::string reachable(std::string_view address) {
    for (const std::string_view any : {"0.0.0.0:", "[::]:"}) {
        if (address.starts_with(any)) {
            return (any[0] == '[' ? "[::1]:" : "127.0.0.1:") +
                   std::string{address.substr(any.size())};
        }
    }
    return std::string{address};
}

// The sentence of a problem document, else the status.
std::string detail_of(const HttpResponse& response) {
    const auto document = parse_json(response.body);
    const auto detail = document ? text_or(*document, "detail", "") : std::string{};
    return detail.empty() ? "status " + std::to_string(response.status) : detail;
}

}  // namespace

std::string configuration_file(const CommandInput& input, std::string_view given) {
    if (!given.empty()) return std::string{given};
    if (input.has("--config")) return input.option("--config");
    if (const auto file = variable(input.shell, "DESKHAND_CONFIG"); !file.empty()) return file;

    std::error_code failed;
    for (const auto* file : {"deskhand.toml", "/etc/deskhand/deskhand.toml"}) {
        if (std::filesystem::exists(file, failed)) return file;
    }
    return {};
}

std::optional<Configuration> configuration_of(const CommandInput& input, int& code) {
    const auto file = configuration_file(input);
    if (file.empty()) {
        code = input.fail({.code = "DH2009",
                           .what = "which configuration?",
                           .where = "deskhand " + std::string{input.command.path},
                           .fix = "write --config FILE, or set DESKHAND_CONFIG"});
        return {};
    }
    auto reading =
        load_configuration(file, {input.shell.environment, input.shell.plugin_directory});
    if (!has_error(reading.diagnoses)) return std::move(reading.configuration);
    for (const auto& diagnosis : reading.diagnoses) input.show(diagnosis);
    code = exit_configuration;
    return {};
}

std::optional<Storage> storage_of(const CommandInput& input, const Configuration& configuration,
                                  bool read_only, int& code) {
    auto opened = open_storage(configuration.storage.url, {.read_only = read_only});
    if (opened) return *std::move(opened);
    code = input.fail(storage_problem(opened.error(), configuration.storage.url));
    return {};
}

Diagnosis storage_problem(const Error& error, std::string_view where) {
    Diagnosis out{.where = std::string{where}, .why = error.what};
    const auto is = [&](const char* code, const char* what, const char* fix) {
        out.code = code;
        out.what = what;
        out.fix = fix;
    };
    const bool is_new = error.what.find("newer") != std::string::npos;
    switch (error.code) {
        case ErrorCode::unavailable:
        case ErrorCode::timeout:
        case ErrorCode::denied:
            is("DH4101", "the database cannot be used now",
               "check that it exists, that you may read it, and whether another desk holds it");
            break;
        case ErrorCode::broken:
            if (is_new) {
                is("DH4102", "the database is newer than this program",
                   "install the version that made it or a later one, or restore a backup");
            } else {
                is("DH4103", "the database is damaged",
                   "stop the desk, keep the file, restore the last backup");
            }
            break;
        case ErrorCode::invalid:
            is("DH4104", "this is no database Deskhand can open",
               "correct url in [storage]: sqlite:FILE, on a local disk");
            break;
        case ErrorCode::not_found:
            is("DH4105", "no such thing in the database", "look with: deskhand conversations list");
            break;
    }
    return out;
}

std::string admin_url(const Configuration& configuration, std::string_view path) {
    return "http://" + reachable(configuration.server.admin_listen) + std::string{path};
}

Result<std::string> ask_admin(const CommandInput& input, const Configuration& configuration,
                              std::string_view method, std::string_view path, std::string body) {
    HttpRequest request{.method = std::string{method}, .url = admin_url(configuration, path)};
    if (method == "POST") request.headers = {{"Content-Type", "application/json"}};
    request.body = std::move(body);
    DESK_TRY(const auto response, input.shell.fetch(request, admin_limit));

    if (response.status >= 200 && response.status < 300) return response.body;
    if (response.status == 404) return not_found(detail_of(response));
    if (response.status >= 500) return broken(detail_of(response));
    return invalid(detail_of(response));
}

}  // namespace desk
