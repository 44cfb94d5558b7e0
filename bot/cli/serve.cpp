#include "bot/cli/serve.hpp"

#include "bot/application.hpp"
#include "bot/cli/configured.hpp"
#include "bot/cli/running.hpp"
#include "bot/configuration/customers_file.hpp"
#include "bot/fresh.hpp"
#include "bot/start_plugin.hpp"

#include <optional>

namespace desk {
namespace {

// The configuration and the people it names; nothing: said, exit code in `code`.
std::optional<Configuration> checked_configuration(const CommandInput& input, int& code) {
    auto configuration = configuration_of(input, code);
    if (!configuration) return {};
    const auto people = load_customers(configuration->directory.file);
    for (const auto& diagnosis : people.diagnoses) input.show(diagnosis);
    if (!has_error(people.diagnoses)) return configuration;
    code = exit_configuration;
    return {};
}

void reload(const CommandInput& input, Application& application, const Log& log) {
    int code = exit_ok;
    const auto configuration = checked_configuration(input, code);
    if (!configuration)
        return log.error("reload.refused", {{"why", "see the lines above; nothing has changed"}});
    if (const auto done = application.reload(*configuration); !done) {
        log.error("reload.refused", {{"why", done.error().what}});
    }
}

}  // namespace

int run_serve(const CommandInput& input) {
    const StopSignals
        signals;  // before the first thread, so that all of them leave the signals to this one
    int code = exit_ok;
    const auto configuration = checked_configuration(input, code);
    if (!configuration) return code;

    const Log log{log_options(*configuration, input.shell.err_is_terminal)};
    auto storage = open_storage(configuration->storage.url, {.start_check_bytes = configuration->limits.start_check_bytes,
                                                             .random = random_bytes});
    if (!storage) return input.fail(storage_problem(storage.error(), configuration->storage.url));
    const auto free = Application::can_listen(configuration->server.listen, configuration->server.admin_listen);
    if (!free) return input.fail(listen_problem(free.error()));
    auto application = Application::start(
        *configuration, log, isolated_plugins(default_host_program(), configuration->limits, log),
        *std::move(storage), {.reread = [&input] {
            int ignored = exit_ok;
            auto read = checked_configuration(input, ignored);
            return read ? Result<Configuration>{*std::move(read)} : invalid("the configuration is not valid any more");
        }});
    if (!application && application.error().code == ErrorCode::broken) {
        return input.fail(storage_problem(application.error(), configuration->storage.url));
    }
    if (!application) return input.fail(start_problem(application.error()));
    const auto endpoints = (*application)->listen(configuration->server.listen, configuration->server.admin_listen);
    if (!endpoints) return input.fail(listen_problem(endpoints.error()));

    while (signals.wait() == StopSignals::Asked::reload) reload(input, **application, log);
    signals.end_at_once_next_time();
    application->reset();
    return exit_ok;
}

}  // namespace desk
