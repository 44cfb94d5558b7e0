#include "bot/log.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "bot/clock.hpp"
#include "conversations/timestamp.hpp"

namespace desk {
namespace {

constexpr std::size_t longest_field = 1'000;
constexpr std::array<std::string_view, 4> level_names{"debug", "info", "warn", "error"};
constexpr std::array<std::string_view, 4> level_marks{"DEBUG", "INFO ", "WARN ", "ERROR"};

std::string escaped_byte(unsigned char byte) {
    std::array<char, 7> text{};
    std::snprintf(text.data(), text.size(), "\\u%04x", static_cast<unsigned>(byte));
    return text.data();
}

// Line and paragraph separators, and the marks that turn the direction of writing, reorder what a reader sees.
bool is_unsafe_sequence(std::string_view at) {
    if (at.size() < 3 || at[0] != '\xE2') return false;
    const auto second = at[1];
    const auto third = static_cast<unsigned char>(at[2]);
    if (second == '\x80') return third >= 0xA8 && third <= 0xAE;  // U+2028 … U+202E
    return second == '\x81' && third >= 0xA6 && third <= 0xA9;    // U+2066 … U+2069
}

std::string escape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (is_unsafe_sequence(text.substr(i))) {
            for (int k = 0; k < 3; ++k) out += escaped_byte(static_cast<unsigned char>(text[i++]));
            --i;
        } else if (byte < 0x20 || byte == 0x7F) {
            out += escaped_byte(byte);
        } else if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
            out += escaped_byte(static_cast<unsigned char>(text[++i]));  // C1 controls
        } else {
            if (byte == '"' || byte == '\\') out += '\\';
            out += text[i];
        }
    }
    return out;
}

std::string shortened(const std::string& text) {
    if (text.size() <= longest_field) return escape(text);
    auto cut = longest_field;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    return escape(std::string_view{text}.substr(0, cut)) + "…[" + std::to_string(text.size()) + " bytes]";
}

std::string now_text(LogForm form) {
    if (form != LogForm::text) return timestamp(system_now());
    const auto seconds = std::chrono::system_clock::to_time_t(system_now());
    std::tm parts{};
    std::array<char, 32> text{};
    localtime_r(&seconds, &parts);
    std::strftime(text.data(), text.size(), "%H:%M:%S", &parts);
    return text.data();
}

}  // namespace

std::string log_line(LogForm form, LogLevel level, std::string_view when, std::string_view event, LogFields fields) {
    const auto index = static_cast<std::size_t>(level);
    std::string line;
    if (form == LogForm::text) {
        line.append(when).append(" ").append(level_marks.at(index)).append(" ").append(event);
        for (const auto& field : fields) line.append(" ").append(field.name).append("=").append(shortened(field.text));
        return line;
    }
    line.append(R"({"ts":")").append(when).append(R"(","level":")").append(level_names.at(index));
    line.append(R"(","event":")").append(event).append("\"");
    for (const auto& field : fields) {
        line.append(",\"").append(field.name).append("\":");
        line.append(field.is_number ? field.text : '"' + shortened(field.text) + '"');
    }
    return line + "}";
}

struct Log::Sink {
    spdlog::logger logger{"deskhand", std::make_shared<spdlog::sinks::stderr_sink_mt>()};
};

Log::Log(Options options) : options_{options}, sink_{std::make_unique<Sink>()} {
    sink_->logger.set_pattern("%v");
    sink_->logger.set_level(spdlog::level::trace);
}

Log::~Log() = default;

void Log::write(LogLevel level, std::string_view event, LogFields fields) const {
    if (options_.is_silent || level < options_.level) return;
    sink_->logger.log(spdlog::level::info, spdlog::string_view_t{log_line(options_.form, level, now_text(options_.form),
                                                                         event, fields)});
}

}  // namespace desk
