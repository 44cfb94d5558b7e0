#include "tests/adapters/adapter_contract.hpp"
#include "tests/adapters/requests.hpp"
#include <desk/json.hpp>

namespace desk::test {
namespace {

using namespace std::chrono_literals;

struct EveryAdapter : testing::TestWithParam<Subject> {
    const Subject& subject = GetParam();
    std::unique_ptr<Adapter> adapter = make_adapter(subject);

    std::string read(const HttpRequest& request, Time now) const {
        return outcome_of(adapter->read(request, now));
    }
    std::string read(const HttpRequest& request) const { return read(request, subject.now); }
    HttpRequest good() const { return subject.request(subject.good_body, subject.now); }
};

TEST_P(EveryAdapter, MakesOneMessageOfOneMessage) {
    const auto inbound = adapter->read(good(), subject.now);
    ASSERT_EQ(outcome_of(inbound), "1 messages");
    const auto& message = inbound->messages.front();
    EXPECT_EQ(message.place.adapter, subject.type);
    EXPECT_FALSE(message.place.channel.empty());
    EXPECT_FALSE(message.author.empty());
    EXPECT_FALSE(message.text.empty());
    EXPECT_FALSE(message.event_id.empty());
    EXPECT_LE(message.event_id.size(), 256U);
    EXPECT_EQ(adapter->read(good(), subject.now)->messages.front().event_id, message.event_id);
}

TEST_P(EveryAdapter, AcknowledgesWithA2xx) {
    const std::vector<std::string> ids{"m-1"};
    EXPECT_EQ(adapter->acknowledge(ids).status / 100, 2);
    EXPECT_EQ(adapter->acknowledge({}).status / 100, 2);
}

TEST_P(EveryAdapter, RefusesARequestWithoutItsProof) {
    for (const auto& proof : subject.proofs) {
        auto request = good();
        remove_header(request, proof);
        EXPECT_EQ(read(request), "denied") << proof << " missing";
        for (const auto* value : {"", "x", "0", "v0=", "v1,", "Bearer ", " "}) {
            set_header(request, proof, value);
            EXPECT_EQ(read(request), "denied") << proof << ": \"" << value << '"';
        }
    }
}

TEST_P(EveryAdapter, RefusesAProofThatIsNearlyRight) {
    if (subject.proofs.empty()) GTEST_SKIP() << "a local adapter";
    const auto name = subject.proofs.back();
    const auto right = *find_header(good().headers, name);
    auto upper = right;
    for (auto& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    for (const auto& wrong : {right.substr(0, right.size() - 1), right + "0", upper}) {
        auto request = good();
        set_header(request, name, wrong);
        EXPECT_EQ(read(request), "denied") << wrong;
    }
}

TEST_P(EveryAdapter, RefusesAProofThatStandsThereTwice) {
    for (const auto& proof : subject.proofs) {
        auto request = good();
        request.headers.emplace_back(proof, *find_header(request.headers, proof));
        EXPECT_EQ(read(request), "denied") << proof;
    }
}

TEST_P(EveryAdapter, RefusesWhatAnotherSecretHasProven) {
    if (subject.proofs.empty()) GTEST_SKIP() << "a local adapter";
    const auto other = make_adapter(subject, subject.other_secret);
    EXPECT_EQ(outcome_of(other->read(good(), subject.now)), "denied");
}

TEST_P(EveryAdapter, AcceptsThreeHundredSecondsEitherWayAndNoMore) {
    if (!subject.has_window) GTEST_SKIP() << "no window";
    for (const auto age : {-300s, -299s, 0s, 299s, 300s}) {
        EXPECT_EQ(read(good(), subject.now + age), "1 messages") << age.count();
    }
    for (const auto age : {-301s, 301s, 3'000'000s}) {
        EXPECT_EQ(read(good(), subject.now + age), "denied") << age.count();
    }
}

TEST_P(EveryAdapter, RefusesABodyWithOneByteChanged) {
    if (!subject.has_window) GTEST_SKIP() << "the body is not signed";
    const auto request = good();
    for (std::size_t i = 0; i < request.body.size(); i += 7) {
        auto changed = request;
        changed.body[i] = static_cast<char>(changed.body[i] ^ 1);
        EXPECT_EQ(read(changed), "denied");
    }
    auto longer = request;
    longer.body += ' ';
    EXPECT_EQ(read(longer), "denied");
}

TEST_P(EveryAdapter, RefusesAuthenticBodiesThatAreNoObject) {
    if (!subject.has_json_body) GTEST_SKIP() << "not JSON";
    const std::string deep(100'000, '[');
    const std::string many_objects = [] {
        std::string text;
        for (int i = 0; i < 100'000; ++i) text += R"({"a":)";
        return text;
    }();
    const std::vector<std::string> bodies{"",
                                          "null",
                                          "[]",
                                          "\"x\"",
                                          "true",
                                          "1",
                                          "{}{}",
                                          "{} x",
                                          "{",
                                          "// {}\n{}",
                                          "{\"a\":NaN}",
                                          deep,
                                          many_objects,
                                          "{\"type\":\"a\",\"type\":\"b\"}",
                                          "{\"text\":\"\xFF\"}",
                                          "{\"text\":\"\xC0\x80\"}",
                                          "{\"text\":\"\xED\xA0\x80\"}",
                                          "{\"a\\u0000\":1}",
                                          std::string("{\"a\0\":1}", 8),
                                          std::string("\xFF\xFE{\0}\0", 6),
                                          "{\"a\":1e999}"};
    for (const auto& body : bodies) {
        EXPECT_EQ(read(subject.request(body, subject.now)), "invalid") << body.substr(0, 40);
    }
}

// Walks the good body and puts everything odd in the place of each of its fields.
void for_each_odd_body(const Json& good, const std::function<void(const std::string&)>& visit) {
    const std::vector<Json> odd{nullptr,
                                true,
                                1,
                                -1.5,
                                "",
                                Json::array(),
                                {{"$ne", 1}},
                                std::string(1'000'000, 'x'),
                                std::string("a\0b", 3),
                                "a\nb"};
    const auto fields = good.flatten();
    for (const auto& [pointer, value] : fields.items()) {
        for (const auto& replacement : odd) {
            auto changed = good;
            changed[Json::json_pointer{pointer}] = replacement;
            visit(dump_json(changed));
        }
        const Json::json_pointer path{pointer};
        auto without = good;
        without[path.parent_pointer()].erase(path.back());
        visit(dump_json(without));
    }
}

TEST_P(EveryAdapter, ReadsOrRefusesEveryFieldThatIsOdd) {
    if (!subject.has_json_body) GTEST_SKIP() << "not JSON";
    int refused = 0;
    for_each_odd_body(*parse_json(subject.good_body), [&](const std::string& body) {
        const auto inbound = adapter->read(subject.request(body, subject.now), subject.now);
        if (!inbound) {
            EXPECT_EQ(inbound.error().code, ErrorCode::invalid);
            ++refused;
            return;
        }
        for (const auto& message : inbound->messages) {
            EXPECT_FALSE(message.author.empty());
            EXPECT_LE(message.author.size(), 512U);
            EXPECT_LE(message.place.channel.size(), 800U);
            EXPECT_LE(message.text.size(), 16'384U);
            EXPECT_EQ(message.text.find('\0'), std::string::npos);
        }
    });
    EXPECT_GT(refused, 10);
}

TEST_P(EveryAdapter, MakesNoMessageOfItsOwnAnswers) {
    if (!subject.echo) GTEST_SKIP() << "nothing comes back";
    const auto written = adapter->write(sample_outgoing(subject), subject.now);
    ASSERT_TRUE(written.has_value());
    const auto inbound = adapter->read(subject.echo(*written, subject.now), subject.now);
    EXPECT_NE(outcome_of(inbound), "1 messages");
}

TEST_P(EveryAdapter, WritesTheSameKeyOnEveryAttempt) {
    const auto first = adapter->write(sample_outgoing(subject), subject.now);
    const auto again = adapter->write(sample_outgoing(subject), subject.now + 1h);
    ASSERT_TRUE(first && again);
    EXPECT_EQ(first->body, again->body);
    EXPECT_EQ(first->url, again->url);
}

TEST_P(EveryAdapter, WritesHostileWordsWithoutLettingThemOut) {
    auto outgoing = sample_outgoing(subject);
    const std::string hostile =
        std::string{"\r\nQUIT\r\n\x1b]0;x\x07 <!channel> <@U1> \xff \xe2\x80\xae"} +
        std::string(1, '\0') + "</script>";
    outgoing.reply.text = hostile;
    outgoing.reply.card->title = hostile;
    outgoing.reply.card->text = hostile;
    outgoing.reply.card->facts = {{hostile, hostile}};
    outgoing.reply.card->actions = {{"a1", hostile, ""}};
    for (const bool plain : {false, true}) {
        outgoing.plain = plain;
        const auto written = adapter->write(outgoing, subject.now);
        ASSERT_TRUE(written.has_value());
        EXPECT_EQ(parse_json(written->body).has_value(), subject.has_json_body);
        EXPECT_EQ(written->body.find('\0'), std::string::npos);
        EXPECT_EQ(written->body.find('\x1b'), std::string::npos);
        EXPECT_EQ(written->url.find('\n'), std::string::npos);
    }
}

TEST_P(EveryAdapter, JudgesHostileAnswersWithoutFallingOver) {
    const std::vector<std::string> bodies{"",
                                          "<html>",
                                          "{",
                                          "null",
                                          R"({"ok":"yes"})",
                                          std::string(100'000, '['),
                                          std::string(3'000'000, 'x'),
                                          std::string("\x1f\x8b\x08\0", 4)};
    for (int status : {-1, 0, 99, 100, 200, 302, 404, 418, 429, 500, 599, 1'000'000}) {
        for (const auto& body : bodies) {
            const HttpResponse response{status, {{"Retry-After", body.substr(0, 100)}}, body};
            const auto verdict = adapter->judge(response);
            const bool may_be = status >= 200 && status < 300;
            EXPECT_TRUE(may_be || !std::holds_alternative<Delivered>(verdict)) << status;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Platforms, EveryAdapter, testing::ValuesIn(subjects()),
                         [](const auto& subject) { return subject.param.type; });

}  // namespace
}  // namespace desk::test
