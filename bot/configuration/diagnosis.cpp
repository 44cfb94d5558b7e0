#include "bot/configuration/diagnosis.hpp"

#include <desk/json.hpp>

#include <algorithm>

namespace desk {
namespace {

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool continues_a_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::string printable(std::string_view text) {
    std::string out{text};
    std::replace_if(out.begin(), out.end(), is_control, '?');
    return out;
}

// Blanks as wide as the first `characters` of `line`; tabs stay, so that the underline meets its
// word.
std::string indent_like(std::string_view line, int characters) {
    std::string out;
    for (const char c : line) {
        if (continues_a_character(c)) continue;
        if (characters-- <= 0) break;
        out += c == '\t' ? '\t' : ' ';
    }
    return out;
}

std::string line_to_show(std::string_view line) {
    std::string out;
    for (const char c : line) out += is_control(c) && c != '\t' ? '?' : c;
    return out;
}

std::string paint(std::string_view text, std::string_view colour, bool coloured) {
    if (!coloured) return std::string{text};
    return "\x1b[" + std::string{colour} + "m" + std::string{text} + "\x1b[0m";
}

std::string picture(const Diagnosis& d, std::string_view colour, bool coloured) {
    const auto number = std::to_string(d.line);
    const std::string gutter(number.size(), ' ');
    const std::string carets(static_cast<std::size_t>(std::max(1, d.length)), '^');
    const auto mark = d.note.empty() ? carets : carets + " " + printable(d.note);
    return " " + gutter + " |\n " + number + " | " + line_to_show(d.source) + "\n " + gutter +
           " | " + indent_like(d.source, d.column - 1) + paint(mark, colour, coloured) + "\n";
}

std::string place(const Diagnosis& d) {
    auto out = "  --> " + printable(d.file);
    if (d.line > 0) out += ":" + std::to_string(d.line) + ":" + std::to_string(d.column);
    return out + "\n";
}

void line(std::string& out, std::string_view label, std::size_t width, std::string_view text) {
    if (text.empty()) return;
    out += "  " + std::string{label} + ":" + std::string(width - label.size(), ' ') +
           printable(text) + "\n";
}

}  // namespace

std::string to_text(const Diagnosis& d, bool coloured) {
    const bool is_error = d.severity == Severity::error;
    const std::string_view colour = is_error ? "1;31" : "1;33";
    auto out = paint((is_error ? "error[" : "warning[") + d.code + "]", colour, coloured) + ": " +
               printable(d.what) + "\n";
    if (!d.file.empty()) out += place(d);
    if (d.line > 0 && !d.source.empty()) out += picture(d, colour, coloured);

    // Labels stand in a column where more than the fix is said.
    const std::size_t width = d.where.empty() && d.why.empty() ? 4 : 6;
    line(out, "where", width, d.where);
    line(out, "why", width, d.why);
    line(out, "fix", width, d.fix);
    return out;
}

std::string to_json_text(const Diagnosis& d) {
    Json out{{"code", d.code},
             {"severity", d.severity == Severity::error ? "error" : "warning"},
             {"what", d.what}};
    const auto add = [&](const char* name, const std::string& text) {
        if (!text.empty()) out[name] = text;
    };
    add("file", d.file);
    if (d.line > 0) {
        out["line"] = d.line;
        out["column"] = d.column;
    }
    add("note", d.note);
    add("where", d.where);
    add("why", d.why);
    add("fix", d.fix);
    return dump_json(out);
}

bool has_error(std::span<const Diagnosis> diagnoses) {
    return std::any_of(diagnoses.begin(), diagnoses.end(),
                       [](const Diagnosis& d) { return d.severity == Severity::error; });
}

}  // namespace desk
