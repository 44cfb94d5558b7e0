// Says what a JSON document on the web says, and when that was. One minute long the desk gives the same answer.
#include <desk/entry.hpp>

class @Class@ final : public desk::Plugin {
public:
    explicit @Class@(desk::Host& host) : host_(host) {
        on_command("@name@", [this](const desk::Call&) { return read(); });
    }

private:
    desk::Result<desk::Answer> read() {
        const auto url = host_.setting("url");
        DESK_TRY(const auto page, host_.fetch({.url = url, .max_age = std::chrono::seconds{60}}));
        if (page.status != 200) return desk::unavailable(url + ": " + std::to_string(page.status));
        DESK_TRY(const auto document, desk::parse_json(page.body));
        DESK_TRY(const auto text, desk::text_field(document, "text"));
        return desk::say("@name@.says", {{"text", text}, {"at", desk::When{page.fetched_at, desk::TimeStyle::stamp}}});
    }

    desk::Host& host_;
};

DESK_PLUGIN(@Class@)
