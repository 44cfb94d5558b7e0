#include "adapters/console/console.hpp"

#include "adapters/console/text_card.hpp"
#include "adapters/question.hpp"
#include "adapters/settings.hpp"
#include "adapters/status_verdict.hpp"
#include "conversations/text.hpp"

#include <array>
#include <charconv>
#include <string>

namespace desk {
namespace {

constexpr std::array<AdapterSetting, 1> settings_taken{
    AdapterSetting{"width", false, false, false, "columns of a card, 20 to 400; 76"}};

constexpr std::size_t longest_field = 200;  // characters

Result<std::string> header_text(const HttpRequest& request, const char* name) {
    const auto* header = find_header(request.headers, name);
    if (header == nullptr) return std::string{};
    const bool is_line = is_utf8(*header) && !has_control(*header) &&
                         header->find_first_of("\t\r\n") == std::string::npos;
    if (!is_line || character_count(*header) > longest_field)
        return invalid(std::string{name} + ": not a line of at most 200 characters");
    return *header;
}

Result<std::string> required_header(const HttpRequest& request, const char* name) {
    DESK_TRY(auto text, header_text(request, name));
    if (text.empty()) return invalid(std::string{name} + ": missing");
    return text;
}

Result<std::string> typed_line(std::string_view body) {
    while (body.ends_with('\n') || body.ends_with('\r')) body.remove_suffix(1);
    if (body.empty()) return invalid("line: empty");
    if (body.size() > longest_text) return invalid("line: over 16 KiB");
    if (body.find('\0') != std::string_view::npos) return invalid("line: with NUL");
    if (!is_utf8(body)) return invalid("line: not UTF-8");
    return std::string{body};
}

class Console final : public Adapter {
public:
    Console(std::string_view name, std::size_t width) : name_{name}, width_{width} {}

    Result<Inbound> read(const HttpRequest& request, Time now) const override {
        Message message;
        message.place.adapter = name_;
        message.sent_at = now;
        DESK_TRY(message.place.channel, required_header(request, "x-conversation"));
        DESK_TRY(message.author, required_header(request, "x-person"));
        DESK_TRY(message.author_name, header_text(request, "x-person-name"));
        DESK_TRY(message.language, header_text(request, "x-language"));
        DESK_TRY(message.event_id, header_text(request, "x-event-id"));
        const auto* action = find_header(request.headers, "x-action");
        DESK_TRY(message.text, typed_line(action == nullptr ? request.body : *action));
        if (action != nullptr) {
            message.kind = MessageKind::action;
            message.values["action"] = message.text;
        }
        return Inbound{{std::move(message)}, {}};
    }

    HttpResponse acknowledge(std::span<const std::string>) const override {
        return HttpResponse{202, {}, ""};
    }

    Result<HttpRequest> write(const Outgoing& outgoing, Time) const override {
        HttpRequest printed{"POST", "", {}, ""};
        const auto& reply = outgoing.reply;
        if (!reply.card || outgoing.plain) {
            printed.body = safe_for_terminal(reply.text) + "\n";
            return printed;
        }
        printed.body = draw_card(*reply.card, width_);
        for (const auto& action : reply.card->actions) {
            const auto& does = action.command.empty() ? action.label : action.command;
            printed.headers.emplace_back("x-action", does);
        }
        return printed;
    }

    Verdict judge(const HttpResponse& response) const override {
        return verdict_of_status(response);
    }

private:
    std::string name_;
    std::size_t width_;
};

}  // namespace

std::span<const AdapterSetting> console_settings() {
    return settings_taken;
}

Result<std::unique_ptr<Adapter>> make_console(std::string_view name,
                                              const AdapterSettings& settings) {
    const auto text = setting_or(settings, "width", "76");
    std::size_t width = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, width);
    if (error != std::errc{} || stopped != end || width < 20 || width > 400)
        return wrong_setting(name, "width", "not a number from 20 to 400");
    return std::unique_ptr<Adapter>{std::make_unique<Console>(name, width)};
}

}  // namespace desk
