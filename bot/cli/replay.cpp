#include "bot/cli/replay.hpp"

#include "adapters/console/text_card.hpp"
#include "bot/build_desk.hpp"
#include "bot/cli/configured.hpp"
#include "bot/cli/time_argument.hpp"
#include "bot/configuration/form.hpp"
#include "bot/log.hpp"
#include "bot/replay/replay_call.hpp"
#include "bot/start_plugin.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <cctype>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace desk {
namespace {

constexpr std::int64_t default_count = 1'000;

// --with NAME=FILE.so
struct OtherBuild {
    std::string name = {};
    std::string file = {};
};

struct Wish {
    CallQuery query = {};
    std::optional<OtherBuild> other = {};
};

std::string in_capitals(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

// Errors: a sentence about an option.
Result<Wish> wish_of(const CommandInput& input) {
    Wish wish{.query = {.plugin = input.option("--plugin")}};
    const auto now = input.shell.now();
    if (input.has("--since")) {
        DESK_TRY(wish.query.since, read_time_argument(input.option("--since"), now));
    }
    if (input.has("--until")) {
        DESK_TRY(wish.query.until, read_time_argument(input.option("--until"), now));
    }
    const auto most = read_integer(input.option("--most", std::to_string(default_count)));
    if (!most || *most < 1 || *most > 1'000'000) {
        return invalid("--most cannot be \"" + input.option("--most") + "\": write a number, from 1");
    }
    wish.query.most = static_cast<int>(*most);
    if (!input.has("--with")) return wish;

    const auto with = input.option("--with");
    const auto equals = with.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == with.size()) {
        return invalid("--with cannot be \"" + with + "\": write --with NAME=FILE.so");
    }
    wish.other = OtherBuild{with.substr(0, equals), std::filesystem::absolute(with.substr(equals + 1)).string()};
    return wish;
}

// The settings are read by the manifest beside the other build, as if its section named that file. It is not asked for
// consent: it runs in its sandbox, and what it asks is answered from the record.
std::optional<Configuration> configuration_with(const CommandInput& input, const std::optional<OtherBuild>& other,
                                                int& code) {
    if (!other) return configuration_of(input, code);
    auto shell = input.shell;
    shell.environment["DESKHAND_PLUGINS__" + in_capitals(other->name) + "__FILE"] = other->file;
    const CommandInput changed{input.command,   shell,        input.options,
                               input.arguments, input.coloured_out, input.coloured_err};
    auto configuration = configuration_of(changed, code);
    if (!configuration) return {};
    for (auto& plugin : configuration->plugins) {
        if (plugin.name != other->name) continue;
        plugin.enabled = true;
        plugin.lock_file.clear();
        plugin.is_consent_required = false;
    }
    return configuration;
}

// The plugins that recorded calls ask for, each started when the first of them comes.
class Stage {
public:
    Stage(const Configuration& configuration, const Log& log)
        : configuration_{configuration},
          start_{isolated_plugins(default_host_program(), configuration.limits, log)} {}

    // nullptr: it is not in the configuration, or disabled. Errors: it does not start, in a sentence.
    Result<const PluginInUse*> plugin(const std::string& name) {
        if (const auto found = plugins_.find(name); found != plugins_.end()) return &found->second;
        const auto& all = configuration_.plugins;
        const auto configured = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
        if (configured == all.end() || !configured->enabled) return nullptr;

        DESK_TRY(auto core, core_catalogue());
        DESK_TRY(auto used, use_plugin(*configured, Wording{std::move(core)}, start_));
        const auto report = used.runner->report();
        if (report.processes == 0) return unavailable(report.last_error);
        return &plugins_.emplace(name, std::move(used)).first->second;
    }

private:
    const Configuration& configuration_;
    StartPlugin start_;
    std::map<std::string, PluginInUse> plugins_ = {};
};

std::string in_words(std::int64_t calls) { return std::to_string(calls) + (calls == 1 ? " call" : " calls"); }

// One run of the command: replays case by case, prints and counts.
class Replaying {
public:
    Replaying(const CommandInput& input, Stage& stage) : input_{input}, stage_{stage} {}

    // Errors: a plugin does not start.
    Result<void> take(const ReplayCase& recorded) {
        auto started = stage_.plugin(recorded.plugin);
        if (!started) return Error{started.error().code, recorded.plugin + ": " + started.error().what};
        if (*started == nullptr) {
            ++left_out_;
            missing_.insert(recorded.plugin);
            return {};
        }
        ++calls_;
        const auto lines = replay_call(recorded, **started);
        if (!lines.empty()) show(recorded, (*started)->runner->manifest().version, lines);
        return {};
    }

    int finish() const {
        std::string names;
        for (const auto& name : missing_) names += (names.empty() ? "" : ", ") + name;
        if (left_out_ > 0) {
            input_.tell(in_words(left_out_) + " left out: the configuration has no such plugin: " + names);
        }
        if (input_.is_json()) {
            const Json out{{"calls", calls_},
                           {"same", calls_ - different_},
                           {"different", different_},
                           {"left_out", left_out_},
                           {"differences", differences_}};
            input_.shell.out << dump_json(out, 2) << "\n";
        } else {
            input_.shell.out << in_words(calls_) << ", " << calls_ - different_ << " the same, " << different_
                             << " different\n";
        }
        return different_ == 0 ? exit_ok : exit_failed;
    }

private:
    void show(const ReplayCase& recorded, const std::string& version, const std::vector<std::string>& lines) {
        ++different_;
        if (input_.is_json()) {
            differences_.push_back({{"conversation", recorded.conversation},
                                    {"turn", recorded.turn},
                                    {"seq", recorded.seq},
                                    {"plugin", recorded.plugin},
                                    {"from", recorded.version},
                                    {"to", version},
                                    {"diff", lines}});
            return;
        }
        std::string text = place_of(recorded) + ": " + recorded.plugin + " " + recorded.version +
                           (recorded.version == version ? "" : " → " + version) + "\n";
        for (const auto& line : lines) text += line + "\n";
        input_.shell.out << safe_for_terminal(text);
    }

    const CommandInput& input_;
    Stage& stage_;
    std::int64_t calls_ = 0;
    std::int64_t different_ = 0;
    std::int64_t left_out_ = 0;
    std::set<std::string> missing_ = {};
    Json differences_ = Json::array();
};

using TakeCase = std::function<Result<void>(const ReplayCase& recorded)>;

// What stopped a walk through the cases; none: it came to its end.
using Walked = std::optional<Diagnosis>;

Diagnosis does_not_start(const Error& error) {
    return {.code = "DH5301", .what = "a plugin does not start, so its calls cannot be made again",
             .why = error.what, .fix = "correct it, or leave it out: --plugin NAME"};
}

Walked each_of_file(const std::string& file, const CallQuery& query, const TakeCase& take) {
    std::ifstream stream{file, std::ios::binary};
    const auto cases = stream ? read_cases(std::string{std::istreambuf_iterator<char>{stream}, {}})
                              : Result<std::vector<ReplayCase>>{unavailable("it cannot be read")};
    if (!cases) {
        return Diagnosis{.code = "DH6101", .what = "this is no file of recorded calls", .where = file,
                         .why = cases.error().what, .fix = "make one: deskhand replay --since 1d --save " + file};
    }
    int taken = 0;
    for (const auto& recorded : *cases) {
        if (!query.plugin.empty() && recorded.plugin != query.plugin) continue;
        if (++taken > query.most) break;
        if (const auto done = take(recorded); !done) return does_not_start(done.error());
    }
    return {};
}

Walked each_of_archive(Archive& archive, const std::string& where, const CallQuery& query, const TakeCase& take) {
    const auto places = archive.calls({}, query);
    if (!places) return storage_problem(places.error(), where);
    for (const auto& place : *places) {
        const auto recorded = archive.call({}, place);
        if (!recorded && recorded.error().code == ErrorCode::not_found) continue;  // forgotten meanwhile
        if (!recorded) return storage_problem(recorded.error(), where);
        const auto made = case_of(*recorded);
        if (!made) return storage_problem(broken(made.error().what), where);
        if (const auto done = take(*made); !done) return does_not_start(done.error());
    }
    return {};
}

// What is recorded holds customers' words: the file is its owner's alone.
bool open_private(std::ofstream& stream, const std::string& file) {
    stream.open(file, std::ios::binary | std::ios::trunc);
    if (!stream) return false;
    std::error_code failed;
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, failed);
    return !failed;
}

int not_saved(const CommandInput& input, const std::string& file) {
    return input.fail({.code = "DH2010", .what = "the recorded calls were not written", .where = file,
                       .fix = "give a file in a folder that can be written"});
}

int replay_all(const CommandInput& input, const Configuration& configuration, const CallQuery& query) {
    const Log log{{.is_silent = true}};
    Stage stage{configuration, log};
    Replaying replaying{input, stage};
    const auto save_as = input.option("--save");
    std::ofstream saved;
    if (!save_as.empty() && !open_private(saved, save_as)) return not_saved(input, save_as);
    const TakeCase take = [&](const ReplayCase& recorded) {
        if (!save_as.empty()) saved << dump_json(to_json(recorded)) << "\n";
        return replaying.take(recorded);
    };

    Walked stopped;
    if (const auto file = input.argument(0); !file.empty()) {
        stopped = each_of_file(file, query, take);
    } else {
        int code = exit_ok;
        const auto storage = storage_of(input, configuration, true, code);
        if (!storage) return code;
        stopped = each_of_archive(*storage->archive, configuration.storage.url, query, take);
    }
    if (stopped) return input.fail(*stopped);
    saved.close();
    if (!save_as.empty() && !saved) return not_saved(input, save_as);
    return replaying.finish();
}

}  // namespace

int run_replay(const CommandInput& input) {
    if (input.argument(0).empty() != input.has("--since")) {
        return input.fail({.code = "DH2004", .what = "which calls?", .where = "deskhand replay",
                           .fix = "either a file, or those of the database: --since 1d"});
    }
    const auto wish = wish_of(input);
    if (!wish) return input.fail({.code = "DH2006", .what = wish.error().what, .fix = "see deskhand replay --help"});
    int code = exit_ok;
    const auto configuration = configuration_with(input, wish->other, code);
    if (!configuration) return code;
    std::signal(SIGPIPE, SIG_IGN);
    return replay_all(input, *configuration, wish->query);
}

}  // namespace desk
