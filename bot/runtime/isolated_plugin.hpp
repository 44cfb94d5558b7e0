// One plugin in one process of its own, and the conversation with it.
#pragma once

#include "bot/runtime/child_process.hpp"
#include "bot/runtime/limits.hpp"
#include "bot/runtime/plugin_runner.hpp"
#include <desk/result.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// What is needed to start a plugin's process.
struct PluginLaunch {
    std::string host_program = {};  // path of deskhand-plugin-host
    std::string file = {};          // path of the .so, or of a program
    Manifest manifest = {};
    std::string settings =
        "{}";  // a JSON object of texts; secrets resolved, files as JSON documents in a text
    std::string trust = {};  // bundled | pinned | unpinned, for the report
    // Asked before each of its processes is started; its error (invalid) starts none, so that a file that was
    // exchanged while the desk runs is not taken up by a restart. Any thread.
    std::function<Result<void>()> admit = {};
};

// A line of the plugin's log, or what it printed. level: 0 debug … 3 error. Whoever writes it on
// escapes it.
using PluginLog = std::function<void(int level, std::string_view line)>;

// One thread at a time; started on a thread that outlives it (see ChildProcess).
class IsolatedPlugin {
public:
    // Spawns, shakes hands, compares what the plugin describes with its manifest and sends a frame
    // of maximal size through. Errors: invalid (refused for good: the sentence is for the
    // operator), timeout, unavailable (it died).
    static Result<std::unique_ptr<IsolatedPlugin>> start(const PluginLaunch& launch,
                                                         const RuntimeLimits& limits,
                                                         PluginLog log);

    IsolatedPlugin(const IsolatedPlugin&) = delete;
    IsolatedPlugin& operator=(const IsolatedPlugin&) = delete;
    ~IsolatedPlugin() = default;

    // As PluginRunner::answer. Afterwards `is_usable` says whether the process may be called again.
    Result<PluginAnswer> answer(const Call& call, const AskBot& ask_bot, Deadline until);
    // False: it has died meanwhile, or said something unasked, and was ended.
    bool is_still_well();
    bool is_usable() const { return is_usable_; }
    // Why it is not usable.
    const std::string& ending() const { return ending_; }
    // True: it was ended because it named somebody else than its call did (see PluginRunner).
    bool has_forged() const { return has_forged_; }
    pid_t pid() const { return process_->pid(); }
    // The sandbox's layers in force, as its host process said before it ran the plugin's code (of a
    // shared object: together with its greeting).
    const std::vector<std::string>& layers() const { return layers_; }
    // Asks it to end and gives it until then; the destructor kills what is left.
    void say_goodbye(Deadline until);

private:
    IsolatedPlugin(std::unique_ptr<ChildProcess> process, const RuntimeLimits& limits,
                   PluginLog log);

    Result<void> shake_hands(const PluginLaunch& launch, Deadline until);
    Result<void> read_hello(const PluginLaunch& launch, const wire::Frame& frame);
    Result<void> echo_largest_frame(Deadline until);
    Result<wire::Frame> next_frame(Deadline until);
    Result<PluginAnswer> converse(const Call& call, const AskBot& ask_bot, Deadline until);
    Result<void> reply(std::string_view question, const AskBot& ask_bot, Deadline until);
    Result<PluginAnswer> cancelled();
    Result<PluginAnswer> read_document(const Call& call, std::string_view payload);
    void keep_log(std::string_view payload) const;
    // As `lost`, for good reason not to trust it any more: `field` is what it made up.
    Error forged(const std::string& field);
    // Ends the process; the error says why and how.
    Error lost(const std::string& why);

    std::unique_ptr<ChildProcess> process_;
    RuntimeLimits limits_;
    PluginLog log_;
    std::uint64_t call_ = 0;
    std::size_t questions_ = 0;
    bool is_usable_ = true;
    bool has_forged_ = false;
    std::vector<std::string> layers_ = {};
    std::string ending_ = {};
};

}  // namespace desk
