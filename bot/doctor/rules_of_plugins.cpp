#include "bot/doctor/rules.hpp"
#include "bot/doctor/wording.hpp"
#include "conversations/text.hpp"
#include "conversations/timestamp.hpp"

#include <algorithm>
#include <array>

namespace desk {
namespace {

using std::chrono::duration_cast;
using std::chrono::hours;
using std::chrono::seconds;

constexpr hours certificate_notice{14 * 24};
constexpr hours price_notice{30 * 24};

std::string day_of(Time time) {
    return timestamp(time).substr(0, 10);
}

// The day a price list says, as text that sorts: "2026-07-01" or the beginning of a moment.
std::string day_in(const std::string& said) {
    return said.substr(0, 10);
}

Observation judged(const RemoteFacts& remote, Time now) {
    const auto about = remote.setting + " " + remote.origin;
    if (!remote.problem.empty()) {
        return {Concern::problem, remote.user, about + ": " + remote.problem,
                "correct " + remote.setting + ", or what stands between" +
                    (remote.user.starts_with("adapter ") ? "; replies wait until then" : "")};
    }
    if (!remote.certificate_until) return {Concern::none, remote.user, about + " reached", {}};
    const auto left = duration_cast<seconds>(*remote.certificate_until - now);
    const auto until = day_of(*remote.certificate_until);
    if (left > certificate_notice) {
        return {Concern::none, remote.user, about + " reached, certificate until " + until, {}};
    }
    return {Concern::warning, remote.user, about + ": its certificate ends on " + until,
            "have it renewed by whoever runs that system"};
}

Observation judged(const PluginFacts& plugin) {
    const auto subject = "plugin " + plugin.name;
    const auto problem = [&](std::string text, std::string fix) {
        return Observation{Concern::problem, subject, std::move(text), std::move(fix)};
    };
    if (!plugin.is_enabled) return {Concern::none, subject, "off in the configuration", {}};
    if (!plugin.problem.empty())
        return problem(plugin.problem, "install the plugin and its manifest there, or a fitting build");
    if (!plugin.trust_problem.empty()) return problem(plugin.trust_problem, "deskhand explain DH5104");
    if (plugin.verdict && plugin.verdict->kind == TrustVerdict::Kind::left_out) {
        return {Concern::none, subject, "disabled in plugins.lock", {}};
    }
    if (plugin.verdict && plugin.verdict->kind == TrustVerdict::Kind::refused) {
        return problem(plugin.verdict->why + " (" + plugin.verdict->code + ")",
                       "deskhand plugin enable " + plugin.name);
    }
    if (!plugin.start_problem.empty()) {
        return problem("does not start: " + plugin.start_problem, "deskhand plugin check, or install another build");
    }
    const bool is_ill = plugin.running_state == "quarantined" || plugin.running_state == "refused";
    if (is_ill) {
        return problem(plugin.running_state + " in the running desk" +
                           (plugin.running_note.empty() ? "" : ": " + plugin.running_note),
                       plugin.running_state == "refused" ? "send the desk SIGHUP once it is put right"
                                                         : "see its lines in the log; it is tried again by itself");
    }
    const auto trust = plugin.verdict ? plugin.verdict->trust : Trust::unpinned;
    const auto text = plugin.version + ", starts, " + std::string{name_of(trust)};
    if (trust != Trust::unpinned) return {Concern::none, subject, text, {}};
    return {Concern::warning, subject, text + ": a changed file would not be noticed",
            "deskhand plugin enable " + plugin.name};
}

Observation judged(const ProfileFacts& profile, Time now) {
    const auto subject = "price list";
    const auto today = day_of(now);
    if (!profile.valid_until.empty() && day_in(profile.valid_until) < today) {
        return {Concern::problem, subject,
                "of " + profile.plugin + " ended on " + day_in(profile.valid_until) + ": no price is told",
                "put in the next list"};
    }
    if (!profile.valid_from.empty() && day_in(profile.valid_from) > today) {
        return {Concern::problem, subject,
                "of " + profile.plugin + " begins on " + day_in(profile.valid_from) + ": no price is told",
                "put in the list that is valid today"};
    }
    if (!profile.missing.empty()) {
        return {Concern::warning, subject, "of " + profile.plugin + " does not say: " + joined(profile.missing, ", "),
                "add it to the catalogue; customers ask for it"};
    }
    if (!profile.valid_until.empty() && day_in(profile.valid_until) <= day_of(now + price_notice)) {
        return {Concern::warning, subject, "of " + profile.plugin + " ends on " + day_in(profile.valid_until),
                "prepare the next list"};
    }
    return {Concern::none, subject, "of " + profile.plugin + " valid until " + day_in(profile.valid_until), {}};
}

}  // namespace

Observations judge_remotes(const DoctorFacts& facts) {
    Observations all;
    for (const auto& remote : facts.remotes) all.push_back(judged(remote, facts.now));
    return all;
}

Observations judge_plugins(const DoctorFacts& facts) {
    Observations all;
    for (const auto& plugin : facts.plugins) all.push_back(judged(plugin));
    return all;
}

Observations judge_sandbox(const DoctorFacts& facts) {
    constexpr std::array<std::string_view, 3> required{"rlimits", "no_new_privs", "seccomp"};
    std::vector<std::string> missing;
    const PluginFacts* started = nullptr;
    for (const auto& plugin : facts.plugins) {
        if (plugin.layers.empty()) continue;
        started = &plugin;
        for (const auto layer : required) {
            const bool is_there = std::find(plugin.layers.begin(), plugin.layers.end(), layer) != plugin.layers.end();
            if (!is_there) missing.push_back(std::string{layer} + " (" + plugin.name + ")");
        }
    }
    if (started == nullptr) return {};
    if (missing.empty()) return {{Concern::none, "plugin sandbox", joined(started->layers, ", "), {}}};
    return {{Concern::problem, "plugin sandbox", "not in force: " + joined(missing, ", "),
             "use a release build, and a kernel with seccomp; do not run untrusted plugins until then"}};
}

Observations judge_running_desk(const DoctorFacts& facts) {
    if (!facts.is_running) return {{Concern::none, "running desk", "stopped; its files were examined", {}}};
    const bool is_well = facts.running_status == "ok" || facts.running_status == "draining";
    const auto reasons = facts.running_reasons.empty() ? "" : ": " + joined(facts.running_reasons, ", ");
    if (is_well) return {{Concern::none, "running desk", facts.running_status + reasons, {}}};
    return {
        {Concern::problem, "running desk", facts.running_status + reasons, "see: deskhand admin status, and the log"}};
}

Observations judge_profiles(const DoctorFacts& facts) {
    Observations all;
    for (const auto& profile : facts.profiles) all.push_back(judged(profile, facts.now));
    return all;
}

}  // namespace desk
