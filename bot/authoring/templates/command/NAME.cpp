// Answers "/@name@ 3". What it takes stands in plugin.json, what it says in texts/.
#include <desk/entry.hpp>
#include <desk/plugin.hpp>

namespace {

class @Class@ final : public desk::Plugin {
public:
    explicit @Class@(desk::Host&) {
        on_command("@name@", [](const desk::Call& call) {
            const auto count = std::stol(call["count"]);  // the desk has checked it: 1 to 100
            return desk::say("@name@.counted", {{"count", count}, {"person", call.asker.name}});
        });
    }
};

}  // namespace

DESK_PLUGIN(@Class@)
