#include "bot/cli/config.hpp"

#include "bot/cli/columns.hpp"
#include "bot/cli/configured.hpp"
#include "bot/configuration/customers_file.hpp"
#include "bot/configuration/init.hpp"
#include "bot/configuration/schema.hpp"
#include "conversations/text.hpp"
#include <desk/json.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <iterator>

namespace desk {
namespace {

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string summary(const Configuration& configuration) {
    return "ok: " + counted(configuration.adapters.size(), "adapter", "adapters") + ", " +
           counted(configuration.plugins.size(), "plugin", "plugins") + ", " +
           counted(configuration.desk.languages.size(), "language", "languages") + ", storage " +
           configuration.storage.url;
}

// The file of the command line, "-" is standard input.
std::optional<ConfigurationReading> reading_of(const CommandInput& input, int& code) {
    const auto file = configuration_file(input, input.argument(0));
    const Surroundings around{input.shell.environment, input.shell.plugin_directory};
    if (file == "-") {
        const std::string text{std::istreambuf_iterator<char>{input.shell.in}, {}};
        return read_configuration("standard input", text, around);
    }
    if (!file.empty()) return load_configuration(file, around);

    code = input.fail({.code = "DH2009",
                       .what = "which configuration?",
                       .where = "deskhand " + std::string{input.command.path},
                       .fix = "write: deskhand " + std::string{input.command.path} + " FILE"});
    return {};
}

void print_as_json(const CommandInput& input, const std::vector<Diagnosis>& diagnoses) {
    Json list = Json::array();
    for (const auto& diagnosis : diagnoses) {
        if (auto document = parse_json(to_json_text(diagnosis)))
            list.push_back(*std::move(document));
    }
    const Json out{{"ok", !has_error(diagnoses)}, {"diagnoses", std::move(list)}};
    input.shell.out << dump_json(out, 2) << "\n";
}

Diagnosis not_written(const std::string& file, int error) {
    const bool exists = error == EEXIST;
    return {.code = "DH2010",
            .what = "the file was not written",
            .where = file,
            .why = exists ? "it exists already" : std::strerror(error),
            .fix = exists ? "give another name; nothing is overwritten" : "give another place"};
}

std::string section_of(std::string_view key) {
    const auto dot = key.rfind('.');
    return dot == std::string_view::npos ? std::string{} : std::string{key.substr(0, dot)};
}

void print_values(const CommandInput& input, const std::vector<KnownValue>& values) {
    std::string section;
    for (const auto& value : values) {
        if (section_of(value.key) != section) {
            section = section_of(value.key);
            input.shell.out << "\n[" << section << "]\n";
        }
        const auto start = section.empty() ? 0 : section.size() + 1;
        auto line = value.key.substr(start) + " = " + value.literal;
        if (input.has("--origin")) {
            const auto width = display_width(line);
            line += std::string(width < 44 ? 44 - width : 1, ' ') + "# " + value.origin;
        }
        input.shell.out << line << "\n";
    }
}

void print_values_as_json(const CommandInput& input, const std::vector<KnownValue>& values) {
    Json list = Json::array();
    for (const auto& value : values) {
        auto literal = parse_json(value.literal);
        list.push_back({{"key", value.key},
                        {"value", literal ? *std::move(literal) : Json(value.literal)},
                        {"origin", value.origin}});
    }
    input.shell.out << dump_json(list, 2) << "\n";
}

}  // namespace

int run_config_init(const CommandInput& input) {
    const auto file = input.argument(0);
    const auto text = sample_configuration();
    if (file.empty() || file == "-") {
        input.shell.out << text;
        return exit_ok;
    }
    const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (opened < 0) return input.fail(not_written(file, errno));
    const auto written = write(opened, text.data(), text.size());
    const int error = errno;
    close(opened);
    if (written != static_cast<ssize_t>(text.size())) return input.fail(not_written(file, error));
    input.tell("written: " + file + "\nnext: deskhand config check " + file);
    return exit_ok;
}

int run_config_check(const CommandInput& input) {
    int code = exit_ok;
    auto reading = reading_of(input, code);
    if (!reading) return code;

    auto& diagnoses = reading->diagnoses;
    if (!has_error(diagnoses)) {
        auto people = load_customers(reading->configuration.directory.file);
        diagnoses.insert(diagnoses.end(), people.diagnoses.begin(), people.diagnoses.end());
    }
    if (input.is_json()) {
        print_as_json(input, diagnoses);
    } else {
        if (!has_error(diagnoses)) input.shell.out << summary(reading->configuration) << std::endl;
        for (const auto& diagnosis : diagnoses) input.show(diagnosis);
    }
    return has_error(diagnoses) ? exit_configuration : exit_ok;
}

int run_config_show(const CommandInput& input) {
    int code = exit_ok;
    const auto reading = reading_of(input, code);
    if (!reading) return code;
    if (has_error(reading->diagnoses)) {
        for (const auto& diagnosis : reading->diagnoses) input.show(diagnosis);
        return exit_configuration;
    }
    if (input.is_json()) {
        print_values_as_json(input, reading->values);
    } else {
        print_values(input, reading->values);
    }
    return exit_ok;
}

int run_config_schema(const CommandInput& input) {
    input.shell.out << configuration_schema();
    return exit_ok;
}

}  // namespace desk
