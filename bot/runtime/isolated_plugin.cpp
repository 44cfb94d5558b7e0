#include "bot/runtime/isolated_plugin.hpp"

#include "bot/runtime/call_text.hpp"
#include "bot/runtime/forged_field.hpp"
#include <desk/json.hpp>
#include <desk/plugin_abi.h>
#include <desk/wire.hpp>

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>
#include <vector>

namespace desk {
namespace {

using wire::FrameType;

std::string our_wall() {
    return std::to_string(DESK_WALL_MAJOR) + "." + std::to_string(DESK_WALL_MINOR);
}

Result<void> check_wall(const Manifest& manifest) {
    const bool fits =
        manifest.wall_major == DESK_WALL_MAJOR && manifest.wall_minor <= DESK_WALL_MINOR;
    if (fits) return {};
    return invalid("\"" + manifest.id + "\" was built for plugin wall " +
                   std::to_string(manifest.wall_major) + "." + std::to_string(manifest.wall_minor) +
                   ", this Deskhand offers " + our_wall());
}

std::set<std::string> described(const Json& handlers, const char* kind) {
    std::set<std::string> names;
    for (const auto& name : array_or_empty(handlers, kind)) {
        if (name.is_string()) names.insert(name.get<std::string>());
    }
    return names;
}

template <class Declared>
std::set<std::string> declared(const std::vector<Declared>& list) {
    std::set<std::string> names;
    for (const auto& one : list) names.insert(one.name);
    return names;
}

std::string joined(const std::set<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name.substr(0, 64);
    return text.empty() ? "none" : text;
}

Result<void> compare(const std::string& plugin, const std::string& kind,
                     const std::set<std::string>& manifest, const std::set<std::string>& code) {
    if (manifest == code) return {};
    return invalid("\"" + plugin + "\" answers other " + kind +
                   " than its manifest says: " + joined(code) + " instead of " + joined(manifest));
}

Result<void> check_handlers(const Manifest& manifest, const Json& handlers) {
    const std::set<std::string> provides{manifest.provides.begin(), manifest.provides.end()};
    DESK_CHECK(compare(manifest.id, "commands", declared(manifest.commands),
                       described(handlers, "commands")));
    DESK_CHECK(compare(manifest.id, "listeners", declared(manifest.listens),
                       described(handlers, "listens")));
    DESK_CHECK(compare(manifest.id, "timers", declared(manifest.timers), described(handlers, "timers")));
    DESK_CHECK(compare(manifest.id, "hooks", declared(manifest.hooks), described(handlers, "hooks")));
    return compare(manifest.id, "capabilities", provides, described(handlers, "provides"));
}

std::vector<std::string> layers_in(const Json& document) {
    std::vector<std::string> layers;
    for (const auto& name : array_or_empty(document, "layers")) {
        if (name.is_string() && layers.size() < 16) layers.push_back(name.get<std::string>());
    }
    return layers;
}

// A plugin's own error, short enough for a log line.
Error plugin_error(const Json& document) {
    auto error = wire::read_error(document);
    if (error.what.size() > 500) error.what.resize(500);
    return error;
}

Result<PluginAnswer> plugin_answer(const Call& call, const Json& document) {
    DESK_TRY(auto full, wire::read_answer(document));
    const bool is_question = call.kind == CallKind::question;
    if (is_question && !full.effects.empty())
        return invalid("the reply to a question carries effects");
    if (is_question && full.reply.empty()) return invalid("a question without a reply");
    return PluginAnswer{std::move(full.answer), std::move(full.effects), std::move(full.reply)};
}

}  // namespace

Result<std::unique_ptr<IsolatedPlugin>> IsolatedPlugin::start(const PluginLaunch& launch,
                                                              const RuntimeLimits& limits,
                                                              PluginLog log) {
    DESK_CHECK(check_wall(launch.manifest));
    if (launch.admit) DESK_CHECK(launch.admit());
    const auto until = std::chrono::steady_clock::now() + limits.start_time;
    auto printed = [log](std::string_view line) {
        if (log) log(1, line);
    };
    std::vector<std::string> arguments{launch.file, std::to_string(limits.memory_bytes),
                                       std::to_string(limits.descriptors)};
    DESK_TRY(auto process, ChildProcess::start(launch.host_program, std::move(arguments),
                                               std::move(printed)));
    std::unique_ptr<IsolatedPlugin> plugin{
        new IsolatedPlugin{std::move(process), limits, std::move(log)}};
    DESK_CHECK(plugin->shake_hands(launch, until));
    DESK_CHECK(plugin->echo_largest_frame(until));
    return plugin;
}

IsolatedPlugin::IsolatedPlugin(std::unique_ptr<ChildProcess> process, const RuntimeLimits& limits,
                               PluginLog log)
    : process_{std::move(process)}, limits_{limits}, log_{std::move(log)} {}

Result<void> IsolatedPlugin::shake_hands(const PluginLaunch& launch, Deadline until) {
    const Json hello{{"wall", our_wall()}, {"plugin", launch.file}, {"settings", launch.settings}};
    if (!process_->socket().send_in_parts(0, FrameType::hello, dump_json(hello), until)) {
        return lost("it did not take our greeting");
    }
    auto frame = next_frame(until);
    if (frame && frame->type == FrameType::layers) {
        const auto said = parse_json(frame->payload, wire::document_limits);
        if (said) layers_ = layers_in(*said);
        frame = next_frame(until);
    }
    if (!frame && frame.error().code == ErrorCode::timeout) {
        lost("no greeting");
        return timeout("\"" + launch.manifest.id + "\" did not start within " +
                       std::to_string(limits_.start_time.count()) + " ms");
    }
    if (!frame) return lost("while starting: " + frame.error().what);
    if (frame->type != FrameType::hello) return lost("it spoke before its greeting");
    return read_hello(launch, *frame);
}

Result<void> IsolatedPlugin::read_hello(const PluginLaunch& launch, const wire::Frame& frame) {
    auto document = parse_json(frame.payload, wire::document_limits);
    if (!document) return lost("its greeting is no document");
    if (wire::is_error(*document)) return invalid(wire::read_error(*document).what);
    if (layers_.empty()) layers_ = layers_in(*document);
    const auto* handlers = find_field(*document, "handlers");
    return check_handlers(launch.manifest, handlers == nullptr ? Json::object() : *handlers);
}

// With the kernel's default buffers a packet of 208 KB and more fails: better found now than with a
// customer's answer.
Result<void> IsolatedPlugin::echo_largest_frame(Deadline until) {
    const std::string largest(wire::most_payload_bytes, ' ');
    if (const auto sent = process_->socket().send(0, FrameType::ping, largest, until); !sent) {
        return lost("it does not take a frame of maximal size: " + sent.error().what);
    }
    const auto frame = next_frame(until);
    const bool came_back =
        frame && frame->type == FrameType::ping && frame->payload.size() == largest.size();
    if (!came_back) return lost("a frame of maximal size did not come back");
    return {};
}

// The next frame that is no log line. Errors: timeout, unavailable, invalid.
Result<wire::Frame> IsolatedPlugin::next_frame(Deadline until) {
    while (true) {
        DESK_TRY(const auto frame, process_->next_frame(until));
        if (!frame) break;
        if (frame->type != FrameType::log) return *frame;
        keep_log(frame->payload);
        if (std::chrono::steady_clock::now() >= until) break;  // it may log for ever
    }
    return timeout("no answer in time");
}

void IsolatedPlugin::keep_log(std::string_view payload) const {
    const auto document = parse_json(payload, wire::document_limits);
    if (!document || !log_) return;
    const auto level = std::clamp<std::int64_t>(integer_or(*document, "level", 1), 0, 3);
    log_(static_cast<int>(level), text_or(*document, "line", ""));
}

Error IsolatedPlugin::forged(const std::string& field) {
    has_forged_ = true;
    const std::string what = "it named another " + field + " than its call";
    lost(what);
    return broken(std::string{runner_forged} + what);
}

Error IsolatedPlugin::lost(const std::string& why) {
    is_usable_ = false;
    ending_ = why + " (" + process_->end() + ")";
    return unavailable(std::string{runner_died} + ending_);
}

bool IsolatedPlugin::is_still_well() {
    while (is_usable_) {
        const auto frame = process_->frame_at_hand();
        if (!frame) {
            lost(frame.error().what);
        } else if (!*frame) {
            return true;
        } else if ((*frame)->type != FrameType::log) {
            lost("it spoke unasked");
        } else {
            keep_log((*frame)->payload);
        }
    }
    return false;
}

Result<PluginAnswer> IsolatedPlugin::answer(const Call& call, const AskBot& ask_bot,
                                            Deadline until) {
    const auto hard_limit = std::chrono::steady_clock::now() + limits_.hard_time;
    return converse(call, ask_bot, std::min(until, hard_limit));
}

Result<PluginAnswer> IsolatedPlugin::converse(const Call& call, const AskBot& ask_bot,
                                              Deadline until) {
    const std::string document = call_text(call);
    if (document.size() > wire::document_limits.bytes) return invalid("a call over 256 KB");
    ++call_;
    questions_ = 0;
    const auto sent = process_->socket().send(call_, FrameType::call, document, until);
    if (!sent && sent.error().code == ErrorCode::timeout) return cancelled();
    if (!sent) return lost(sent.error().what);

    while (true) {
        const auto frame = next_frame(until);
        if (!frame && frame.error().code == ErrorCode::timeout) return cancelled();
        if (!frame) return lost(frame.error().what);
        if (frame->id != call_) return lost("it spoke of a call that is not made");
        if (frame->type == FrameType::answer) return read_document(call, frame->payload);
        if (frame->type == FrameType::broken) {
            const auto thrown = parse_json(frame->payload, wire::document_limits);
            lost("an exception left its handler");
            return broken(thrown ? plugin_error(*thrown).what
                                 : "an exception left its handler");
        }
        if (frame->type != FrameType::host_request) return lost("a frame it may not send");
        const std::string question{frame->payload};  // the buffer is read into again meanwhile
        if (const auto field = forged_field_in(call, question); !field.empty()) return forged(field);
        const auto replied = reply(question, ask_bot, until);
        if (!replied && replied.error().code == ErrorCode::timeout) return cancelled();
        if (!replied) return lost(replied.error().what);
    }
}

Result<void> IsolatedPlugin::reply(std::string_view question, const AskBot& ask_bot,
                                   Deadline until) {
    const std::string document =
        ++questions_ > limits_.most_questions
            ? dump_json(wire::to_json(denied("over " + std::to_string(limits_.most_questions) +
                                             " questions in one call")))
            : ask_bot(question);
    return process_->socket().send_in_parts(call_, FrameType::host_result, document, until);
}

// Over its time: it is told, may finish within the grace, and is killed otherwise. What it says
// then is not heard.
Result<PluginAnswer> IsolatedPlugin::cancelled() {
    const auto until = std::chrono::steady_clock::now() + limits_.grace;
    bool has_finished = false;
    if (process_->socket().send(call_, FrameType::cancel, {}, until)) {
        auto frame = next_frame(until);
        while (frame && frame->type == FrameType::host_request && frame->id == call_)
            frame = next_frame(until);
        has_finished = frame && frame->type == FrameType::answer && frame->id == call_;
    }
    if (has_finished) return timeout("no answer in time");
    lost("no answer in time");
    return timeout("no answer in time; its process was ended");
}

Result<PluginAnswer> IsolatedPlugin::read_document(const Call& call, std::string_view payload) {
    const auto document = parse_json(payload, wire::document_limits);
    if (!document) {
        lost("its answer is no document");
        return broken("its answer is no document: " + document.error().what);
    }
    if (const auto field = forged_field(call, *document); !field.empty()) return forged(field);
    if (wire::is_error(*document)) return plugin_error(*document);
    auto answer = plugin_answer(call, *document);
    if (!answer) return broken("its answer cannot be read: " + answer.error().what);
    return answer;
}

void IsolatedPlugin::say_goodbye(Deadline until) {
    if (!is_usable_ || !process_->socket().send(0, FrameType::bye, {}, until)) return;
    while (next_frame(until)) {
    }
}

}  // namespace desk
