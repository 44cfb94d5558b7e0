// A plugin's shared object inside the test's own process, reached through the same C functions as
// in its host process.
#pragma once

#include <desk/json.hpp>
#include <desk/plugin_abi.h>
#include <desk/result.hpp>
#include <desk/wire.hpp>

#include <dlfcn.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace desk::test {

// Never unloaded: what a plugin left behind would be unloaded under its feet. One thread at a time.
class LoadedPlugin {
public:
    // Answers a question's document with the document of its reply, or of an error.
    using AskBot = std::function<std::string(std::string_view question)>;

    LoadedPlugin(const LoadedPlugin&) = delete;
    LoadedPlugin& operator=(const LoadedPlugin&) = delete;
    ~LoadedPlugin() { close(); }

    // Errors: not_found (no such file, or no plugin in it), invalid (another wall), the plugin's
    // own refusal.
    static Result<std::unique_ptr<LoadedPlugin>> load(const std::string& file,
                                                      std::string settings) {
        void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (library == nullptr) return not_found(dlerror());
        const auto* plugin = static_cast<const desk_plugin*>(dlsym(library, "desk_plugin_v1"));
        if (plugin == nullptr) return not_found(file + " exports no desk_plugin_v1");
        if (plugin->size < sizeof(desk_plugin) || plugin->wall_major != DESK_WALL_MAJOR) {
            return invalid(file + " was built for another plugin wall");
        }
        std::unique_ptr<LoadedPlugin> loaded{new LoadedPlugin{*plugin, std::move(settings)}};
        DESK_CHECK(loaded->open());
        return loaded;
    }

    // The handlers' names: {"commands":[…],"listens":[…],"provides":[…]}.
    Result<Json> describe() {
        std::string text;
        const auto state = plugin_.describe(self_, gather(text));
        return document_of(state, text);
    }

    // Errors: the plugin's own; broken (an exception was stopped at the wall: the plugin is opened
    // anew).
    Result<Json> answer(const Call& call, const AskBot& ask_bot) {
        if (self_ == nullptr) {
            DESK_CHECK(open());
        }
        ask_bot_ = &ask_bot;
        const std::string question = dump_json(wire::to_json(call));
        std::string text;
        const auto state = plugin_.answer(self_, {question.data(), question.size()}, gather(text));
        ask_bot_ = nullptr;
        if (state == DESK_BROKEN) close();
        return document_of(state, text);
    }

    const std::vector<std::string>& log() const { return log_; }

private:
    LoadedPlugin(const desk_plugin& plugin, std::string settings)
        : plugin_{plugin},
          settings_{std::move(settings)},
          host_{sizeof(desk_host), this, &write_log, &ask} {}

    Result<void> open() {
        std::string error;
        self_ = plugin_.open(&host_, {settings_.data(), settings_.size()}, gather(error));
        if (self_ != nullptr) return {};
        DESK_TRY(const auto document, parse_json(error));
        return wire::read_error(document);
    }
    void close() {
        if (self_ != nullptr) plugin_.close(self_);
        self_ = nullptr;
    }

    static Result<Json> document_of(std::int32_t state, const std::string& text) {
        DESK_TRY(auto document, parse_json(text, wire::document_limits));
        if (state != DESK_OK) return wire::read_error(document);
        return document;
    }
    static desk_sink gather(std::string& text) {
        return {&text, [](void* self, desk_text piece) {
                    static_cast<std::string*>(self)->append(piece.data, piece.size);
                }};
    }
    static void write_log(void* self, std::int32_t, desk_text line) {
        static_cast<LoadedPlugin*>(self)->log_.emplace_back(line.data, line.size);
    }
    static std::int32_t ask(void* self, desk_text question, desk_sink reply) {
        const auto* ask_bot = static_cast<LoadedPlugin*>(self)->ask_bot_;
        const std::string text = ask_bot == nullptr
                                     ? dump_json(wire::to_json(denied("asked outside a call")))
                                     : (*ask_bot)({question.data, question.size});
        // In two pieces, as a long page would come.
        const std::size_t half = text.size() / 2;
        reply.write(reply.self, {text.data(), half});
        reply.write(reply.self, {text.data() + half, text.size() - half});
        return DESK_OK;
    }

    const desk_plugin& plugin_;
    const std::string settings_;
    const desk_host host_;
    void* self_ = nullptr;
    const AskBot* ask_bot_ = nullptr;
    std::vector<std::string> log_ = {};
};

}  // namespace desk::test
