#include "bot/cli/local_desk.hpp"

#include "bot/fresh.hpp"
#include "bot/start_plugin.hpp"

#include <utility>

namespace desk {
namespace {

ChatAnswer chat_answer(const Answered& answered) {
    ChatAnswer answer{.message_id = answered.message_id, .why = answered.why};
    for (const auto& reply : answered.replies) answer.replies.push_back({reply.text, reply.language, reply.card});
    return answer;
}

Result<ChatAnswer> ask_console(Application& application, std::string_view person, std::string_view conversation,
                               std::string_view text, std::string_view language) {
    const auto event_id = fresh_event_id(system_now());
    HttpRequest request{.method = "POST",
                        .headers = {{"x-conversation", std::string{conversation}}, {"x-person", std::string{person}},
                                    {"x-event-id", event_id}},
                        .body = std::string{text}};
    if (!language.empty()) request.headers.emplace_back("x-language", language);
    DESK_TRY(const auto answered, application.ask("console", request, event_id));
    if (!answered.is_done) return timeout("the desk has not answered yet");
    return chat_answer(answered);
}

class RunningDesk final : public AskDesk {
public:
    explicit RunningDesk(Application& application) : application_{application} {}

    Result<ChatAnswer> ask(std::string_view person, std::string_view conversation, std::string_view text,
                           std::string_view language) override {
        return ask_console(application_, person, conversation, text, language);
    }

private:
    Application& application_;
};

// The desk and its log live as long as somebody asks.
class OwnDesk final : public AskDesk {
public:
    explicit OwnDesk(std::unique_ptr<Log> log) : log_{std::move(log)} {}

    Result<void> start(const Configuration& configuration) {
        DESK_TRY(auto storage, open_storage(configuration.storage.url, {.random = random_bytes}));
        DESK_TRY(application_, Application::start(configuration, *log_,
                                                  isolated_plugins(default_host_program(), configuration.limits, *log_),
                                                  std::move(storage)));
        return {};
    }
    Result<ChatAnswer> ask(std::string_view person, std::string_view conversation, std::string_view text,
                           std::string_view language) override {
        return ask_console(*application_, person, conversation, text, language);
    }

private:
    std::unique_ptr<Log> log_;
    std::unique_ptr<Application> application_;
};

}  // namespace

std::unique_ptr<AskDesk> ask_through(Application& application) { return std::make_unique<RunningDesk>(application); }

Result<std::unique_ptr<AskDesk>> open_local_desk(const Configuration& configuration) {
    auto desk = std::make_unique<OwnDesk>(std::make_unique<Log>(Log::Options{.form = LogForm::text, .level = LogLevel::warning}));
    DESK_CHECK(desk->start(configuration));
    return std::unique_ptr<AskDesk>{std::move(desk)};
}

}  // namespace desk
