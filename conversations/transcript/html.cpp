#include "conversations/transcript/html.hpp"

#include "conversations/language/local_time.hpp"
#include "conversations/timestamp.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace desk {
namespace {

// Each run says its language, so that a screen reader changes its voice.
std::string lang_attribute(const std::string& language) {
    return language.empty() ? "" : " lang=\"" + html_escaped(language) + "\"";
}

std::string element(std::string_view name, std::string_view text,
                    const std::string& attributes = {}) {
    std::string html{"<"};
    html.append(name).append(attributes).append(">").append(html_escaped(text));
    return html.append("</").append(name).append(">\n");
}

std::string card_html(const ShownCard& card) {
    auto html = "<div" + lang_attribute(card.language) + ">\n";
    if (!card.title.empty())
        html += element("h3", std::string{symbol_of(card.tone)} + " " + card.title);
    if (!card.text.empty()) html += element("p", card.text);
    if (!card.facts.empty()) html += "<dl>\n";
    for (const auto& fact : card.facts)
        html += element("dt", fact.label) + element("dd", fact.value);
    if (!card.facts.empty()) html += "</dl>\n";
    if (!card.source.empty()) html += element("small", card.source);
    return html + "</div>\n";
}

std::string line_html(const TranscriptLine& line, std::string_view time_zone) {
    std::string html{line.is_note ? "<article class=\"note\">\n" : "<article>\n"};
    html += "<h2>" + html_escaped(line.author) + " <time datetime=\"" + timestamp(line.at) + "\">" +
            local_stamp(line.at, time_zone) + "</time></h2>\n";
    if (!line.reason.empty()) html += element("p", line.reason, " class=\"failed\"");
    if (line.card) {
        html += card_html(*line.card);
    } else {
        html += element("p", line.text, lang_attribute(line.language));
    }
    if (!line.plugin.empty()) html += element("small", line.plugin + " " + line.plugin_version);
    return html + "</article>\n";
}

}  // namespace

std::string html_escaped(std::string_view text) {
    std::string html;
    html.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            case '\'':
                html += "&#39;";
                break;
            default:
                html += c;
        }
    }
    return html;
}

std::string local_stamp(Time at, std::string_view time_zone) {
    const auto time = local_time(at, time_zone);
    const std::chrono::year_month_day date{time.day};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u %02d:%02d",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), time.hour, time.minute);
    return text.data();
}

std::string html_page(const Transcript& transcript, std::string_view time_zone) {
    const auto title = transcript.title.empty() ? transcript.id : transcript.title;
    std::string html = "<!doctype html>\n<html" + lang_attribute(transcript.language) +
                       ">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                       "style-src 'unsafe-inline'\">\n" +
                       element("title", title) +
                       "<style>body{font-family:sans-serif;max-width:45em;margin:2em auto}"
                       "p{white-space:pre-wrap}h2{font-size:1em}time{font-weight:normal}"
                       ".note{background:#ffd}</style>\n</head>\n<body>\n" +
                       element("h1", title);
    for (const auto& line : transcript.lines) html += line_html(line, time_zone);
    return html + "</body>\n</html>\n";
}

}  // namespace desk
