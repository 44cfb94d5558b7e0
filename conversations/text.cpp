#include "conversations/text.hpp"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

namespace desk {
namespace {

// Two readings of a byte sequence are never possible; see table 3-7 of the Unicode standard.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const auto is_tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return is_tail(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return byte(1) >= low && byte(1) <= high && is_tail(2) ? 3 : 0;
    }
    if (lead < 0xF0 || lead > 0xF4) return 0;
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return byte(1) >= low && byte(1) <= high && is_tail(2) && is_tail(3) ? 4 : 0;
}

bool is_ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) < 0; });
}

std::string lower(std::string_view ascii) {
    std::string result{ascii};
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

icu::UnicodeString unicode(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

// Steps over the text in UTF-8, so that positions are bytes.
class Breaker {
public:
    using Make = icu::BreakIterator*(const icu::Locale&, UErrorCode&);

    Breaker(Make* make, std::string_view text) {
        UErrorCode status = U_ZERO_ERROR;
        breaks_.reset(make(icu::Locale::getRoot(), status));
        utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
        if (breaks_) breaks_->setText(&text_, status);
        is_ready_ = U_SUCCESS(status) != 0 && breaks_ != nullptr;
    }
    Breaker(const Breaker&) = delete;
    Breaker& operator=(const Breaker&) = delete;
    ~Breaker() { utext_close(&text_); }

    // At or before `limit`, which lies inside the text.
    std::size_t last_at_most(std::size_t limit) {
        if (!is_ready_) return 0;
        // ICU counts from the start of a code point: a limit inside of one would lose its boundary.
        utext_setNativeIndex(&text_, static_cast<std::int64_t>(limit));
        const auto start = static_cast<std::int32_t>(utext_getNativeIndex(&text_));
        if (breaks_->isBoundary(start)) return static_cast<std::size_t>(start);
        const auto found = breaks_->preceding(start);
        return found == icu::BreakIterator::DONE ? 0 : static_cast<std::size_t>(found);
    }
    // The end of the next character as people see it, `end` when there is none.
    std::size_t next(std::size_t end) {
        const auto found = is_ready_ ? breaks_->next() : icu::BreakIterator::DONE;
        return found == icu::BreakIterator::DONE ? end : static_cast<std::size_t>(found);
    }

private:
    std::unique_ptr<icu::BreakIterator> breaks_;
    UText text_ = UTEXT_INITIALIZER;
    bool is_ready_ = false;
};

char32_t code_point_at(std::string_view text, std::size_t at, std::size_t length) {
    constexpr unsigned lead_mask[] = {0x7F, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t value = static_cast<unsigned char>(text[at]) & lead_mask[length];
    for (std::size_t i = 1; i < length; ++i) {
        value = (value << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    }
    return value;
}

std::u32string code_points(std::string_view text) {
    std::u32string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = sequence_length(text, at);
        result += length == 0 ? U'\uFFFD' : code_point_at(text, at, length);
        at += std::max<std::size_t>(length, 1);
    }
    return result;
}

std::size_t width_of(std::u32string_view cluster) {
    std::size_t width = 0;
    for (const char32_t c : cluster) {
        const auto point = static_cast<UChar32>(c);
        if (c == 0x200D || c == 0xFE0E) continue;  // joiner, text style
        if (c == 0xFE0F) return 2;                 // emoji style
        const auto type = u_charType(point);
        if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR ||
            type == U_CONTROL_CHAR) {
            continue;
        }
        const auto kind = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
        if (kind == U_EA_WIDE || kind == U_EA_FULLWIDTH) return 2;
        width = 1;
    }
    return width;
}

// Letters to insert, drop, replace or swap.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
            const bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (is_swap) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

bool ends_sentence(std::string_view text) {
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') ||
           text.ends_with('\n') || text.ends_with("…") || text.ends_with("”") ||
           text.ends_with("“");
}

std::size_t place_to_cut(std::string_view text, std::size_t limit) {
    Breaker sentences{icu::BreakIterator::createSentenceInstance, text};
    const auto sentence = sentences.last_at_most(limit);
    if (sentence > limit / 2 && ends_sentence(text.substr(0, sentence))) return sentence;

    const auto space = text.find_last_of(" \n\t", limit);
    if (space != std::string_view::npos && space > 0) return last_boundary_before(text, space);
    return last_boundary_before(text, limit);
}

constexpr std::string_view more = "…";

// The beginning of the text, at most `limit` bytes of it, and "…".
std::string shortened(std::string_view text, std::size_t limit) {
    std::string result{text.substr(0, place_to_cut(text, limit))};
    while (!result.empty() && (result.back() == ' ' || result.back() == '\n')) result.pop_back();
    return result.append(more);
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto length = sequence_length(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

bool has_control(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') return true;
        if (byte == 0x7F) return true;
        if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
            return true;
        }
    }
    return false;
}

std::string fold(std::string_view text) {
    if (is_ascii(text)) return lower(text);
    UErrorCode status = U_ZERO_ERROR;
    const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const auto* decompose = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status)) return std::string{text};

    const auto apart = decompose->normalize(casefold->normalize(unicode(text), status), status);
    icu::UnicodeString bare;
    for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
        if (u_charType(apart.char32At(i)) != U_NON_SPACING_MARK) bare.append(apart.char32At(i));
    }
    std::string result;
    bare.toUTF8String(result);
    return result;
}

std::size_t character_count(std::string_view text) {
    return code_points(text).size();
}

std::size_t bytes_of_characters(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (; count > 0 && at < text.size(); --count) {
        at += std::max<std::size_t>(sequence_length(text, at), 1);
    }
    return std::min(at, text.size());
}

std::size_t last_boundary_before(std::string_view utf8, std::size_t byte_limit) {
    if (utf8.size() <= byte_limit) return utf8.size();
    return Breaker{icu::BreakIterator::createCharacterInstance, utf8}.last_at_most(byte_limit);
}

std::string cut(std::string_view text, std::size_t byte_limit) {
    if (text.size() <= byte_limit) return std::string{text};
    return byte_limit < more.size() ? std::string{} : shortened(text, byte_limit - more.size());
}

std::string cut_characters(std::string_view text, std::size_t limit) {
    if (character_count(text) <= limit) return std::string{text};
    return limit == 0 ? std::string{} : shortened(text, bytes_of_characters(text, limit - 1));
}

std::size_t display_width(std::string_view text) {
    Breaker clusters{icu::BreakIterator::createCharacterInstance, text};
    std::size_t width = 0;
    for (std::size_t from = 0; from < text.size();) {
        const auto to = std::max(clusters.next(text.size()), from + 1);
        width += width_of(code_points(text.substr(from, to - from)));
        from = to;
    }
    return width;
}

std::string raise_first(std::string_view text) {
    if (text.empty()) return {};
    const auto length = sequence_length(text, 0);
    if (length == 0) return std::string{text};
    const auto raised = u_totitle(static_cast<UChar32>(code_point_at(text, 0, length)));
    std::string result;
    icu::UnicodeString{raised}.toUTF8String(result);
    return result.append(text.substr(length));
}

std::vector<std::string> nearest(std::string_view name, std::span<const std::string> candidates,
                                 std::size_t most) {
    constexpr std::size_t longest = 64;  // the work grows with the square
    const auto wanted = code_points(fold(name.substr(0, 4 * longest))).substr(0, longest);
    const std::size_t tolerated = std::max<std::size_t>(1, (wanted.size() + 1) / 3);
    if (wanted.empty()) return {};

    std::vector<std::pair<std::size_t, const std::string*>> found;
    for (const auto& candidate : candidates) {
        const auto folded = code_points(fold(candidate)).substr(0, longest);
        auto distance = edit_distance(wanted, folded);
        if (wanted.size() > 1 && folded.starts_with(wanted)) {
            distance = std::min<std::size_t>(distance, 1);
        }
        if (distance <= tolerated) found.emplace_back(distance, &candidate);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });

    std::vector<std::string> result;
    for (const auto& [distance, candidate] : found) {
        if (result.size() < most) result.push_back(*candidate);
    }
    return result;
}

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    result.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        result += digits[byte >> 4U];
        result += digits[byte & 15U];
    }
    return result;
}

std::string joined(std::span<const std::string> parts, std::string_view between) {
    std::string text;
    for (const auto& part : parts) text.append(text.empty() ? "" : between).append(part);
    return text;
}

}  // namespace desk
