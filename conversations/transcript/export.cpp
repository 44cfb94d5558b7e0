#include "conversations/transcript/export.hpp"

#include "conversations/card_text.hpp"
#include "conversations/documents.hpp"
#include "conversations/language/local_time.hpp"
#include "conversations/timestamp.hpp"
#include "conversations/transcript/html.hpp"
#include <desk/json.hpp>

#include <array>
#include <cstdio>

namespace desk {
namespace {

struct FormatName {
    ExportFormat format;
    std::string_view name;
    std::string_view media_type;
};
constexpr std::array format_names{
    FormatName{ExportFormat::txt, "txt", "text/plain; charset=utf-8"},
    FormatName{ExportFormat::html, "html", "text/html; charset=utf-8"},
    FormatName{ExportFormat::json, "json", "application/json"},
    FormatName{ExportFormat::jsonl, "jsonl", "application/jsonl"},
    FormatName{ExportFormat::csv, "csv", "text/csv; charset=utf-8"},
};

std::int64_t milliseconds_of(const TranscriptLine& line) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(line.took).count();
}

Json line_document(const TranscriptLine& line) {
    Json document = {{"n", line.n},           {"at", timestamp(line.at)},
                     {"author", line.author}, {"kind", line.is_note ? "note" : "message"},
                     {"text", line.text},     {"language", line.language}};
    if (line.card) document["card"] = to_json(*line.card);
    if (!line.plugin.empty()) {
        document["plugin"] = line.plugin;
        document["plugin_version"] = line.plugin_version;
    }
    if (line.took.count() > 0) document["took_ms"] = milliseconds_of(line);
    if (!line.reason.empty()) document["reason"] = line.reason;
    if (!line.delivery.empty()) document["delivery"] = line.delivery;
    return document;
}

std::string json_text(const Transcript& transcript) {
    Json lines = Json::array();
    for (const auto& line : transcript.lines) lines.push_back(line_document(line));
    const Json document = {{"id", transcript.id},
                           {"customer", transcript.customer},
                           {"title", transcript.title},
                           {"turns", std::move(lines)}};
    return dump_json(document, 2) + "\n";
}

std::string jsonl_text(const Transcript& transcript) {
    std::string text;
    for (const auto& line : transcript.lines) {
        auto document = line_document(line);
        document["conversation"] = transcript.id;
        text += dump_json(document) + "\n";
    }
    return text;
}

// Spreadsheets run what begins like this (CWE-1236), also behind white space that they trim.
bool would_be_formula(std::string_view cell) {
    const auto first = cell.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return false;
    return std::string_view{"=+-@"}.find(cell[first]) != std::string_view::npos;
}

std::string csv_cell(std::string_view value) {
    std::string cell = would_be_formula(value) ? "\"'" : "\"";
    for (const char c : value) {
        if (c == '"') cell += '"';
        cell += c;
    }
    return cell + "\"";
}

std::string csv_text(const Transcript& transcript) {
    std::string text =
        "conversation,n,at,author,kind,language,text,plugin,plugin_version,took_ms,delivery,"
        "reason\r\n";
    for (const auto& line : transcript.lines) {
        const std::array<std::string, 12> cells{transcript.id,
                                                std::to_string(line.n),
                                                timestamp(line.at),
                                                line.author,
                                                line.is_note ? "note" : "message",
                                                line.language,
                                                line.text,
                                                line.plugin,
                                                line.plugin_version,
                                                std::to_string(milliseconds_of(line)),
                                                line.delivery,
                                                line.reason};
        for (const auto& cell : cells)
            text += (&cell == &cells.front() ? "" : ",") + csv_cell(cell);
        text += "\r\n";
    }
    return text;
}

std::string plain_head(const TranscriptLine& line, std::string_view time_zone) {
    auto head = "[" + local_stamp(line.at, time_zone) + "] " + line.author;
    if (line.is_note) head += " (note)";
    if (!line.plugin.empty()) head += " (" + line.plugin + " " + line.plugin_version + ")";
    if (!line.reason.empty()) head += " (failed: " + line.reason + ")";
    return head;
}

std::string plain_text(const Transcript& transcript, std::string_view time_zone) {
    auto text = transcript.title.empty() ? transcript.id : transcript.title;
    text += "\n";
    for (const auto& line : transcript.lines) {
        text += "\n" + plain_head(line, time_zone) + "\n";
        text += (line.text.empty() && line.card ? card_text(*line.card) : line.text) + "\n";
    }
    return text;
}

}  // namespace

std::string_view name_of(ExportFormat format) {
    return format_names.at(static_cast<std::size_t>(format)).name;
}

std::string_view media_type_of(ExportFormat format) {
    return format_names.at(static_cast<std::size_t>(format)).media_type;
}

Result<ExportFormat> export_format_named(std::string_view name) {
    for (const auto& row : format_names) {
        if (row.name == name) return row.format;
    }
    return invalid("no export format \"" + std::string{name} +
                   "\"; there are txt, html, json, jsonl, csv");
}

std::string write_transcript(const Transcript& transcript, ExportFormat format,
                             std::string_view time_zone) {
    switch (format) {
        case ExportFormat::txt:
            return plain_text(transcript, time_zone);
        case ExportFormat::html:
            return html_page(transcript, time_zone);
        case ExportFormat::json:
            return json_text(transcript);
        case ExportFormat::jsonl:
            return jsonl_text(transcript);
        case ExportFormat::csv:
            break;
    }
    return csv_text(transcript);
}

}  // namespace desk
