#include "plugins/services/service.hpp"

#include <desk/json.hpp>

#include <algorithm>
#include <utility>

namespace desk {
namespace {

bool is_word_byte(unsigned char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || byte >= 0x80;
}

// Lower case of ASCII and of the capital letters of Latin-1 and Hungarian (two bytes in UTF-8: C3
// 80-9E; C5 90, C5 B0).
std::string lowered(std::string_view text) {
    std::string lower{text};
    unsigned char before = 0;
    for (auto& letter : lower) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte >= 'A' && byte <= 'Z') letter = static_cast<char>(byte + 0x20);
        if (before == 0xC3 && byte >= 0x80 && byte <= 0x9E && byte != 0x97) {
            letter = static_cast<char>(byte + 0x20);
        }
        if (before == 0xC5 && (byte == 0x90 || byte == 0xB0)) letter = static_cast<char>(byte + 1);
        before = byte;
    }
    return lower;
}

std::vector<std::string> names_of(const Service& service) {
    auto names = service.aliases;
    names.push_back(service.id);
    names.push_back(service.name);
    for (auto& name : names) name = folded(name);
    std::erase(names, "");
    return names;
}

Result<Service> read_service(const Json& entry) {
    Service service;
    DESK_TRY(service.id, text_field(entry, "id"));
    DESK_TRY(service.name, text_field(entry, "name"));
    service.vendor = text_or(entry, "vendor", "");
    service.aliases = texts_of(entry, "aliases");
    return service;
}

}  // namespace

Result<std::vector<Service>> read_services(std::string_view json) {
    DESK_TRY(const auto document, parse_json(json));
    if (!document.is_array()) return invalid("customer.services: not a list");

    std::vector<Service> services;
    for (const auto& entry : document) {
        DESK_TRY(auto service, read_service(entry));
        services.push_back(std::move(service));
    }
    return services;
}

std::string folded(std::string_view text) {
    std::string words;
    for (const char letter : lowered(text)) {
        if (is_word_byte(static_cast<unsigned char>(letter))) {
            if (words.empty()) words = " ";
            words += letter;
        } else if (!words.empty() && words.back() != ' ') {
            words += ' ';
        }
    }
    if (!words.empty() && words.back() != ' ') words += ' ';
    return words;
}

bool is_called(const Service& service, std::string_view text) {
    const auto wanted = folded(text);
    const auto names = names_of(service);
    return std::find(names.begin(), names.end(), wanted) != names.end();
}

const Service* find_service(const std::vector<Service>& services, std::string_view text) {
    for (const auto& service : services) {
        if (is_called(service, text)) return &service;
    }
    auto beginning = folded(text);
    if (beginning.empty()) return nullptr;

    beginning.pop_back();  // the space after the last word: it may go on
    const Service* found = nullptr;
    for (const auto& service : services) {
        const auto names = names_of(service);
        const bool fits = std::any_of(names.begin(), names.end(), [&](const auto& name) {
            return name.find(beginning) != std::string::npos;
        });
        if (!fits) continue;
        if (found != nullptr) return nullptr;
        found = &service;
    }
    return found;
}

const Service* find_mentioned(const std::vector<Service>& services, std::string_view sentence) {
    const auto words = folded(sentence);
    const Service* found = nullptr;
    std::size_t longest = 0;
    for (const auto& service : services) {
        for (const auto& name : names_of(service)) {
            if (name.size() <= longest || words.find(name) == std::string::npos) continue;
            longest = name.size();
            found = &service;
        }
    }
    return found;
}

}  // namespace desk
