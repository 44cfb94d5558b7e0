#include "conversations/documents.hpp"

#include "conversations/timestamp.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

Time at(std::string_view text) {
    return *read_timestamp(text);
}

Message full_message() {
    Message message;
    message.place = {"slack", "C1", "17.3"};
    message.kind = MessageKind::action;
    message.event_id = "Ev1";
    message.author = "U1";
    message.author_name = "Kovács Anna";
    message.text = "/price premium 40";
    message.language = "hu";
    message.values = {{"token", "t1"}};
    message.sent_at = at("2026-11-24T09:05:00.123Z");
    return message;
}

ShownCard full_card() {
    ShownCard card;
    card.kind = "service_health";
    card.language = "hu";
    card.tone = Tone::warn;
    card.title = "Exchange Online: korlátozottan működik";
    card.text = "Igen, ismert hibáról van szó.";
    card.facts = {{"Incidens", "EX1042"}};
    card.actions = {{"a1", "Értesítést kérek", "/incident EX1042 subscribe"},
                    {"a2", "Más a hiba", ""}};
    card.source = "Microsoft 365";
    return card;
}

TEST(Documents, BringAMessageBackAsItWas) {
    const auto document = to_json(full_message());
    const auto back = read_message(document);
    ASSERT_TRUE(back) << back.error().what;
    EXPECT_EQ(to_json(*back), document);
    EXPECT_EQ(back->values.at("token"), "t1");
    EXPECT_EQ(back->sent_at, full_message().sent_at);
    EXPECT_EQ(document["sent_at"], "2026-11-24T09:05:00.123Z");
}

TEST(Documents, LeaveOutWhatIsEmptyInAMessage) {
    auto message = full_message();
    message.place.thread = "";
    message.values.clear();
    const auto document = to_json(message);
    EXPECT_FALSE(document.contains("thread"));
    EXPECT_FALSE(document.contains("values"));
    EXPECT_EQ(read_message(document)->place.thread, "");
}

TEST(Documents, TellAMessageBesideItsWords) {
    auto message = full_message();
    for (const bool is_full : {true, false}) {
        if (!is_full) message = {.place = {"webhook", "c-1", ""}, .event_id = "e-1", .author = "u-1", .text = "x"};
        auto document = to_json(message);
        document.erase("text");
        EXPECT_EQ(detail_text(message), dump_json(document));
    }
}

TEST(Documents, WriteTheCardOfTheContract) {
    const auto document = to_json(full_card());
    EXPECT_EQ(document["tone"], "warn");
    EXPECT_EQ(document["actions"][0]["do"]["command"], "/incident EX1042 subscribe");
    EXPECT_EQ(document["actions"][1]["do"]["say"], "Más a hiba");
    const auto back = read_shown_card(document);
    ASSERT_TRUE(back);
    EXPECT_EQ(to_json(*back), document);
}

TEST(Documents, BringAReplyWithItsCardBackAsItWas) {
    Reply reply;
    reply.place = {"webhook", "c-1", ""};
    reply.to = "u-1";
    reply.language = "hu";
    reply.text = "Minden rendben.";
    reply.card = full_card();
    const auto back = read_reply(*parse_json(document_of(reply)));
    ASSERT_TRUE(back);
    EXPECT_EQ(document_of(*back), document_of(reply));
    EXPECT_TRUE(back->card.has_value());

    reply.card = {};
    EXPECT_FALSE(read_reply(*parse_json(document_of(reply)))->card.has_value());
}

TEST(Documents, BringADialogBackAsItWas) {
    Dialog dialog;
    dialog.command = "request";
    dialog.given = {{"title", "Nem jön levél"}};
    dialog.waits_for = "confirmation";
    dialog.asked_of = "U1";
    dialog.token = "abc";
    dialog.plugin_version = "1.0.0";
    dialog.until = at("2026-11-24T09:15:00Z");
    const auto back = read_dialog(to_json(dialog));
    ASSERT_TRUE(back);
    EXPECT_EQ(to_json(*back), to_json(dialog));
    EXPECT_EQ(back->until, dialog.until);
}

TEST(Documents, ThatAreDamagedAreBrokenAndSayWhere) {
    auto document = to_json(full_message());
    document.erase("author");
    ASSERT_FALSE(read_message(document));
    EXPECT_EQ(read_message(document).error().code, ErrorCode::broken);
    EXPECT_EQ(read_message(document).error().what, "message: author: missing");

    EXPECT_FALSE(read_message(Json::array()));
    EXPECT_FALSE(read_reply(Json{}));
    EXPECT_FALSE(read_dialog(Json{{"command", 7}}));
    EXPECT_FALSE(read_shown_card(Json{{"kind", "x"}, {"tone", "purple"}}));
    document = to_json(full_message());
    document["values"] = {{"a", 1}};
    EXPECT_FALSE(read_message(document));
}

TEST(Timestamps, AreReadInAllFormsOfTheStandard) {
    EXPECT_EQ(timestamp(at("2026-11-24T10:05:00+01:00")), "2026-11-24T09:05:00.000Z");
    EXPECT_EQ(timestamp(at("2026-11-24 09:05:00.5z")), "2026-11-24T09:05:00.500Z");
    EXPECT_EQ(timestamp(at("2016-12-31T23:59:60.1234567Z")), "2016-12-31T23:59:59.123Z");
    EXPECT_EQ(timestamp(at("2025-12-31T23:30:00-05:30")), "2026-01-01T05:00:00.000Z");
    EXPECT_EQ(timestamp(Time{}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(timestamp(Time::max()), "9999-12-31T23:59:59.999Z");
}

TEST(Timestamps, OfNoCalendarAreRefused) {
    for (const auto* wrong : {"", "2026-02-29T00:00:00Z", "2026-11-24T24:00:00Z",
                              "2026-11-24T10:00:00", "2026-11-24T10:00Z", "2026-11-24T10:00:00Z ",
                              "2026-11-24T10:00:00.Z", "yesterday", "2026-11-24T10:00:00+1:00"}) {
        EXPECT_FALSE(read_timestamp(wrong)) << wrong;
    }
}

TEST(Names, LeadThereAndBack) {
    for (const auto tone : {Tone::neutral, Tone::ok, Tone::info, Tone::warn, Tone::bad}) {
        EXPECT_EQ(*tone_named(name_of(tone)), tone);
    }
    for (const auto state : {State::bot, State::open, State::waiting_customer,
                             State::waiting_vendor, State::snoozed, State::resolved}) {
        EXPECT_EQ(*state_named(name_of(state)), state);
    }
    EXPECT_FALSE(state_named("sleeping"));
    EXPECT_EQ(symbol_of(Tone::warn), "▲");
    EXPECT_EQ(name_of(Ending::expired), "expired");
}

}  // namespace
}  // namespace desk
