#include "bot/configuration/configuration.hpp"

#include "bot/configuration/form.hpp"
#include "bot/configuration/key_table.hpp"
#include "bot/configuration/reading.hpp"
#include "bot/configuration/toml_file.hpp"

#include <algorithm>
#include <filesystem>

namespace desk {
namespace {

constexpr std::size_t most_file_bytes = 4'194'304;

std::string heading(std::string_view section) {
    return section.empty() ? "at the top of the file" : "in [" + std::string{section} + "]";
}

// What `config show` writes of a text that is not set.
bool says_not_set(const Node& node, const Field& field) {
    auto* const* text = std::get_if<std::string*>(&field);
    return text != nullptr && (*text)->empty() && node.kind == Node::Kind::text && node.text.empty();
}

void read_fixed_key(Reading& reading, const Node& section, const KeyRow& row) {
    const auto field = row.field(reading.out.configuration);
    const auto key = full_name(row);
    if (auto* const* secrets = std::get_if<std::vector<Secret>*>(&field)) {
        const auto found = read_secret(reading, section, row.section, row.name, true);
        for (const auto& value : found.values) (*secrets)->push_back(Secret{value});
        reading.known(key, literal(field), found.was_given ? found.origin : "default");
        return;
    }
    const auto* node = find(section, row.name);
    if (node != nullptr && !says_not_set(*node, field)) {
        read_value(reading, *node,
                   {.key = key, .example = row.example, .form = row.form, .choices = row.choices,
                    .least = row.least, .most = row.most},
                   field);
    }
    reading.known(key, literal(field), node == nullptr ? "default" : reading.report.origin(*node));
}

std::vector<std::string> keys_of(std::string_view section) {
    std::vector<std::string> keys;
    for (const auto& row : key_rows()) {
        if (row.section != section) continue;
        keys.emplace_back(row.name);
        Configuration any;
        if (std::holds_alternative<std::vector<Secret>*>(row.field(any))) {
            keys.push_back(std::string{row.name} + "_file");
        }
    }
    return keys;
}

void report_unknown(Reading& reading, const Node& section, std::string_view name,
                    const std::vector<std::string>& known) {
    for (const auto& child : section.children) {
        if (std::find(known.begin(), known.end(), child.name) != known.end()) continue;
        reading.report.unknown_key(child, heading(name), known);
    }
}

void read_limits(Reading& reading, const Node& section) {
    std::vector<std::string> known;
    for (const auto& row : limit_rows()) {
        known.emplace_back(row.name);
        auto& limits = reading.out.configuration.limits;
        const auto field =
            std::visit([&](auto member) -> Field { return &(limits.*member); }, row.field);
        const auto key = "limits." + std::string{row.name};
        const auto example = literal(field);
        const auto* node = find(section, row.name);
        if (node != nullptr) {
            read_value(reading, *node,
                       {.key = key, .example = example, .least = row.least, .most = row.most},
                       field);
        }
        reading.known(key, literal(field),
                      node == nullptr ? "default" : reading.report.origin(*node));
    }
    report_unknown(reading, section, "limits", known);
}

// The section, or an empty one; something else under its name is reported.
const Node& section_called(Reading& reading, const Node& root, std::string_view name,
                           const Node& none) {
    const auto* section = find(root, name);
    if (section == nullptr) return none;
    if (section->kind == Node::Kind::table) return *section;

    reading.report.wrong_type(*section, name, "a table", "[" + std::string{name} + "]");
    return none;
}

void report_unknown_at_top(Reading& reading, const Node& root) {
    auto known = keys_of("");
    for (const auto section : section_names()) known.emplace_back(section);
    known.emplace_back("adapters");
    known.emplace_back("accounts");
    known.emplace_back("plugins");
    for (const auto& child : root.children) {
        if (std::find(known.begin(), known.end(), child.name) != known.end()) continue;
        reading.report.unknown_key(
            child, child.kind == Node::Kind::table ? "(a section)" : heading(""), known);
    }
}

void check_listeners(Reading& reading, const Node& root) {
    const auto& server = reading.out.configuration.server;
    if (server.listen != server.admin_listen || server.listen.ends_with(":0")) return;

    const auto* section = find(root, "server");
    const auto* node = section == nullptr ? nullptr : find(*section, "admin_listen");
    if (node == nullptr && section != nullptr) node = find(*section, "listen");
    reading.report.add(node == nullptr ? root : *node,
                       {.code = "DH1213",
                        .what = "server.listen and server.admin_listen are the same address",
                        .fix = "give admin_listen another port"});
}

void check_second_opinion(Reading& reading, const Node& root) {
    const auto& account = reading.out.configuration.second_opinion.account;
    const auto& accounts = reading.out.configuration.accounts;
    const bool is_there = std::any_of(accounts.begin(), accounts.end(), [&](const auto& one) { return one.name == account; });
    if (account.empty() || is_there) return;

    reading.report.add(*find(*find(root, "second_opinion"), "account"),
                       {.code = "DH1205",
                        .what = "second_opinion.account cannot be " + in_quotes(account),
                        .fix = "add [accounts." + account + "], or name one that is there",
                        .note = "no such account"});
}

void read_document(Reading& reading, const Node& root) {
    const Node none;
    for (const auto& row : key_rows()) {
        if (row.section.empty()) read_fixed_key(reading, root, row);
    }
    for (const auto name : section_names()) {
        const auto& section = section_called(reading, root, name, none);
        if (name == "limits") {
            read_limits(reading, section);
            continue;
        }
        for (const auto& row : key_rows()) {
            if (row.section == name) read_fixed_key(reading, section, row);
        }
        report_unknown(reading, section, name, keys_of(name));
    }
    check_listeners(reading, root);
    read_adapters(reading, section_called(reading, root, "adapters", none));
    read_accounts(reading, section_called(reading, root, "accounts", none));
    check_second_opinion(reading, root);
    read_plugins(reading, section_called(reading, root, "plugins", none));
    report_unknown_at_top(reading, root);
}

// The model that was made with the program lies beside its plugin folder.
void tell_where_the_model_is(Configuration& configuration, const std::string& file, const std::string& own_folder) {
    for (auto* kept : {&configuration.understanding.model, &configuration.understanding.labels}) {
        if (!kept->empty()) *kept = (std::filesystem::path{file}.parent_path() / *kept).string();
    }
    if (own_folder.empty()) return;
    const auto built = std::filesystem::path{own_folder}.parent_path() / "understanding.model";
    std::error_code unreadable;
    if (std::filesystem::is_regular_file(built, unreadable)) configuration.understanding.built = built.string();
}

// What bot/trust needs to know of each plugin; `file` is "" for a configuration that is no file.
void tell_where_consent_is(Configuration& configuration, const std::string& file, const std::string& own_folder) {
    const std::filesystem::path lock = std::filesystem::path{file}.parent_path() / "plugins.lock";
    std::error_code unreadable;
    for (auto& plugin : configuration.plugins) {
        const auto folder = std::filesystem::path{plugin.file}.parent_path();
        plugin.is_bundled = std::filesystem::equivalent(folder, own_folder, unreadable);
        plugin.is_consent_required = configuration.desk.require_consent;
        if (!file.empty()) plugin.lock_file = lock.string();
    }
}

void warn_of_open_file(ConfigurationReading& reading, const std::string& path) {
    const bool holds_secret = std::any_of(reading.diagnoses.begin(), reading.diagnoses.end(),
                                          [](const Diagnosis& d) { return d.code == "DH1206"; });
    if (!holds_secret || !is_open_to_others(path)) return;
    reading.diagnoses.push_back({.code = "DH1210",
                                 .severity = Severity::warning,
                                 .what = "the file holds secrets and everybody on this machine can "
                                         "read it",
                                 .file = path,
                                 .fix = "chmod o-rwx " + path});
}

}  // namespace

std::string Reading::resolved(std::string_view path) const {
    const std::filesystem::path given{path};
    if (given.is_absolute() || folder.empty()) return given.lexically_normal().string();
    return (folder / given).lexically_normal().string();
}

void Reading::known(std::string key, std::string text, std::string origin) {
    out.values.push_back({std::move(key), std::move(text), std::move(origin)});
}

ConfigurationReading read_configuration(std::string_view name, std::string_view text,
                                        const Surroundings& surroundings) {
    ConfigurationReading out;
    out.configuration.plugin_directory = surroundings.plugin_directory;
    auto parsed = parse_toml(name, text);
    if (parsed.problem) {
        out.diagnoses.push_back(*std::move(parsed.problem));
        return out;
    }
    lay_over(parsed.file.root, surroundings.environment);
    Report report{parsed.file.name, std::move(parsed.file.lines)};
    Reading reading{report, surroundings, std::filesystem::path{name}.parent_path(), out};
    out.configuration.storage.url = "sqlite:" + reading.resolved("desk.db");
    read_document(reading, parsed.file.root);
    out.diagnoses = report.take();
    return out;
}

ConfigurationReading load_configuration(const std::string& path, const Surroundings& surroundings) {
    const auto text = file_content(path, most_file_bytes);
    if (!text) {
        ConfigurationReading out;
        out.diagnoses.push_back({.code = "DH1201",
                                 .what = "the configuration cannot be read",
                                 .where = path,
                                 .why = std::filesystem::exists(path)
                                            ? "no permission, no file, or larger than 4 MB"
                                            : "there is no such file",
                                 .fix = "write one with: deskhand config init > " + path});
        return out;
    }
    auto out = read_configuration(path, *text, surroundings);
    tell_where_consent_is(out.configuration, path, surroundings.plugin_directory);
    tell_where_the_model_is(out.configuration, path, surroundings.plugin_directory);
    warn_of_open_file(out, path);
    return out;
}

std::string default_plugin_directory() {
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
    const auto folder = program.parent_path();
    const auto beside = folder / "plugins";
    const auto installed = folder.parent_path() / "lib" / "deskhand" / "plugins";
    const bool is_installed = !std::filesystem::is_directory(beside, failed) &&
                              std::filesystem::is_directory(installed, failed);
    return (is_installed ? installed : beside).string();
}

}  // namespace desk
