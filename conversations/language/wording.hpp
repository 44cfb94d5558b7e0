// Puts phrases and cards into a reader's words: the texts of the core, those of one plugin before them, and ICU for
// numbers, money, dates and lists. Values decide how they are written (texts.md §2); what is inserted is never parsed.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <desk/card.hpp>
#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include "conversations/language/catalogue.hpp"
#include "conversations/language/voice.hpp"
#include "conversations/reply.hpp"

namespace desk {

// Immutable; any thread. Making the core's takes 4 ms (ICU's formats), a plugin's beside it nothing, writing a phrase a few
// microseconds.
class Wording {
public:
    // For whom it is written. (A name of its own: storage/archive.hpp has another `Reader`.)
    struct Reader {
        std::string language = "en";  // of `catalogue_languages`; another one is read as English
        std::string time_zone = {};   // IANA name; "" or one that does not exist: UTC
        Time now = {};                // decides what is "today"
    };

    explicit Wording(Catalogue core);
    // The words of a plugin on top: its keys come first, then the core's; dates and numbers are always written with the core's.
    Wording with_plugin(Catalogue plugin) const;

    // A whole sentence: the first letter is raised when it begins with a time or a length of time.
    // Errors: invalid (no such key, no value for a placeholder, phrases nested more than 8 deep). Whoever made the
    // phrase is broken; nothing of it should be shown.
    Result<std::string> write(const Phrase& phrase, const Reader& reader) const;
    // Sentences, joined with a space.
    Result<std::string> write(std::span<const Phrase> sentences, const Reader& reader) const;
    // One value, as it stands inside a sentence.
    Result<std::string> write(const Value& value, const Reader& reader) const;

    // Errors: as above, and those of check_card. Labels and values of facts and buttons are cut to their limits.
    Result<ShownCard> show(const Card& card, const Reader& reader) const;

private:
    struct Core {
        Catalogue texts;
        std::vector<Language> languages;  // as in catalogue_languages
    };
    const Language& language_named(std::string_view name) const;

    std::shared_ptr<const Core> core_;  // one for all plugins, which come and go
    Catalogue plugin_ = {};
};

}  // namespace desk
