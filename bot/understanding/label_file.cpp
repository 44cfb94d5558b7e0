#include "bot/understanding/label_file.hpp"

#include "bot/understanding/spelled_text.hpp"
#include "conversations/text.hpp"
#include "conversations/transcript/csv.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t most_rows = 200'000;

std::string at_line(std::size_t line, std::string_view problem) {
    return "label file, line " + std::to_string(line) + ": " + std::string{problem};
}

// Reads records; a quoted cell may go over lines.
class CsvCursor {
public:
    explicit CsvCursor(std::string_view text) : rest_{text} {
        if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
    }
    bool at_end() const { return rest_.empty(); }
    std::size_t line() const { return line_; }

    Result<std::vector<std::string>> record() {
        std::vector<std::string> cells;
        while (true) {
            DESK_TRY(auto cell, this->cell());
            cells.push_back(std::move(cell));
            if (!rest_.empty() && rest_.front() == ',') {
                rest_.remove_prefix(1);
                continue;
            }
            if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
            if (!rest_.empty()) rest_.remove_prefix(1);
            ++line_;
            return cells;
        }
    }

private:
    Result<std::string> cell() {
        if (!rest_.starts_with('"')) {
            const auto end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
            std::string plain{rest_.substr(0, end)};
            rest_.remove_prefix(end);
            return plain;
        }
        const auto opened = line_;
        std::string text;
        for (std::size_t i = 1; i < rest_.size(); ++i) {
            if (rest_[i] == '\n') ++line_;
            if (rest_[i] != '"') {
                text += rest_[i];
            } else if (i + 1 < rest_.size() && rest_[i + 1] == '"') {
                text += rest_[i++];
            } else {
                rest_.remove_prefix(i + 1);
                if (!rest_.empty() && rest_.find_first_of(",\r\n") != 0) {
                    return invalid(at_line(line_, "something follows a closing quote"));
                }
                return text;
            }
        }
        return invalid(at_line(opened, "a quote is never closed"));
    }

    std::string_view rest_;
    std::size_t line_ = 1;
};

std::optional<std::size_t> column(const std::vector<std::string>& names, std::string_view wanted) {
    const auto found = std::find(names.begin(), names.end(), wanted);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

bool is_intent_name(std::string_view name) {
    return !name.empty() && name.size() <= 32 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
    });
}

// The apostrophe that keeps a spreadsheet from calculating.
std::string without_guard(std::string text) {
    if (text.size() > 1 && text[0] == '\'' && formula_beginnings.find(text[1]) != std::string_view::npos) {
        text.erase(0, 1);
    }
    return text;
}

}  // namespace

Result<std::vector<LabelledText>> read_label_file(std::string_view csv, std::string_view language) {
    if (!is_utf8(csv)) return invalid("label file: not UTF-8");
    CsvCursor cursor{csv};
    if (cursor.at_end()) return invalid("label file: empty; the first line must name the columns");
    DESK_TRY(const auto names, cursor.record());
    const auto text_column = column(names, "text");
    const auto intent_column = column(names, "intent");
    const auto language_column = column(names, "language");
    if (!text_column || !intent_column)
        return invalid("label file: the first line has no column \"text\" and \"intent\"");

    std::vector<LabelledText> rows;
    while (!cursor.at_end()) {
        const auto line = cursor.line();
        DESK_TRY(auto cells, cursor.record());
        if (cells.size() == 1 && cells[0].empty()) continue;
        if (cells.size() != names.size()) {
            return invalid(at_line(
                line, std::to_string(cells.size()) + " cells, the first line has " + std::to_string(names.size())));
        }
        if (cells[*intent_column].empty()) continue;
        if (!is_intent_name(cells[*intent_column])) {
            return invalid(at_line(line, "an intent is a-z, 0-9, '.' and '_', at most 32 characters"));
        }
        if (rows.size() == most_rows) return invalid(at_line(line, "more than 200,000 rows"));
        const bool says_language = language_column && !cells[*language_column].empty();
        rows.push_back({says_language ? cells[*language_column] : std::string{language}, cells[*intent_column],
                        without_guard(std::move(cells[*text_column]))});
    }
    return rows;
}

std::string write_label_file(std::span<const LabelledText> rows) {
    auto csv = csv_row(std::vector<std::string>{"language", "intent", "text"});
    for (const auto& row : rows) csv += csv_row(std::vector{row.language, row.intent, row.text});
    return csv;
}

bool is_held_back(std::string_view text) {
    const auto words = spelled(text);
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325U;  // FNV-1a
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (const char c : words.word(i)) hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3U;
        hash = (hash ^ 0x20U) * 0x0000'0100'0000'01B3U;
    }
    return (hash >> 19U) % 5 == 0;
}

}  // namespace desk
