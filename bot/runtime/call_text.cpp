#include "bot/runtime/call_text.hpp"

#include <desk/json.hpp>
#include <desk/wire.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace desk {
namespace {

bool is_plain(char letter) {
    return letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\';
}

// Members of an object, one after the other.
class ObjectText {
public:
    explicit ObjectText(std::string& out) : out_{out} { out_ += '{'; }
    ObjectText(const ObjectText&) = delete;
    ObjectText& operator=(const ObjectText&) = delete;
    ~ObjectText() { out_ += '}'; }

    void text(std::string_view name, std::string_view value) {
        begin(name);
        write(value);
    }
    void number(std::string_view name, std::int64_t value) {
        begin(name);
        out_ += std::to_string(value);
    }
    ObjectText object(std::string_view name) {
        begin(name);
        return ObjectText{out_};
    }

private:
    void begin(std::string_view name) {
        if (!std::exchange(is_first_, false)) out_ += ',';
        write(name);
        out_ += ':';
    }
    void write(std::string_view value) {
        if (!std::all_of(value.begin(), value.end(), is_plain)) {
            out_ += dump_json(Json(value));
            return;
        }
        out_ += '"';
        out_ += value;
        out_ += '"';
    }

    std::string& out_;
    bool is_first_ = true;
};

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
    {
        auto arguments = document.object("arguments");
        for (const auto& [name, value] : call.arguments) arguments.text(name, value);
    }
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
