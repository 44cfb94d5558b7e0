#include "conversations/redaction.hpp"

#include <algorithm>

namespace desk {
namespace {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}
constexpr bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr bool is_in_address(char c) {
    return is_letter(c) || is_digit(c) ||
           std::string_view{"._%+-@"}.find(c) != std::string_view::npos;
}

// An address or host name: letters, digits and what stands between them; no period at its end.
std::string_view address_at(std::string_view text) {
    std::size_t size = 0;
    while (size < text.size() && is_in_address(text[size])) ++size;
    while (size > 0 && !is_letter(text[size - 1]) && !is_digit(text[size - 1])) --size;
    return text.substr(0, size);
}

bool is_mail_address(std::string_view word) {
    const auto at = word.find('@');
    if (at == std::string_view::npos || at == 0) return false;
    const auto domain = word.substr(at + 1);
    const auto dot = domain.find('.');
    return dot != std::string_view::npos && dot > 0;
}

bool is_tenant_host(std::string_view word) {
    constexpr std::string_view end = ".onmicrosoft.com";
    if (word.size() <= end.size()) return false;
    const auto tail = word.substr(word.size() - end.size());
    return std::equal(tail.begin(), tail.end(), end.begin(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

// 8-4-4-4-12
std::size_t guid_size(std::string_view text) {
    constexpr std::size_t size = 36;
    if (text.size() < size) return 0;
    for (std::size_t i = 0; i < size; ++i) {
        const bool is_hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (is_hyphen ? text[i] != '-' : !is_hex(text[i])) return 0;
    }
    return text.size() == size || !is_hex(text[size]) ? size : 0;
}

// "+36 1 555 0100", "(0)30/555-0100", "06 30 555 0100"
std::size_t phone_size(std::string_view text) {
    constexpr std::size_t fewest_digits = 8;
    constexpr std::size_t most = 30;
    if (text.front() != '+' && text.front() != '0') return 0;
    std::size_t digits = 0;
    std::size_t size = 0;
    for (std::size_t i = 0; i < std::min(text.size(), most); ++i) {
        const char c = text[i];
        if (is_digit(c)) {
            ++digits;
            size = i + 1;
        } else if (!(i == 0 && c == '+') &&
                   std::string_view{" -/()"}.find(c) == std::string_view::npos) {
            break;
        }
    }
    return digits >= fewest_digits ? size : 0;
}

}  // namespace

std::string redacted(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        if (const auto size = guid_size(text)) {
            result += "[tenant]";
            text.remove_prefix(size);
            continue;
        }
        if (const auto size = phone_size(text)) {
            result += "[phone]";
            text.remove_prefix(size);
            continue;
        }
        if (!is_letter(text.front()) && !is_digit(text.front())) {
            result += text.front();
            text.remove_prefix(1);
            continue;
        }
        const auto word = address_at(text);
        const bool is_mail = is_mail_address(word);
        result += is_mail ? "[e-mail]" : is_tenant_host(word) ? "[tenant]" : word;
        text.remove_prefix(word.size());
    }
    return result;
}

}  // namespace desk
