// Takes the values of a plugin's secret settings out of a document before it is recorded: a token in a header, in an
// address, or inside Basic authentication.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <desk/json.hpp>
#include <desk/manifest.hpp>

namespace desk {

// Immutable; any thread. Values of fewer than 4 characters are no secrets and stay.
class SecretMask {
public:
    // Nothing is taken out.
    SecretMask() = default;
    SecretMask(const std::vector<SettingDeclaration>& declared,
               const std::map<std::string, std::string, std::less<>>& settings);

    // The text with each of them written "•••": as it is, percent-encoded, in base64.
    std::string in_text(std::string text) const;
    // The same for every text and name in a JSON document, which stays one; parsed only when a secret stands in it.
    std::string in_document(std::string document) const;

private:
    void add(const std::string& form);
    Json masked(const Json& document) const;

    std::vector<std::string> forms_ = {};    // as a text holds them
    std::vector<std::string> in_json_ = {};  // as they stand in a JSON document
};

}  // namespace desk
