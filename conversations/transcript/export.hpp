// A transcript as a file. Everything in it is written; make it with `for_customers` and `redacted` first where needed.
#pragma once

#include <string>
#include <string_view>

#include <desk/result.hpp>

#include "conversations/transcript/transcript.hpp"

namespace desk {

// txt: to read · html: one page without script, everything escaped · json: one document · jsonl: one line per turn
// csv: for spreadsheets (RFC 4180; a cell that would be a formula begins with ')
enum class ExportFormat { txt, html, json, jsonl, csv };

std::string_view name_of(ExportFormat format);
// Errors: invalid (no such format).
Result<ExportFormat> export_format_named(std::string_view name);
// "text/html; charset=utf-8"
std::string_view media_type_of(ExportFormat format);

// Times are those of `time_zone` (IANA name) in txt and html, UTC in the others. UTF-8, ends with a line break.
std::string write_transcript(const Transcript& transcript, ExportFormat format,
                             std::string_view time_zone);

}  // namespace desk
