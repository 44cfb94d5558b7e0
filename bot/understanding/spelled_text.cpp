#include "bot/understanding/spelled_text.hpp"

#include "conversations/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace desk {
namespace {

enum class LetterKind { letter, apostrophe, alone, space, other };

bool is_ascii_letter(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

LetterKind kind_of(char32_t c) {
    if (is_ascii_letter(c)) return LetterKind::letter;
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') return LetterKind::space;
    if (c == '\'' || c == 0x2019 || c == 0x00B4 || c == '`') return LetterKind::apostrophe;
    if (c == '?' || (c >= 0x1F300 && c <= 0x1FAFF)) return LetterKind::alone;
    if (c < 0x80) return LetterKind::other;
    const auto point = static_cast<UChar32>(c);
    if (u_isalnum(point)) return LetterKind::letter;
    return u_isUWhiteSpace(point) ? LetterKind::space : LetterKind::other;
}

bool is_mark(UChar32 c) {
    return u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_ENCLOSING_MARK;
}

void append(std::string& out, UChar32 c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else {
        icu::UnicodeString{c}.toUTF8String(out);
    }
}

// Takes characters one after another and closes words.
class Speller {
public:
    explicit Speller(SpelledText& out, std::string_view text) : out_{out} {
        out.plain.reserve(text.size() + 8);
        out.lower.reserve(text.size() + 8);
        out.places.reserve(text.size() / 5 + 2);
    }

    void take(char32_t c) {
        if (c < 0x80) {
            const auto lower = c >= 'A' && c <= 'Z' ? c + 0x20 : c;
            return place(lower, lower, true);
        }
        take_foreign(static_cast<UChar32>(c));
    }
    void end() { close(0); }

private:
    void take_foreign(UChar32 c) {
        if (casefold_ == nullptr) {
            UErrorCode status = U_ZERO_ERROR;
            casefold_ = icu::Normalizer2::getNFKCCasefoldInstance(status);
            apart_ = icu::Normalizer2::getNFDInstance(status);
            if (U_FAILURE(status)) casefold_ = nullptr;
        }
        if (casefold_ == nullptr) return;
        icu::UnicodeString folded;
        if (!casefold_->getDecomposition(c, folded)) folded.setTo(c);
        UErrorCode status = U_ZERO_ERROR;
        if (folded.length() > 1 && folded.hasMoreChar32Than(0, folded.length(), 1)) {
            folded = casefold_->normalize(folded, status);
        }
        for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) take_folded(folded.char32At(i));
    }

    void take_folded(UChar32 c) {
        if (c < 0x80) return place(static_cast<char32_t>(c), static_cast<char32_t>(c), true);
        if (is_mark(c)) return;
        icu::UnicodeString apart;
        UChar32 base = c;
        if (apart_->getDecomposition(c, apart) && !is_mark(apart.char32At(0))) base = apart.char32At(0);
        place(static_cast<char32_t>(base), static_cast<char32_t>(c), false);
    }

    void place(char32_t base, char32_t lower, bool is_ascii) {
        const auto kind = kind_of(base);
        if (kind == LetterKind::letter) {
            if (!is_open_) open();
            if (apostrophe_) {
                out_.plain += '\'';
                out_.lower += '\'';
                apostrophe_ = false;
            }
            if (is_ascii) {
                out_.plain += static_cast<char>(base);
                out_.lower += static_cast<char>(base);
            } else {
                append(out_.plain, static_cast<UChar32>(base));
                append(out_.lower, static_cast<UChar32>(lower));
            }
            return;
        }
        if (kind == LetterKind::apostrophe && is_open_ && !apostrophe_) {
            apostrophe_ = true;
            return;
        }
        const char seen = kind == LetterKind::space ? ' ' : base < 0x80 ? static_cast<char>(base) : '*';
        close(seen);
        if (kind == LetterKind::alone) {
            open();
            append(out_.plain, static_cast<UChar32>(base));
            append(out_.lower, static_cast<UChar32>(base));
            close(seen);
        }
        before_ = seen;
        ++between_;
        has_space_ = has_space_ || kind != LetterKind::other;
    }

    void open() {
        out_.places.push_back({.plain_from = static_cast<std::uint32_t>(out_.plain.size()),
                               .lower_from = static_cast<std::uint32_t>(out_.lower.size()),
                               .before = before_,
                               .is_joined = !out_.places.empty() && between_ == 1 && !has_space_});
        is_open_ = true;
    }
    void close(char seen) {
        if (!is_open_) return;
        auto& last = out_.places.back();
        last.plain_until = static_cast<std::uint32_t>(out_.plain.size());
        last.lower_until = static_cast<std::uint32_t>(out_.lower.size());
        last.after = apostrophe_ ? '\'' : seen;
        is_open_ = apostrophe_ = has_space_ = false;
        between_ = 0;
        before_ = 0;
    }

    SpelledText& out_;
    const icu::Normalizer2* casefold_ = nullptr;
    const icu::Normalizer2* apart_ = nullptr;
    bool is_open_ = false, apostrophe_ = false, has_space_ = false;
    int between_ = 0;
    char before_ = 0;
};

bool has_combining_mark(const icu::UnicodeString& text) {
    for (std::int32_t i = 0; i < text.length(); ++i) {
        if (text.charAt(i) >= 0x300 && text.charAt(i) <= 0x36F) return true;
    }
    return false;
}

}  // namespace

std::string SpelledText::words(std::size_t from, std::size_t until) const {
    std::string result;
    for (auto i = from; i < until && i < size(); ++i) {
        if (i > from) result += places[i].is_joined && places[i].before != '*' ? places[i].before : ' ';
        result += word(i);
    }
    return result;
}

SpelledText spelled(std::string_view text, std::size_t longest) {
    SpelledText result;
    // Four bytes are the longest character: what lies beyond cannot be within the limit.
    if (text.size() > 4 * longest) {
        text = text.substr(0, 4 * longest);
        result.was_cut = true;
    }
    Speller speller{result, text};
    std::size_t taken = 0;
    const bool is_ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) > 0; });
    if (is_ascii) {
        for (const char c : text) {
            if (++taken > longest) break;
            speller.take(static_cast<char32_t>(c));
        }
    } else {
        auto unicode = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
        if (has_combining_mark(unicode)) {
            UErrorCode status = U_ZERO_ERROR;
            const auto* together = icu::Normalizer2::getNFCInstance(status);
            if (U_SUCCESS(status)) unicode = together->normalize(unicode, status);
        }
        for (std::int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
            if (++taken > longest) break;
            speller.take(static_cast<char32_t>(unicode.char32At(i)));
        }
    }
    result.was_cut = result.was_cut || taken > longest;
    speller.end();
    return result;
}

}  // namespace desk
