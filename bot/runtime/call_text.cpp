#include "bot/runtime/call_text.hpp"

#include <desk/object_text.hpp>
#include <desk/wire.hpp>

namespace desk {
namespace {

void write_asker(ObjectText& call, const Asker& asker) {
    auto object = call.object("asker");
    object.text("id", asker.id);
    object.text("role", asker.role);
    auto name = object.object("name");
    name.text("given", asker.name.given);
    name.text("family", asker.name.family);
}

void write_call(std::string& out, const Call& call) {
    ObjectText document{out};
    document.text("id", call.id);
    document.text("kind", wire::name_in(wire::call_kinds, call.kind));
    document.text("name", call.name);
    document.texts("arguments", call.arguments);
    document.text("step", wire::name_in(wire::steps, call.step));
    document.text("conversation", call.conversation);
    document.number("seq", call.seq);
    document.number("attempt", call.attempt);
    write_asker(document, call.asker);
    {
        auto customer = document.object("customer");
        customer.text("id", call.customer.id);
        customer.text("name", call.customer.name);
    }
    document.text("language", call.language);
    document.text("time_zone", call.time_zone);
    document.text("now", wire::time_text(call.now));
}

}  // namespace

std::string call_text(const Call& call) {
    std::string out;
    out.reserve(512);
    write_call(out, call);
    return out;
}

}  // namespace desk
