#include "conversations/language/wording.hpp"

#include "conversations/card.hpp"
#include "conversations/text.hpp"

#include <utility>

namespace desk {
namespace {

constexpr int deepest = 8;

// What changes the direction of the text around it, or is no text at all, would spoil the whole
// message.
std::string without_controls(const std::string& text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest{text.data() + i, text.size() - i};
        const bool is_direction = rest.size() >= 3 && rest[0] == '\xE2' &&
                                  ((rest[1] == '\x80' && rest[2] >= '\xAA' && rest[2] <= '\xAE') ||
                                   (rest[1] == '\x81' && rest[2] >= '\xA6' && rest[2] <= '\xA9'));
        if (is_direction) {
            i += 2;
            continue;
        }
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool is_control = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
        if (!is_control) clean += text[i];
    }
    return clean;
}

std::string write_person(const PersonName& name, const std::string& language) {
    const bool is_hungarian = language == "hu";
    const auto& first = is_hungarian ? name.family : name.given;
    const auto& last = is_hungarian ? name.given : name.family;
    if (first.empty() || last.empty()) return without_controls(first + last);
    return without_controls(first + " " + last);
}

// One piece of writing for one reader.
class Writer {
public:
    Writer(const Catalogue& plugin, const Voice& voice) : plugin_{plugin}, voice_{voice} {}

    Result<std::string> sentence(const Phrase& said) const {
        DESK_TRY(auto text, phrase(said, 0));
        return begins_with_time(said) ? raise_first(text) : std::move(text);
    }

    Result<std::string> value(const Value& value, int depth) const {
        return std::visit([&](const auto& content) { return write(content, depth); },
                          value.content);
    }

private:
    const Catalogue::Text* find(const std::string& key) const {
        if (const auto* text = plugin_.find(key, voice_.language.name)) return text;
        return voice_.core.find(key, voice_.language.name);
    }

    // The form for the phrase's {count}.
    const Template& form_of(const Catalogue::Text& text, const Phrase& said) const {
        const auto count = said.values.find("count");
        if (text.size() > 1 && count != said.values.end()) {
            if (const auto* number = std::get_if<std::int64_t>(&count->second.content)) {
                const auto form = text.find(voice_.language.plural.category(*number));
                if (form != text.end()) return form->second;
            }
        }
        return text.find("other")->second;
    }

    Result<std::string> phrase(const Phrase& said, int depth) const {
        if (depth > deepest) return invalid(said.key + ": nested too deep");
        const auto* text = find(said.key);
        if (text == nullptr) return invalid("no text \"" + said.key + "\"");
        return fill(form_of(*text, said), [&](const std::string& name) -> Result<std::string> {
            const auto found = said.values.find(name);
            if (found == said.values.end())
                return invalid(said.key + ": no value for {" + name + "}");
            return value(found->second, depth + 1);
        });
    }

    bool begins_with_time(const Phrase& said) const {
        const auto& parts = form_of(*find(said.key), said);
        if (parts.empty() || !parts.front().is_placeholder) return false;
        const auto& content = said.values.find(parts.front().text)->second.content;
        return std::holds_alternative<When>(content) || std::holds_alternative<Span>(content) ||
               std::holds_alternative<Hours>(content) ||
               std::holds_alternative<FirstResponse>(content);
    }

    Result<std::string> write(const std::string& text, int) const { return without_controls(text); }
    Result<std::string> write(std::int64_t number, int) const {
        return voice_.language.numbers.integer(number);
    }
    Result<std::string> write(const Money& money, int) const {
        return voice_.language.numbers.money(money);
    }
    Result<std::string> write(const When& when, int) const { return write_when(voice_, when); }
    Result<std::string> write(const Span& span, int) const { return write_span(voice_, span); }
    Result<std::string> write(const Percent& percent, int) const {
        return voice_.language.numbers.percent(percent);
    }
    Result<std::string> write(const Zone& zone, int) const { return write_zone(voice_, zone); }
    Result<std::string> write(const PersonName& name, int) const {
        return write_person(name, voice_.language.name);
    }
    Result<std::string> write(const Hours& hours, int) const { return write_hours(voice_, hours); }
    Result<std::string> write(const FirstResponse& response, int) const {
        return write_response(voice_, response);
    }
    Result<std::string> write(const List& list, int depth) const {
        if (depth > deepest) return invalid("lists nested too deep");
        std::vector<std::string> items;
        for (const auto& item : list.items) {
            DESK_TRY(auto text, value(item, depth + 1));
            items.push_back(std::move(text));
        }
        return voice_.language.numbers.list(items, list.style);
    }
    Result<std::string> write(const Phrase& said, int depth) const { return phrase(said, depth); }

    const Catalogue& plugin_;
    const Voice& voice_;
};

Result<std::string> sentences(const Writer& writer, std::span<const Phrase> said) {
    std::string text;
    for (const auto& phrase : said) {
        DESK_TRY(const auto sentence, writer.sentence(phrase));
        if (!text.empty() && !sentence.empty()) text += ' ';
        text += sentence;
    }
    return text;
}

Result<ShownCard> show_parts(const Writer& writer, const Card& card) {
    ShownCard shown;
    shown.kind = card.kind;
    shown.tone = card.tone;
    if (!card.title.key.empty()) {
        DESK_TRY(shown.title, writer.sentence(card.title));
    }
    DESK_TRY(shown.text, sentences(writer, card.text));
    for (const auto& fact : card.facts) {
        DESK_TRY(const auto label, writer.sentence(fact.label));
        DESK_TRY(const auto value, writer.value(fact.value, 0));
        shown.facts.push_back({cut_characters(label, CardLimits::fact_label),
                               cut_characters(value, CardLimits::fact_value)});
    }
    for (const auto& action : card.actions) {
        DESK_TRY(const auto label, writer.sentence(action.label));
        shown.actions.push_back({"a" + std::to_string(shown.actions.size() + 1),
                                 cut_characters(label, CardLimits::action_label), action.command});
    }
    if (card.source) {
        DESK_TRY(shown.source,
                 writer.sentence({"common.source",
                                  {{"name", card.source->name},
                                   {"moment", When{card.source->checked_at, TimeStyle::moment}}}}));
    }
    return shown;
}

}  // namespace

Wording::Wording(Catalogue core) {
    std::vector<Language> languages;
    for (const auto language : catalogue_languages) languages.emplace_back(language);
    core_ = std::make_shared<const Core>(Core{std::move(core), std::move(languages)});
}

Wording Wording::with_plugin(Catalogue plugin) const {
    auto wording = *this;
    wording.plugin_ = std::move(plugin);
    return wording;
}

const Language& Wording::language_named(std::string_view name) const {
    for (const auto& language : core_->languages) {
        if (language.name == name) return language;
    }
    return core_->languages.front();
}

Result<std::string> Wording::write(const Phrase& phrase, const Reader& reader) const {
    WallClock clock{reader.time_zone};
    const Voice voice{language_named(reader.language), core_->texts, clock, reader.now};
    return Writer{plugin_, voice}.sentence(phrase);
}

Result<std::string> Wording::write(std::span<const Phrase> said, const Reader& reader) const {
    WallClock clock{reader.time_zone};
    const Voice voice{language_named(reader.language), core_->texts, clock, reader.now};
    return sentences(Writer{plugin_, voice}, said);
}

Result<std::string> Wording::write(const Value& value, const Reader& reader) const {
    WallClock clock{reader.time_zone};
    const Voice voice{language_named(reader.language), core_->texts, clock, reader.now};
    return Writer{plugin_, voice}.value(value, 0);
}

Result<ShownCard> Wording::show(const Card& card, const Reader& reader) const {
    DESK_CHECK(check_card(card));
    WallClock clock{reader.time_zone};
    const Voice voice{language_named(reader.language), core_->texts, clock, reader.now};
    DESK_TRY(auto shown, show_parts(Writer{plugin_, voice}, card));
    shown.language = voice.language.name;
    DESK_CHECK(check_card(shown));
    return shown;
}

}  // namespace desk
