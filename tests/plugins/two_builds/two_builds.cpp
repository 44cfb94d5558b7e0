// Says which build it is: the same source is built twice, as build 1 and build 2.
#include <desk/entry.hpp>
#include <desk/plugin.hpp>

#include <string>

namespace {

class TwoBuilds final : public desk::Plugin {
public:
    explicit TwoBuilds(desk::Host&) {
        on_text("everything", [](const desk::Call& call) {
            return desk::say("common.text", {{"text", "build " BUILD ".0.0 " + call["text"]}});
        });
    }
};

}  // namespace

DESK_PLUGIN(TwoBuilds)
