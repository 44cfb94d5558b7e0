// Says every message again, with its number in the conversation: what tests count.
#include <desk/entry.hpp>
#include <desk/plugin.hpp>

#include <string>

namespace {

class Echo final : public desk::Plugin {
public:
    explicit Echo(desk::Host&) {
        on_text("echo", [](const desk::Call& call) {
            return desk::say("common.text",
                             {{"text", "seq:" + std::to_string(call.seq) + " " + call["text"]}});
        });
    }
};

}  // namespace

DESK_PLUGIN(Echo)
