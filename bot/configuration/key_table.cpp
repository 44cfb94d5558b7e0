#include "bot/configuration/key_table.hpp"

#include <array>

namespace desk {
namespace {

using C = Configuration;

constexpr std::array<std::string_view, 3> languages{"en", "hu", "de"};
constexpr std::array<std::string_view, 4> levels{"debug", "info", "warning", "error"};
constexpr std::array<std::string_view, 3> formats{"auto", "json", "text"};

// clang-format off
constexpr std::array rows{
    KeyRow{"", "plugin_directory", [](C& c) -> Field { return &c.plugin_directory; }, Form::path, {},
           "\"/usr/lib/deskhand/plugins\"", "where plugin files without a slash are looked up"},
    KeyRow{"desk", "name", [](C& c) -> Field { return &c.desk.name; }, Form::any, {},
           "\"Contoso Partner\"", "how the desk calls itself"},
    KeyRow{"desk", "languages", [](C& c) -> Field { return &c.desk.languages; }, Form::choice, languages,
           "[\"en\", \"hu\"]", "the desk's languages; the first is the default"},
    KeyRow{"desk", "time_zone", [](C& c) -> Field { return &c.desk.time_zone; }, Form::time_zone, {},
           "\"Europe/Budapest\"", "IANA time zone, where nobody says another"},
    KeyRow{"desk", "require_consent", [](C& c) -> Field { return &c.desk.require_consent; }, Form::any, {},
           "true", "true: only plugins that `deskhand plugin enable` recorded run"},
    KeyRow{"server", "listen", [](C& c) -> Field { return &c.server.listen; }, Form::address, {},
           "\"127.0.0.1:8080\"", "platforms, API, chat"},
    KeyRow{"server", "admin_listen", [](C& c) -> Field { return &c.server.admin_listen; }, Form::address, {},
           "\"127.0.0.1:8081\"", "/livez /readyz /metrics and the admin commands"},
    KeyRow{"server", "public_url", [](C& c) -> Field { return &c.server.public_url; }, Form::url, {},
           "\"https://desk.example\"", "under which people reach the desk"},
    KeyRow{"server", "trusted_proxies", [](C& c) -> Field { return &c.server.trusted_proxies; }, Form::network, {},
           "[\"10.0.0.0/8\"]", "whose X-Forwarded-For is believed"},
    KeyRow{"storage", "url", [](C& c) -> Field { return &c.storage.url; }, Form::storage_url, {},
           "\"sqlite:/var/lib/deskhand/desk.db\"", "the database"},
    KeyRow{"directory", "file", [](C& c) -> Field { return &c.directory.file; }, Form::path, {},
           "\"customers.toml\"", "services, customers, contacts and agents"},
    KeyRow{"understanding", "enabled", [](C& c) -> Field { return &c.understanding.enabled; }, Form::any, {},
           "true", "free text is understood: English, Hungarian, German; false: commands only"},
    KeyRow{"understanding", "model", [](C& c) -> Field { return &c.understanding.model; }, Form::any, {},
           "\"/var/lib/deskhand/understanding.model\"", "what was learned for plugins that bring sentences of their own, or retrained"},
    KeyRow{"understanding", "labels", [](C& c) -> Field { return &c.understanding.labels; }, Form::any, {},
           "\"/var/lib/deskhand/labels.csv\"", "the desk's own labelled sentences; deskhand understanding retrain --apply adds to it"},
    KeyRow{"second_opinion", "url", [](C& c) -> Field { return &c.second_opinion.url; }, Form::url, {},
           "\"https://models.example/v1/chat/completions\"", "OpenAI-compatible; asked what a text means when the desk is not sure. Not set: nobody is asked"},
    KeyRow{"second_opinion", "model", [](C& c) -> Field { return &c.second_opinion.model; }, Form::any, {},
           "\"a-small-model\"", "the model's name there"},
    KeyRow{"second_opinion", "account", [](C& c) -> Field { return &c.second_opinion.account; }, Form::any, {},
           "\"models\"", "of [accounts], which signs the requests; not set: they are not signed"},
    KeyRow{"second_opinion", "timeout", [](C& c) -> Field { return &c.second_opinion.timeout; }, Form::any, {},
           "\"2s\"", "how long the person who wrote may wait for it", 10, 30'000},
    KeyRow{"second_opinion", "calls_per_minute", [](C& c) -> Field { return &c.second_opinion.calls_per_minute; }, Form::any, {},
           "10", "more are not asked", 0, 100'000},
    KeyRow{"second_opinion", "calls_per_day", [](C& c) -> Field { return &c.second_opinion.calls_per_day; }, Form::any, {},
           "500", "the same for a day (UTC); a start or reload counts anew", 0, 10'000'000},
    KeyRow{"second_opinion", "reply_tokens", [](C& c) -> Field { return &c.second_opinion.reply_tokens; }, Form::any, {},
           "200", "the longest reply, in tokens", 16, 4'096},
    KeyRow{"second_opinion", "allow_private", [](C& c) -> Field { return &c.second_opinion.allow_private; }, Form::any, {},
           "true", "it may be on loopback or in a private network"},
    KeyRow{"api", "token", [](C& c) -> Field { return &c.api.token; }, Form::any, {},
           "token_file = \"/etc/deskhand/api.token\"", "opens /api/v1/ask; several: a list, or one on each line of the file"},
    KeyRow{"log", "message_text", [](C& c) -> Field { return &c.log.message_text; }, Form::any, {},
           "false", "true: customers' words may stand in the log"},
    KeyRow{"log", "level", [](C& c) -> Field { return &c.log.level; }, Form::choice, levels,
           "\"info\"", "the least that is logged"},
    KeyRow{"log", "format", [](C& c) -> Field { return &c.log.format; }, Form::choice, formats,
           "\"auto\"", "auto: text on a terminal, otherwise JSON lines"},
};
// clang-format on

constexpr std::array<std::string_view, 9> sections{"desk", "server", "storage", "directory", "understanding",
                                                   "second_opinion", "api", "limits", "log"};

}  // namespace

std::span<const KeyRow> key_rows() {
    return rows;
}

std::span<const std::string_view> section_names() {
    return sections;
}

std::string full_name(const KeyRow& row) {
    return row.section.empty() ? std::string{row.name}
                               : std::string{row.section} + "." + std::string{row.name};
}

}  // namespace desk
