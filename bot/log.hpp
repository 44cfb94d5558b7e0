// What the desk tells its operator: one line per event, on standard error. A terminal gets short lines, everything else
// JSON. Texts from outside are fields, never part of the message; the encoder escapes control characters, so that one
// event is one line whatever a customer wrote. spdlog is inside log.cpp.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace desk {

enum class LogLevel { debug, info, warning, error };
enum class LogForm { text, json };

struct LogField {
    std::string_view name = {};
    std::string text = {};
    bool is_number = false;

    LogField(std::string_view field, std::string value) : name{field}, text{std::move(value)} {}
    LogField(std::string_view field, std::string_view value) : name{field}, text{value} {}
    LogField(std::string_view field, const char* value) : name{field}, text{value} {}
    LogField(std::string_view field, std::int64_t value) : name{field}, text{std::to_string(value)}, is_number{true} {}
    LogField(std::string_view field, int value) : LogField{field, std::int64_t{value}} {}
};

using LogFields = std::initializer_list<LogField>;

// The line for one event, without a line end. `when`: RFC 3339 or "10:05:12". Fields longer than 1,000 bytes are cut.
std::string log_line(LogForm form, LogLevel level, std::string_view when, std::string_view event, LogFields fields);

// Any thread.
class Log {
public:
    struct Options {
        LogForm form = LogForm::json;
        LogLevel level = LogLevel::info;
        bool is_silent = false;  // tests, and commands that only look
    };

    explicit Log(Options options);
    ~Log();

    // `event` is a stable word: "message.accepted", "answer.sent", "plugin.killed".
    void debug(std::string_view event, LogFields fields = {}) const { write(LogLevel::debug, event, fields); }
    void info(std::string_view event, LogFields fields = {}) const { write(LogLevel::info, event, fields); }
    void warning(std::string_view event, LogFields fields = {}) const { write(LogLevel::warning, event, fields); }
    void error(std::string_view event, LogFields fields = {}) const { write(LogLevel::error, event, fields); }

private:
    void write(LogLevel level, std::string_view event, LogFields fields) const;

    struct Sink;
    Options options_;
    std::unique_ptr<Sink> sink_;
};

}  // namespace desk
