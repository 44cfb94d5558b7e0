#include "bot/authoring/check_rules.hpp"
#include "bot/cli/chat_script.hpp"
#include "bot/cli/made_up_world.hpp"

#include <algorithm>
#include <array>

namespace desk {
namespace {

constexpr std::array languages{"en", "hu", "de"};

std::vector<ScriptLine> lines_of(const std::string& name, const std::string& text) {
    auto lines = read_script(name, text);
    return lines ? *std::move(lines) : std::vector<ScriptLine>{};
}

Offences scripts_readable(const AuthoredPlugin& plugin) {
    Offences out;
    for (const auto& [name, text] : plugin.scripts) {
        const auto lines = read_script(name, text);
        if (!lines) out.push_back(lines.error().what);
    }
    return out;
}

bool is_spoken(const AuthoredPlugin& plugin, std::string_view language) {
    for (const auto& [name, text] : plugin.scripts) {
        for (const auto& line : lines_of(name, text)) {
            if (line.is_said && line.language == language) return true;
        }
    }
    return false;
}

Offences spoken_in_all(const AuthoredPlugin& plugin) {
    Offences out;
    if (plugin.manifest && plugin.manifest->commands.empty() && plugin.manifest->listens.empty()) return out;
    for (const auto* language : languages) {
        if (!is_spoken(plugin, language)) out.push_back(std::string{"nothing is said in "} + language);
    }
    return out;
}

// Host of "https://status.example:8443/x".
std::string host_in(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    url.remove_prefix(scheme + 3);
    return std::string{url.substr(0, url.find_first_of("/:?#"))};
}

// A `web` line after which nobody answers, or with an error of the server.
bool is_failure(const ScriptLine& line, const std::string& host) {
    if (line.world != "web") return false;
    const auto url = line.text.find("http");
    if (url == std::string::npos || host_in(std::string_view{line.text}.substr(url)) != host) return false;
    const auto space = line.text.find(' ', url);
    if (space == std::string::npos) return false;
    const auto outcome = line.text.substr(space + 1);
    return outcome.starts_with("fails") || outcome.starts_with("5");
}

bool fails_in_script(const std::string& granted, const std::vector<ScriptLine>& lines) {
    auto host = granted.substr(0, granted.find(':'));
    if (granted.starts_with('{')) {
        const auto settings = settings_of(lines);
        const auto found = settings.find(granted.substr(1, granted.size() - 2));
        if (found == settings.end()) return false;
        host = host_in(found->second);
    }
    return std::any_of(lines.begin(), lines.end(), [&](const ScriptLine& line) { return is_failure(line, host); });
}

Offences fails_once(const AuthoredPlugin& plugin) {
    Offences out;
    if (!plugin.manifest) return out;
    for (const auto& host : plugin.manifest->permissions.hosts) {
        const bool is_shown = std::any_of(plugin.scripts.begin(), plugin.scripts.end(), [&](const auto& script) {
            return fails_in_script(host, lines_of(script.first, script.second));
        });
        if (!is_shown) out.push_back("no script shows " + host + " failing");
    }
    return out;
}

Offences has_unit_tests(const AuthoredPlugin& plugin) {
    const bool has_test = std::any_of(plugin.files.begin(), plugin.files.end(), [](const std::string& file) {
        return file.starts_with("tests/") && (file.ends_with(".cpp") || file.ends_with(".cc") || file.ends_with(".py"));
    });
    if (has_test) return {};
    return {"no source in tests/"};
}

Offences has_readme(const AuthoredPlugin& plugin) {
    if (plugin.files.contains("README.md")) return {};
    return {"no README.md"};
}

Offences tells_changes(const AuthoredPlugin& plugin) {
    if (plugin.changes.empty()) return {"no CHANGELOG.md"};
    if (!plugin.manifest || plugin.changes.find(plugin.manifest->version) != std::string::npos) return {};
    return {"CHANGELOG.md says nothing of " + plugin.manifest->version};
}

constexpr std::array rules{
    CheckRule{"scripts-readable", CheckLevel::bronze, "Golden scripts are read without a mistake.",
              "correct the line that is named", true, scripts_readable},
    CheckRule{"scripts-languages", CheckLevel::silver, "Golden scripts speak English, Hungarian and German.",
              "add lines such as `> [hu customer:anna] …` to tests/*.chat; --update writes what comes back", true,
              spoken_in_all},
    CheckRule{"failures-shown", CheckLevel::silver, "A golden script shows what is said when a host fails.",
              "add `web URL fails` or `web URL 503` and what people are told then", true, fails_once},
    CheckRule{"unit-tests", CheckLevel::silver, "There are unit tests.",
              "write tests/NAME_test.cpp with <desk/testkit.hpp>", true, has_unit_tests},
    CheckRule{"readme", CheckLevel::gold, "A README says what it does and how it is set up.", "write README.md", true,
              has_readme},
    CheckRule{"changes-told", CheckLevel::gold, "CHANGELOG.md says what this version changes.",
              "write CHANGELOG.md with a section for each version", true, tells_changes},
};

}  // namespace

std::span<const CheckRule> source_rules() {
    return rules;
}

}  // namespace desk
