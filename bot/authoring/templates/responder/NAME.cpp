// Notes what people write, and says what the same customer wrote before. An empty prefix in plugin.json: whatever nobody else
// claims; "note:" would claim what begins so.
#include <desk/entry.hpp>

class @Class@ final : public desk::Plugin {
public:
    explicit @Class@(desk::Host& host) : host_(host) {
        on_text("@name@", [this](const desk::Call& call) { return note(call["text"]); });
    }

private:
    desk::Result<desk::Answer> note(const std::string& text) {
        DESK_TRY(const auto before, host_.recall("last"));
        host_.remember("last", text);  // becomes true with the answer, or not at all
        if (!before) return desk::say("@name@.noted", {{"text", text}});
        return desk::say("@name@.noted_after", {{"text", text}, {"before", *before}});
    }

    desk::Host& host_;
};

DESK_PLUGIN(@Class@)
