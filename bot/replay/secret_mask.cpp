#include "bot/replay/secret_mask.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <desk/wire.hpp>

#include "adapters/signature.hpp"
#include "bot/http/percent_encoding.hpp"

namespace desk {
namespace {

constexpr std::size_t shortest_secret = 4;
constexpr std::size_t shortest_form = 4;
constexpr std::string_view mask = "•••";

// As it stands inside a JSON text.
std::string in_json(const std::string& text) {
    const auto quoted = dump_json(Json(text));
    return quoted.substr(1, quoted.size() - 2);
}

// The characters of base64 that depend on the secret alone when `before` bytes (modulo 3) stand in front of it.
std::string in_base64(const std::string& secret, std::size_t before) {
    const auto encoded = to_base64(std::string(before, '\0') + secret);
    constexpr std::array<std::size_t, 3> shared_with_before{0, 2, 3};
    const auto first = shared_with_before.at(before);
    const auto whole = (before + secret.size()) / 3 * 4;  // what follows the secret changes the rest
    return first < whole ? encoded.substr(first, whole - first) : std::string{};
}

}  // namespace

SecretMask::SecretMask(const std::vector<SettingDeclaration>& declared,
                       const std::map<std::string, std::string, std::less<>>& settings) {
    for (const auto& setting : declared) {
        const auto given = setting.is_secret ? settings.find(setting.name) : settings.end();
        if (given == settings.end() || given->second.size() < shortest_secret) continue;
        const auto& secret = given->second;
        add(secret);
        add(percent_encoded(secret));
        for (const std::size_t before : {0U, 1U, 2U}) add(in_base64(secret, before));
    }
    // A secret that holds another one goes first.
    std::stable_sort(forms_.begin(), forms_.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    for (const auto& form : forms_) in_json_.push_back(in_json(form));
}

void SecretMask::add(const std::string& form) {
    const bool is_known = std::find(forms_.begin(), forms_.end(), form) != forms_.end();
    if (form.size() >= shortest_form && !is_known) forms_.push_back(form);
}

std::string SecretMask::in_text(std::string text) const {
    for (const auto& form : forms_) {
        for (auto at = text.find(form); at != std::string::npos; at = text.find(form, at + mask.size())) {
            text.replace(at, form.size(), mask);
        }
    }
    return text;
}

std::string SecretMask::in_document(std::string document) const {
    const bool holds_one = std::any_of(in_json_.begin(), in_json_.end(),
                                       [&](const auto& form) { return document.find(form) != std::string::npos; });
    if (!holds_one) return document;
    const auto parsed = parse_json(document, wire::reply_limits);
    return dump_json(parsed ? masked(*parsed) : Json(mask));
}

// As deep as wire::reply_limits let it be.
Json SecretMask::masked(const Json& document) const {
    if (document.is_string()) return in_text(document.get<std::string>());
    if (document.is_array()) {
        Json list = Json::array();
        for (const auto& item : document) list.push_back(masked(item));
        return list;
    }
    if (!document.is_object()) return document;
    Json object = Json::object();
    for (const auto& [name, value] : document.items()) object[in_text(name)] = masked(value);
    return object;
}

}  // namespace desk
