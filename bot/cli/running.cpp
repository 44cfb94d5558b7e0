#include "bot/cli/running.hpp"

#include <array>

namespace desk {
namespace {

struct LevelName {
    std::string_view name;
    LogLevel level;
};
constexpr std::array levels{LevelName{"debug", LogLevel::debug}, LevelName{"info", LogLevel::info},
                            LevelName{"warning", LogLevel::warning},
                            LevelName{"error", LogLevel::error}};

}  // namespace

StopSignals::StopSignals() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    sigemptyset(&signals_);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals_, signal);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

StopSignals::Asked StopSignals::wait() const {
    int signal = 0;
    while (sigwait(&signals_, &signal) != 0) {
    }
    return signal == SIGHUP ? Asked::reload : Asked::stop;
}

void StopSignals::end_at_once_next_time() const {
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    sigset_t ending = signals_;
    sigdelset(&ending, SIGHUP);
    pthread_sigmask(SIG_UNBLOCK, &ending, nullptr);
}

Log::Options log_options(const Configuration& configuration, bool is_terminal) {
    Log::Options options;
    const auto& format = configuration.log.format;
    options.form =
        format == "text" || (format == "auto" && is_terminal) ? LogForm::text : LogForm::json;
    for (const auto& [name, level] : levels) {
        if (name == configuration.log.level) options.level = level;
    }
    return options;
}

Diagnosis start_problem(const Error& error) {
    return {
        .code = "DH1301", .what = error.what, .fix = "look at it with: deskhand config check FILE"};
}

Diagnosis listen_problem(const Error& error) {
    return {.code = "DH3101",
            .what = error.what,
            .fix = "stop the other program, or change server.listen and server.admin_listen"};
}

}  // namespace desk
