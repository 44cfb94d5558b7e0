#include "conversations/language/choose.hpp"

#include <algorithm>
#include <array>

namespace desk {

std::string plain_language(std::string_view tag) {
    std::string language{tag.substr(0, tag.find_first_of("-_."))};
    for (auto& c : language) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return language;
}

std::string choose_language(const LanguageHints& hints, std::span<const std::string> spoken) {
    const std::array in_order{&hints.chosen, &hints.contact, &hints.platform, &hints.detected,
                              &hints.customer};
    for (const auto* hint : in_order) {
        auto language = plain_language(*hint);
        if (std::find(spoken.begin(), spoken.end(), language) != spoken.end()) return language;
    }
    return spoken.empty() ? "en" : spoken.front();
}

}  // namespace desk
