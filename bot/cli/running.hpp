// What `serve` and `demo` have in common: signals, the log's form, why a start failed.
#pragma once

#include "bot/configuration/configuration.hpp"
#include "bot/configuration/diagnosis.hpp"
#include "bot/log.hpp"
#include <desk/result.hpp>

#include <csignal>

namespace desk {

// SIGTERM, SIGINT and SIGHUP, taken by the thread that waits for them and by no other. SIGPIPE and
// SIGXFSZ are ignored: a closed socket and a full disk are errors, not deaths. Make it before the
// first thread is started.
class StopSignals {
public:
    StopSignals();

    enum class Asked { stop, reload };
    Asked wait() const;
    // From now on a second SIGTERM or SIGINT ends the program where it stands.
    void end_at_once_next_time() const;

private:
    sigset_t signals_ = {};
};

// `is_terminal`: standard error is one; then lines are short unless the configuration says
// otherwise.
Log::Options log_options(const Configuration& configuration, bool is_terminal);

// DH1301: people, adapters or plugins that do not fit together.
Diagnosis start_problem(const Error& error);
// DH3101: the address is taken or is none of ours.
Diagnosis listen_problem(const Error& error);

}  // namespace desk
