#include "bot/runtime/call_text.hpp"

#include <desk/json.hpp>
#include <desk/wire.hpp>

#include <gtest/gtest.h>

#include <string>

namespace desk {
namespace {

Call full_call() {
    Call call{.id = "c7f", .kind = CallKind::command, .name = "price"};
    call.arguments = {{"plan", "premium"}, {"users", "40"}, {"say \"x\"", "line\n\ttab \\ \x01 \x7F </script>"}};
    call.step = Step::preview;
    call.conversation = "slack/C1/17";
    call.seq = 9'007'199'254'740'993;
    call.attempt = 3;
    call.asker = {"p81", "contact", {"Anna", "Kov\u00e1cs"}};
    call.customer = {"contoso", "Contoso Kft. \U0001F600"};
    call.language = "hu";
    call.time_zone = "Europe/Budapest";
    call.now = Time{std::chrono::milliseconds{1'795'511'100'123}};
    return call;
}

TEST(CallText, IsTheDocumentOfTheWire) {
    for (const auto& call : {full_call(), Call{}}) {
        EXPECT_EQ(*parse_json(call_text(call)), *parse_json(dump_json(wire::to_json(call))));
        const auto read = wire::read_call(*parse_json(call_text(call)));
        ASSERT_TRUE(read) << read.error().what;
        EXPECT_EQ(wire::to_json(*read), wire::to_json(call));
    }
}

TEST(CallText, ReplacesWhatIsNoUtf8) {
    auto call = full_call();
    call.arguments["text"] = std::string{"a\xFF\xC3("};
    const auto document = parse_json(call_text(call));
    ASSERT_TRUE(document);
    EXPECT_EQ(document->at("arguments").at("text"), "a\uFFFD\uFFFD(");
}

}  // namespace
}  // namespace desk
