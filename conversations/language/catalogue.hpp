// The texts of one part (the core, a plugin) in all languages, checked when they are loaded: nothing can be missing
// afterwards. The rules are in shared/design/texts.md §1. An immutable value; any thread.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <desk/result.hpp>

#include "conversations/language/template.hpp"

namespace desk {

// English declares what there is; the others must say the same.
inline constexpr std::array<std::string_view, 3> catalogue_languages{"en", "hu", "de"};

class Catalogue {
public:
    // One key in one language: its forms by plural category ("one", "other"); there is always "other".
    using Text = std::map<std::string, Template, std::less<>>;
    // One problem of a part's texts.
    struct Problem {
        std::string language = {};
        std::string key = {};  // "" when the whole file is meant
        std::string what = {};
    };

    // No texts at all.
    Catalogue() = default;

    // `texts`: language → the JSON text {"key": "text" | {"one": …, "other": …}}.
    // Errors: invalid, of the first problem: `hu: health.known: missing`.
    static Result<Catalogue> load(const std::map<std::string, std::string>& texts);
    // All problems at once, for whoever writes texts; empty when `load` accepts them.
    static std::vector<Problem> problems(const std::map<std::string, std::string>& texts);

    bool has(std::string_view key) const { return texts_.contains(key); }
    // nullptr: no such key. A language that is none of ours is read as English.
    const Text* find(std::string_view key, std::string_view language) const;
    std::vector<std::string> keys() const;

private:
    using Languages = std::map<std::string, Text, std::less<>>;

    static Catalogue read(const std::map<std::string, std::string>& texts, std::vector<Problem>& problems);

    std::map<std::string, Languages, std::less<>> texts_;
};

// "hu: health.known: missing".
std::string sentence_of(const Catalogue::Problem& problem);

// The desk's own texts, compiled in. Errors: broken (never in a build that passed `check_texts`).
Result<Catalogue> core_catalogue();

}  // namespace desk
