#include "bot/cli/doctor.hpp"

#include "adapters/console/text_card.hpp"
#include "bot/cli/configured.hpp"
#include "bot/configuration/customers_file.hpp"
#include "bot/doctor/gather.hpp"
#include "bot/doctor/rules.hpp"
#include "bot/doctor/wording.hpp"
#include "conversations/text.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <array>
#include <csignal>

namespace desk {
namespace {

constexpr std::size_t least_subject_width = 18;

struct Mark {
    Concern concern;
    std::string_view symbol;
    std::string_view colour;
};
constexpr std::array marks{Mark{Concern::none, "✓", "\x1b[32m"}, Mark{Concern::warning, "!", "\x1b[33m"},
                           Mark{Concern::problem, "✗", "\x1b[31m"}};

std::string on_one_line(std::string_view text) {
    auto safe = safe_for_terminal(text);
    std::replace(safe.begin(), safe.end(), '\n', ' ');
    return safe;
}

std::string symbol_of(Concern concern, bool is_coloured) {
    for (const auto& mark : marks) {
        if (mark.concern != concern) continue;
        if (!is_coloured) return std::string{mark.symbol};
        return std::string{mark.colour} + std::string{mark.symbol} + "\x1b[0m";
    }
    return "?";
}

std::string line_of(const Observation& observation, std::size_t subject_width, bool is_coloured) {
    const auto subject = on_one_line(observation.subject);
    const auto width = display_width(subject);
    const std::string gap(subject_width - std::min(width, subject_width), ' ');
    auto line = " " + symbol_of(observation.concern, is_coloured) + " " + subject + gap + " " +
                on_one_line(observation.text) + "\n";
    if (!observation.fix.empty()) line += "   fix: " + on_one_line(observation.fix) + "\n";
    return line;
}

std::int64_t number_of(const Observations& all, Concern concern) {
    return std::count_if(all.begin(), all.end(), [&](const auto& one) { return one.concern == concern; });
}

std::string summary(const Observations& all) {
    return std::to_string(number_of(all, Concern::none)) + " ok, " +
           count_in_words(number_of(all, Concern::warning), "warning", "warnings") + ", " +
           count_in_words(number_of(all, Concern::problem), "problem", "problems") + "\n";
}

Json as_json(const Observations& all) {
    Json list = Json::array();
    for (const auto& one : all) {
        list.push_back(
            {{"concern", name_of(one.concern)}, {"subject", one.subject}, {"text", one.text}, {"fix", one.fix}});
    }
    return {{"observations", std::move(list)},
            {"ok", number_of(all, Concern::none)},
            {"warnings", number_of(all, Concern::warning)},
            {"problems", number_of(all, Concern::problem)}};
}

DoctorInput doctor_input(const CommandInput& input, const std::string& file) {
    DoctorInput doctor{.configuration_file = file,
                       .reading = load_configuration(file, {input.shell.environment, input.shell.plugin_directory}),
                       .host_program = input.shell.plugin_host,
                       .now = input.shell.now()};
    if (has_error(doctor.reading.diagnoses)) return doctor;
    doctor.directory_diagnoses = load_customers(doctor.reading.configuration.directory.file).diagnoses;
    return doctor;
}

}  // namespace

int run_doctor(const CommandInput& input) {
    const auto file = configuration_file(input);
    if (file.empty()) {
        return input.fail({.code = "DH2009",
                           .what = "which configuration?",
                           .where = "deskhand doctor",
                           .fix = "write --config FILE, or set DESKHAND_CONFIG"});
    }
    std::signal(SIGPIPE, SIG_IGN);  // a system that hangs up during the TLS handshake
    auto doctor = doctor_input(input, file);
    doctor.ask_desk = [&](std::string_view path) {
        return ask_admin(input, doctor.reading.configuration, "GET", path);
    };
    const auto all = examine(gather_facts(doctor));
    if (input.is_json()) {
        input.shell.out << dump_json(as_json(all), 2) << "\n";
    } else {
        auto widest = least_subject_width;
        for (const auto& one : all) widest = std::max(widest, display_width(on_one_line(one.subject)));
        for (const auto& one : all) input.shell.out << line_of(one, widest, input.coloured_out);
        input.shell.out << summary(all);
    }
    return number_of(all, Concern::problem) == 0 ? exit_ok : exit_failed;
}

}  // namespace desk
