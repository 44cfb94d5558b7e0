// In which language somebody is answered.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace desk {

// What speaks for a language, in order of weight; "" where nothing does. "hu", "hu-HU", "HU" are the same.
struct LanguageHints {
    std::string chosen = {};    // with /language
    std::string contact = {};   // the contact's record
    std::string platform = {};  // what the platform says of its user
    std::string detected = {};  // of the message's words; only when sure
    std::string customer = {};  // the customer's default
};

// The first hint that is one of `spoken`, else the first of `spoken` (the desk's default), else "en".
std::string choose_language(const LanguageHints& hints, std::span<const std::string> spoken);

// "hu" of "hu-HU", "HU", "hu_HU.UTF-8".
std::string plain_language(std::string_view tag);

}  // namespace desk
