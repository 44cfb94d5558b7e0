#include "plugins/service_requests/secrets.hpp"

#include <array>
#include <cstddef>

namespace desk {
namespace {

constexpr std::string_view removed_mark = "[removed]";
// In lower case; compared at the end of a word, so "db_password" and "clientSecret" count as well.
constexpr std::array<std::string_view, 14> names{"password", "passwort", "jelszó",     "jelszo", "passwd",
                                                 "pwd",      "secret",   "token",      "apikey", "api key",
                                                 "api-key",  "api_key",  "accountkey", "sig"};

char lowered(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool is_blank(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

bool is_token_letter(char letter) {
    return (letter >= '0' && letter <= '9') || (lowered(letter) >= 'a' && lowered(letter) <= 'z') || letter == '-' ||
           letter == '_' || letter == '.' || letter == '+' || letter == '/' || letter == '=' || letter == '~';
}

bool starts_with_letters(std::string_view text, std::string_view lower) {
    if (text.size() < lower.size()) return false;
    for (std::size_t i = 0; i < lower.size(); ++i) {
        if (lowered(text[i]) != lower[i]) return false;
    }
    return true;
}

bool ends_with_name(std::string_view before) {
    while (!before.empty() && (is_blank(before.back()) || before.back() == '"' || before.back() == '\''))
        before.remove_suffix(1);
    for (const auto name : names) {
        if (before.size() >= name.size() && starts_with_letters(before.substr(before.size() - name.size()), name))
            return true;
    }
    return false;
}

// The length of a value: in quotes to their end, else to the next blank, comma, semicolon or ampersand.
std::size_t value_length(std::string_view text) {
    if (!text.empty() && (text[0] == '"' || text[0] == '\'')) {
        const auto end = text.find(text[0], 1);
        return end == std::string_view::npos ? text.size() : end + 1;
    }
    const auto end = text.find_first_of(" \t\r\n,;&\"'<>");
    return end == std::string_view::npos ? text.size() : end;
}

std::size_t token_length(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && is_token_letter(text[length])) ++length;
    return length;
}

// What to skip at the front of `text`, which follows `before`, because it is a secret; 0: it is none.
std::size_t secret_length(std::string_view before, std::string_view text) {
    if (text.starts_with("-----BEGIN ") && text.substr(0, 64).find("PRIVATE KEY") != std::string_view::npos) {
        const auto end = text.find("-----END ");
        const auto line = end == std::string_view::npos ? end : text.find("-----", end + 9);
        return line == std::string_view::npos ? text.size() : line + 5;
    }
    const bool is_word_start = before.empty() || !is_token_letter(before.back());
    if (is_word_start && text.starts_with("eyJ")) {
        const auto length = token_length(text);
        return length >= 40 && text.substr(0, length).find('.') != std::string_view::npos ? length : 0;
    }
    return 0;
}

}  // namespace

WithoutSecrets without_secrets(std::string_view text) {
    WithoutSecrets out;
    const auto remove = [&](std::size_t& at, std::size_t length) {
        out.text += removed_mark;
        ++out.removed;
        at += length;
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto before = text.substr(0, at), rest = text.substr(at);
        if (const auto length = secret_length(before, rest); length > 0) {
            remove(at, length);
            continue;
        }
        for (const std::string_view scheme : {"bearer ", "basic "}) {
            const auto token = starts_with_letters(rest, scheme) ? token_length(rest.substr(scheme.size())) : 0;
            if (token < 8) continue;
            out.text += rest.substr(0, scheme.size());
            at += scheme.size();
            remove(at, token);
            break;
        }
        if (at != before.size()) continue;

        out.text += text[at++];
        const char last = out.text.back();
        if (last == ':' && text.substr(at).starts_with("//")) {
            const auto authority = text.substr(at + 2, text.substr(at + 2).find_first_of("/ \t\r\n\"<>"));
            const auto user = authority.find('@');
            if (user == std::string_view::npos || authority.substr(0, user).find(':') == std::string_view::npos)
                continue;
            out.text += "//";
            at += 2;
            remove(at, user);
            continue;
        }
        if ((last != ':' && last != '=') || !ends_with_name(text.substr(0, at - 1))) continue;
        while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) out.text += text[at++];
        const bool is_scheme =
            starts_with_letters(text.substr(at), "bearer ") || starts_with_letters(text.substr(at), "basic ");
        if (const auto length = value_length(text.substr(at)); length > 0 && !is_scheme) remove(at, length);
    }
    return out;
}

}  // namespace desk
