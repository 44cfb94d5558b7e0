#include "bot/cli/demo.hpp"

#include "bot/application.hpp"
#include "bot/cli/chat_script.hpp"
#include "bot/cli/configured.hpp"
#include "bot/cli/local_desk.hpp"
#include "bot/cli/running.hpp"
#include "bot/cli/server_file.hpp"
#include "bot/sample/sample_folder.hpp"
#include "bot/sample/status_source.hpp"
#include "bot/fresh.hpp"
#include "bot/start_plugin.hpp"

#include <optional>

namespace desk {
namespace {

constexpr int first_port = 8080;
constexpr int ports_tried = 100;

// The addresses of this run, laid over the sample's configuration.
Environment environment_for(const CommandInput& input, const SampleFolder& sample, const std::string& status_url,
                            const std::string& token) {
    auto environment = input.shell.environment;
    environment["DESKHAND_STORAGE__URL"] = "sqlite:" + sample.path() + "/desk.db";
    environment["DESKHAND_API__TOKEN"] = token;
    environment["DESKHAND_PLUGINS__HEALTH__SETTINGS__STATUS_URL"] = status_url;
    environment["DESKHAND_PLUGINS__INCIDENTS__SETTINGS__STATUS_URL"] = status_url;
    return environment;
}

// The asked address, or the first pair of neighbouring ports from 8080 on that is free.
Result<Application::Endpoints> listen_somewhere(Application& application, const std::string& asked) {
    if (!asked.empty()) return application.listen(asked, "127.0.0.1:0");
    Result<Application::Endpoints> listening = unavailable("no free port");
    for (int port = first_port; port < first_port + ports_tried && !listening; port += 2) {
        const auto host = std::string{"127.0.0.1:"};
        listening = application.listen(host + std::to_string(port), host + std::to_string(port + 1));
    }
    return listening;
}

std::string banner(const Application::Endpoints& endpoints, const SampleFolder& sample, const std::string& token) {
    const auto url = "http://" + to_text(endpoints.listen);
    return "Deskhand " DESK_VERSION " · sample desk \"Contoso Partner\" · everything stays on this computer\n\n"
           "  Ask from another terminal, in English, Hungarian or German:\n"
           "    build/release/deskhand chat --server " + url + "\n"
           "    build/release/deskhand chat --server " + url + " --as customer:joe\n"
           "      /health exchange      /incident EX1042      /request new Mail does not arrive      /price premium 40\n\n"
           "    curl -s " + url + "/api/v1/ask -H 'Authorization: Bearer " + token + "' \\\n"
           "         -d '{\"conversation\":\"try\",\"sender\":{\"id\":\"anna\",\"name\":\"Anna\"},\"text\":\"/health exchange\",\"language\":\"hu\"}'\n\n"
           "  Look inside:      curl -s http://" + to_text(endpoints.admin) + "/metrics\n"
           "  What was said:    build/release/deskhand conversations list --config " + sample.path() + "/desk.toml\n\n"
           "  Be the vendor:    edit " + sample.path() + "/status/summary.json\n"
           "  Data: " + sample.path() + (sample.is_kept() ? "" : " (deleted on exit; --data DIR keeps it)") +
           "          Stop: Ctrl+C\n";
}

// Says every line of the script and prints what comes back; the number of expectations that did not hold.
Result<int> ask_everything(const CommandInput& input, Application& application, const std::vector<ScriptLine>& lines) {
    const auto desk = ask_through(application);
    ChatSession session{*desk, {.person = "customer:joe", .conversation = "readme"}};
    int wrong = 0;
    ChatAnswer answer;
    for (const auto& line : lines) {
        if (!line.is_said) {
            if (holds(line.text, answer)) continue;
            ++wrong;
            input.shell.out << "  WRONG: expected " << line.text << "\n";
            continue;
        }
        if (!line.person.empty()) session.speak_as(line.person);
        if (!line.language.empty()) session.speak_in(line.language);
        DESK_TRY(answer, session.say(line.text));
        input.shell.out << "\nyou> " << line.text << "\n";
        for (const auto& reply : answer.replies) input.shell.out << reply.text << "\n";
    }
    return wrong;
}

int check(const CommandInput& input, Application& application, const SampleFolder& sample) {
    const auto script = sample.read("readme.chat");
    const auto lines = script ? read_script("readme.chat", *script) : Result<std::vector<ScriptLine>>{script.error()};
    if (!lines) return input.fail({.code = "DH9001", .what = lines.error().what});
    const auto wrong = ask_everything(input, application, *lines);
    if (!wrong) return input.fail({.code = "DH9001", .what = wrong.error().what});
    input.shell.out << "\n" << (*wrong == 0 ? "all answers are right" : "some answers are wrong") << "\n";
    return *wrong == 0 ? exit_ok : exit_failed;
}

int serve_until_stopped(const CommandInput& input, Application& application, const SampleFolder& sample,
                        const std::string& token, const StopSignals& signals) {
    const auto endpoints = listen_somewhere(application, input.option("--listen"));
    if (!endpoints) return input.fail(listen_problem(endpoints.error()));
    const auto file = server_file(input.shell.environment, "http://" + to_text(endpoints->listen));
    if (!file.empty()) {
        const auto written = write_server_file(file, {Secret{token}, "customer:anna"});
        if (!written) input.tell("deskhand chat will ask for a token: " + written.error().what);
    }
    input.shell.out << banner(*endpoints, sample, token) << std::flush;
    while (signals.wait() == StopSignals::Asked::reload) {
    }
    signals.end_at_once_next_time();
    if (!file.empty()) remove_server_file(file);
    return exit_ok;
}

}  // namespace

int run_demo(const CommandInput& input) {
    const StopSignals signals;
    const auto sample = SampleFolder::make(input.option("--data"));
    if (!sample) return input.fail({.code = "DH4106", .what = sample.error().what, .fix = "give another folder: --data DIR"});
    const auto status = StatusSource::start([&sample](const std::string& name) { return (*sample)->read("status/" + name); },
                                            system_now());
    if (!status) return input.fail(listen_problem(status.error()));

    const auto token = "demo-" + fresh_id().substr(0, 8);
    const auto environment = environment_for(input, **sample, (*status)->url(), token);
    const auto reading = load_configuration((*sample)->path() + "/desk.toml", {environment, input.shell.plugin_directory});
    for (const auto& diagnosis : reading.diagnoses) {
        if (diagnosis.severity == Severity::error) return input.fail(diagnosis);
    }
    const auto& configuration = reading.configuration;
    const Log log{{.form = LogForm::text, .level = input.has("--check") ? LogLevel::error : LogLevel::warning}};
    auto storage = open_storage(configuration.storage.url, {.random = random_bytes});
    if (!storage) return input.fail(storage_problem(storage.error(), configuration.storage.url));
    const auto application = Application::start(configuration, log,
                                                isolated_plugins(default_host_program(), configuration.limits, log),
                                                *std::move(storage));
    if (!application) return input.fail(start_problem(application.error()));
    for (const auto& warning : (*application)->warnings()) input.tell(warning);
    if (input.has("--check")) return check(input, **application, **sample);
    return serve_until_stopped(input, **application, **sample, token, signals);
}

}  // namespace desk
