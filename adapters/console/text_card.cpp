#include "adapters/console/text_card.hpp"

#include "conversations/text.hpp"

#include <algorithm>
#include <vector>

namespace desk {
namespace {

constexpr std::size_t narrowest = 20;

std::string repeated(std::string_view piece, std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i) result += piece;
    return result;
}

// How many bytes of a word fit into `width` columns; at least one character.
std::size_t bytes_that_fit(std::string_view word, std::size_t width) {
    std::size_t fits = 0;
    for (std::size_t count = 1; fits < word.size(); ++count) {
        const auto next = bytes_of_characters(word, count);
        if (next <= fits || display_width(word.substr(0, next)) > width) break;
        fits = next;
    }
    const auto boundary = last_boundary_before(word, fits);
    return boundary > 0 ? boundary : bytes_of_characters(word, 1);
}

// Lines of at most `width` columns.
class Wrapped {
public:
    explicit Wrapped(std::size_t width) : width_{width} {}

    void add(std::string_view piece, std::string_view space) {
        const auto wide = display_width(piece);
        const auto gap = is_empty_ ? 0 : display_width(space);
        if (!is_empty_ && used_ + gap + wide > width_) end_line();
        if (!is_empty_) append(space, gap);
        while (display_width(piece) > width_) {
            const auto fits = bytes_that_fit(piece, width_);
            append(piece.substr(0, fits), width_);
            end_line();
            piece.remove_prefix(fits);
        }
        append(piece, display_width(piece));
    }
    void end_line() {
        lines_.push_back(std::move(line_));
        line_.clear();
        used_ = 0;
        is_empty_ = true;
    }
    std::vector<std::string> take() {
        if (!is_empty_) end_line();
        return std::move(lines_);
    }

private:
    void append(std::string_view piece, std::size_t wide) {
        line_ += piece;
        used_ += wide;
        is_empty_ = false;
    }

    std::size_t width_;
    std::vector<std::string> lines_ = {};
    std::string line_ = {};
    std::size_t used_ = 0;
    bool is_empty_ = true;
};

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    Wrapped wrapped{width};
    for (std::size_t from = 0; from <= text.size();) {
        const auto to = std::min(text.find_first_of(" \n", from), text.size());
        if (to > from) wrapped.add(text.substr(from, to - from), " ");
        if (to < text.size() && text[to] == '\n') wrapped.end_line();
        from = to + 1;
    }
    return wrapped.take();
}

std::string one_line(std::string_view text) {
    auto line = safe_for_terminal(text);
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

std::vector<std::string> wrap_actions(const ShownCard& card, std::size_t width) {
    Wrapped wrapped{width};
    for (std::size_t i = 0; i < card.actions.size(); ++i) {
        wrapped.add(std::to_string(i + 1) + " " + one_line(card.actions[i].label), "  ");
    }
    return wrapped.take();
}

std::string upper_edge(const ShownCard& card, std::size_t width) {
    if (card.title.empty()) return "╭" + repeated("─", width - 2) + "╮\n";
    std::string title = std::string{symbol_of(card.tone)} + " " + one_line(card.title);
    const auto room = width - 6;  // "╭─ ", " " and "─╮"
    if (display_width(title) > room) {
        title.resize(bytes_that_fit(title, room - 1));
        title += "…";
    }
    return "╭─ " + title + " " + repeated("─", room - display_width(title) + 1) + "╮\n";
}

}  // namespace

std::string safe_for_terminal(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto size = std::max<std::size_t>(1, bytes_of_characters(text.substr(at), 1));
        const auto character = text.substr(at, size);
        at += size;
        // U+2028, U+2029, U+202A–U+202E; U+200E, U+200F; U+2066–U+2069; U+061C
        const bool is_steering = (character >= "\u2028" && character <= "\u202E") ||
                                 character == "\u200E" || character == "\u200F" ||
                                 (character >= "\u2066" && character <= "\u2069") ||
                                 character == "\u061C";
        if (character == "\n") {
            result += '\n';
        } else if (character == "\t") {
            result += ' ';
        } else if (is_steering || character == "\r" || has_control(character) ||
                   !is_utf8(character)) {
            result += "\uFFFD";
        } else {
            result += character;
        }
    }
    return result;
}

std::string draw_card(const ShownCard& card, std::size_t width) {
    const auto columns = std::max(width, narrowest);
    const auto inner = columns - 4;
    auto lines = wrap(safe_for_terminal(card.text), inner);
    const auto add = [&](std::vector<std::string> more) {
        lines.insert(lines.end(), more.begin(), more.end());
    };
    for (const auto& fact : card.facts) {
        add(wrap(safe_for_terminal(fact.label + ": " + fact.value), inner));
    }
    add(wrap_actions(card, inner));
    add(wrap(safe_for_terminal(card.source), inner));

    std::string result = upper_edge(card, columns);
    for (const auto& line : lines) {
        const auto used = std::min(display_width(line), inner);
        result += "│ " + line + std::string(inner - used, ' ') + " │\n";
    }
    return result + "╰" + repeated("─", columns - 2) + "╯\n";
}

}  // namespace desk
