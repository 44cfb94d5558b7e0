#include "bot/configuration/form.hpp"

#include <desk/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <filesystem>

namespace desk {
namespace {

struct Unit {
    std::string_view name = {};
    std::int64_t milliseconds = 0;
};
constexpr std::array units{Unit{"d", 86'400'000}, Unit{"h", 3'600'000}, Unit{"m", 60'000},
                           Unit{"s", 1'000}, Unit{"ms", 1}};
constexpr std::int64_t longest = 366LL * 86'400'000;

bool is_port(std::string_view text) {
    const auto port = read_integer(text);
    return port && *port >= 0 && *port <= 65'535;
}

std::string address_problem(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return "HOST:PORT is needed";

    const auto host = text.substr(0, colon);
    const bool is_v6 = host.starts_with('[') && host.ends_with(']');
    if (!is_v6 && host.find(':') != std::string_view::npos) return "an IPv6 address stands in [ ]";
    if (!is_port(text.substr(colon + 1))) return "the port is a number from 0 to 65535";
    return {};
}

std::string url_problem(std::string_view text) {
    const auto is_space = [](unsigned char c) { return c <= 0x20 || c == 0x7F; };
    if (std::any_of(text.begin(), text.end(), is_space)) return "a URL has no blanks";
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (text.starts_with(scheme) && text.size() > scheme.size()) return {};
    }
    return "http:// or https:// is needed";
}

std::string zone_problem(std::string_view text) {
    const auto is_letter = [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '/' || c == '_' || c == '-' || c == '+';
    };
    const bool is_name =
        !text.empty() && text.front() != '/' && std::all_of(text.begin(), text.end(), is_letter);
    if (!is_name) return "not the name of a time zone";

    const std::filesystem::path zones{"/usr/share/zoneinfo"};
    std::error_code failed;
    if (!std::filesystem::is_directory(zones, failed)) return {};
    return std::filesystem::is_regular_file(zones / text, failed) ? "" : "no such time zone";
}

std::string network_problem(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = text.substr(0, slash);
    const auto fits = [](unsigned char c) { return std::isxdigit(c) != 0 || c == '.' || c == ':'; };
    const bool is_address = address.find_first_of(".:") != std::string_view::npos &&
                            std::all_of(address.begin(), address.end(), fits);
    if (!is_address) return "an address (127.0.0.1) or a network (10.0.0.0/8) is needed";
    if (slash == std::string_view::npos) return {};

    const auto bits = read_integer(text.substr(slash + 1));
    const int most = address.find(':') == std::string_view::npos ? 32 : 128;
    return bits && *bits >= 0 && *bits <= most ? "" : "after the slash stands a number of bits";
}

std::string choice_problem(std::string_view text, std::span<const std::string_view> choices) {
    if (std::find(choices.begin(), choices.end(), text) != choices.end()) return {};

    std::string all;
    for (const auto choice : choices) all += (all.empty() ? "" : ", ") + in_quotes(choice);
    return "one of " + all + " is needed";
}

std::string without_password(std::string_view url) {
    const auto start = url.find("://");
    const auto at = url.find('@');
    if (start == std::string_view::npos || at == std::string_view::npos || at < start) {
        return std::string{url};
    }
    const auto colon = url.find(':', start + 3);
    if (colon > at) return std::string{url};
    return std::string{url.substr(0, colon + 1)} + hidden + std::string{url.substr(at)};
}

std::string list(const std::vector<std::string>& texts) {
    std::string out;
    for (const auto& text : texts) out += (out.empty() ? "" : ", ") + in_quotes(text);
    return "[" + out + "]";
}

struct Writer {
    std::string operator()(const std::string* text) const {
        return in_quotes(without_password(*text));
    }
    std::string operator()(const std::vector<std::string>* texts) const { return list(*texts); }
    std::string operator()(const std::int64_t* number) const { return std::to_string(*number); }
    std::string operator()(const bool* value) const { return *value ? "true" : "false"; }
    std::string operator()(const std::chrono::milliseconds* time) const {
        return in_quotes(write_duration(*time));
    }
    std::string operator()(const std::vector<Secret>* secrets) const {
        return list(std::vector<std::string>(secrets->size(), hidden));
    }
};

}  // namespace

std::string problem_with(std::string_view text, Form form,
                         std::span<const std::string_view> choices) {
    switch (form) {
        case Form::any:
            return {};
        case Form::choice:
            return choice_problem(text, choices);
        case Form::address:
            return address_problem(text);
        case Form::url:
            return url_problem(text);
        case Form::time_zone:
            return zone_problem(text);
        case Form::network:
            return network_problem(text);
        case Form::path:
            return text.empty() ? "a file name is needed" : "";
        case Form::storage_url:
            return text.starts_with("sqlite:") && text.size() > 7 ? "" : "sqlite:FILE is needed";
    }
    return {};
}

std::optional<std::int64_t> read_integer(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

std::optional<std::chrono::milliseconds> read_duration(std::string_view text) {
    const auto digits = text.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string_view::npos) return {};

    const auto count = read_integer(text.substr(0, digits));
    for (const auto& unit : units) {
        if (text.substr(digits) != unit.name) continue;
        if (!count || *count > longest / unit.milliseconds) return {};
        return std::chrono::milliseconds{*count * unit.milliseconds};
    }
    return {};
}

std::string write_duration(std::chrono::milliseconds time) {
    for (const auto& unit : units) {
        const bool fits = time.count() % unit.milliseconds == 0 && time.count() != 0;
        if (fits) return std::to_string(time.count() / unit.milliseconds) + std::string{unit.name};
    }
    return "0s";
}

std::string in_quotes(std::string_view text) {
    return dump_json(Json(text));
}

std::string literal(const Field& field) {
    return std::visit(Writer{}, field);
}

}  // namespace desk
