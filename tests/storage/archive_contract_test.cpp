#include "tests/storage/store_contract.hpp"

namespace desk::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Reach everybody{};
const Reach only_contoso{"contoso"};
const Reach only_fabrikam{"fabrikam"};

// Says `text` in a channel of a tenant and answers "hi".
struct ArchiveContract : StoreContract {
    void talk(const std::string& text, const std::string& event_id, const Tenant& tenant = contoso,
              Time now = at(1)) {
        receive(said(text, event_id, "C-" + tenant.customer, tenant), now);
        auto outcome = answer({"hi"});
        outcome.notes = {{"agent-1", "internal remark"}};
        ASSERT_TRUE(finish(ticket(now), outcome, now));
    }
    std::vector<std::string> found(const Reach& reach, std::string_view query) {
        std::vector<std::string> snippets;
        const auto hits = archive().search(reach, query, 10);
        EXPECT_TRUE(hits) << hits.error().what;
        for (const auto& hit : *hits) snippets.push_back(hit.snippet);
        return snippets;
    }
    void index_all() {
        while (*store().index_some(2)) {
        }
    }
};

INSTANTIATE_TEST_SUITE_P(Sqlite, ArchiveContract,
                         testing::Values(Engine{"sqlite",
                                                [](const std::string& folder) {
                                                    return open_storage(
                                                        "sqlite:" + folder + "/desk.db", {});
                                                }}),
                         [](const auto& engine) { return engine.param.name; });

TEST_P(ArchiveContract, RecordsEveryTurnWithThePluginThatAnswered) {
    talk("how is exchange?", "E1");
    const auto conversation = archive().list(everybody, {}, 10)->front();
    EXPECT_EQ(conversation.messages, 3);
    EXPECT_EQ(conversation.id.size(), 26U);

    const auto turns = *archive().turns(everybody, conversation.id, 0, 10);
    ASSERT_EQ(turns.size(), 3U);
    EXPECT_EQ(turns[0].text, "how is exchange?");
    EXPECT_EQ(turns[0].author, "U7");
    EXPECT_EQ(turns[1].text, "hi");
    EXPECT_EQ(turns[1].author, "bot");
    EXPECT_EQ(turns[1].plugin, "health");
    EXPECT_EQ(turns[1].plugin_version, "1.2.0");
    EXPECT_EQ(turns[1].took, std::chrono::microseconds{1500});
    EXPECT_EQ(turns[1].delivery, "pending");
    EXPECT_EQ(turns[2].reader, Reader::agents);
}

TEST_P(ArchiveContract, TellsHowADeliveryWent) {
    talk("x", "E1");
    ASSERT_TRUE(deliver(reply()));
    const auto id = archive().list(everybody, {}, 1)->front().id;
    const auto turn = archive().turns(everybody, id, 1, 1)->front();
    EXPECT_EQ(turn.delivery, "sent");
    EXPECT_EQ(turn.delivery_attempts, 1);
}

TEST_P(ArchiveContract, RecordsAFailedTurnWithItsReason) {
    receive(said("x", "E1"));
    auto outcome = answer({"sorry"});
    outcome.ending = Ending::dead;
    outcome.reason = "health: no answer in 10 s";
    ASSERT_TRUE(finish(ticket(), outcome));
    const auto id = archive().list(everybody, {}, 1)->front().id;
    EXPECT_EQ(archive().turns(everybody, id, 0, 10)->front().reason, outcome.reason);
    EXPECT_EQ(archive().trace(everybody, "slack", "E1")->front().state, "dead");
}

TEST_P(ArchiveContract, LeavesNotesOutOfACustomersReach) {
    talk("x", "E1");
    const auto summary = archive().list(only_contoso, {}, 1)->front();
    EXPECT_EQ(summary.last_text, "hi");
    EXPECT_EQ(archive().turns(only_contoso, summary.id, 0, 10)->size(), 2U);
    EXPECT_THAT(found(only_contoso, "remark"), IsEmpty());
    EXPECT_THAT(found(everybody, "remark"), ElementsAre("internal remark"));
    index_all();
    EXPECT_THAT(found(only_contoso, "remark"), IsEmpty());
}

TEST_P(ArchiveContract, KeepsTenantsApart) {
    talk("secret plans", "E1", contoso);
    talk("harmless", "E1", fabrikam);
    const auto theirs = archive().list(only_contoso, {}, 10);
    ASSERT_EQ(theirs->size(), 1U);
    const auto& id = theirs->front().id;

    EXPECT_EQ(archive().find(only_fabrikam, id).error().what,
              archive().find(only_fabrikam, "nosuchconversation").error().what);
    EXPECT_EQ(archive().turns(only_fabrikam, id, 0, 10).error().code, ErrorCode::not_found);
    EXPECT_THAT(found(only_fabrikam, "secret"), IsEmpty());
    index_all();
    EXPECT_THAT(found(only_fabrikam, "secret"), IsEmpty());
    EXPECT_THAT(found(only_contoso, "secret"), ElementsAre("secret plans"));
    EXPECT_EQ(archive().trace(only_fabrikam, "slack", "E1")->front().key.tenant, fabrikam);
    EXPECT_EQ(archive().trace(everybody, "slack", "E1")->size(), 2U);
    EXPECT_EQ(archive().trace(everybody, "slack", "E2").error().code, ErrorCode::not_found);
}

TEST_P(ArchiveContract, ListsTheNewestFirstAcrossTenants) {
    talk("a", "E1", contoso, at(10));
    talk("b", "E2", fabrikam, at(30));
    talk("c", "E3", Tenant{"tailspin"}, at(20));
    std::vector<std::string> tenants;
    const auto rows = *archive().list(everybody, {}, 2);
    for (const auto& row : rows) tenants.push_back(row.key.tenant.customer);
    EXPECT_THAT(tenants, ElementsAre("fabrikam", "tailspin"));
    EXPECT_EQ(archive().list(everybody, at(20), 10)->front().key.tenant, contoso);
    EXPECT_EQ(archive().list(everybody, {}, 1)->front().key.tenant, fabrikam) << "the first tenant alone was enough";
    EXPECT_TRUE(archive().list(everybody, {}, 0)->empty());
}

TEST_P(ArchiveContract, FindsWhatWasSaidBeforeAndAfterItWasIndexed) {
    talk("Árvíztűrő tükörfúrógép", "E1");
    EXPECT_EQ(found(everybody, "arvizturo").size(), 1U);
    index_all();
    talk("another ÁRVÍZTŰRŐ", "E2", contoso, at(2));
    EXPECT_THAT(found(everybody, "árvíztűrő"),
                ElementsAre("another ÁRVÍZTŰRŐ", "Árvíztűrő tükörfúrógép"));
    EXPECT_THAT(found(everybody, "árvíztűrő another"), ElementsAre("another ÁRVÍZTŰRŐ"));
    EXPECT_EQ(*store().index_some(100), 3) << "the message, its answer and the note";
    EXPECT_EQ(*store().index_some(100), 0);
}

TEST_P(ArchiveContract, FindsTheNewestOfAllTenantsFirst) {
    talk("lighthouse one", "E1", contoso, at(1));
    talk("lighthouse two", "E2", fabrikam, at(2));
    index_all();
    talk("lighthouse three", "E3", Tenant{"tailspin"}, at(3));
    EXPECT_THAT(found(everybody, "lighthouse"), ElementsAre("lighthouse three", "lighthouse two", "lighthouse one"));
    index_all();
    EXPECT_THAT(found(everybody, "lighthouse"), ElementsAre("lighthouse three", "lighthouse two", "lighthouse one"));
    EXPECT_THAT(found(only_fabrikam, "lighthouse"), ElementsAre("lighthouse two"));
}

TEST_P(ArchiveContract, TakesEveryOperatorOfASearchLiterally) {
    talk("the word NEAR stands here", "E1");
    index_all();
    for (const auto* query :
         {"\"", "NEAR(", "a^", "words:the", "the AND", "-the", "*", "'; DROP TABLE turn;--",
          "\"\"\"", "(", "{the}", "the OR nothing", "", "   ", "?! ..."}) {
        EXPECT_TRUE(archive().search(everybody, query, 10)) << query;
    }
    EXPECT_EQ(found(everybody, "NEAR").size(), 1U);
    EXPECT_EQ(found(everybody, "the word* near").size(), 1U);
    EXPECT_THAT(found(everybody, "the OR nothing"), IsEmpty());
}

TEST_P(ArchiveContract, SurvivesASearchForTwentyThousandWords) {
    talk("needle", "E1");
    std::string query;
    for (int i = 0; i < 20'000; ++i) query += "w" + std::to_string(i) + " ";
    EXPECT_THAT(found(everybody, query), IsEmpty());
}

TEST_P(ArchiveContract, ShowsTheWordsAroundAFind) {
    talk(std::string(300, 'a') + " needle " + std::string(300, 'b'), "E1");
    const auto snippet = found(everybody, "needle").front();
    EXPECT_THAT(snippet, HasSubstr("needle"));
    EXPECT_LT(snippet.size(), 140U);
}

TEST_P(ArchiveContract, TracesAnEventToItsEnd) {
    const auto receipt = receive(said("x", "E1"), at(1));
    EXPECT_EQ(archive().trace(everybody, "slack", "E1")->front().state, "accepted");
    ASSERT_TRUE(finish(ticket(), answer({"hi"}), at(5)));
    ASSERT_TRUE(store().try_reply_again(reply(), at(50), "503", true));
    ASSERT_TRUE(deliver(reply()));

    const auto trace = archive().trace(everybody, "slack", "E1")->front();
    EXPECT_EQ(trace.message_id, receipt.message_id);
    EXPECT_EQ(trace.state, "replied");
    EXPECT_EQ(trace.received_at, at(1));
    EXPECT_EQ(trace.done_at, at(5));
    EXPECT_EQ(trace.plugin, "health");
    ASSERT_EQ(trace.sends.size(), 1U);
    EXPECT_EQ(trace.sends[0].state, "sent");
    EXPECT_EQ(trace.sends[0].attempts, 2);
    EXPECT_EQ(trace.sends[0].provider_id, "platform-id");
    EXPECT_EQ(trace.sends[0].last_error, "503");
}

TEST_P(ArchiveContract, VerifiesTheAuditTrail) {
    receive(said("x", "E1"));
    auto outcome = answer({});
    outcome.audit = {{"health", "handover", "SR-1", ""}, {"U7", "language", "hu", ""}};
    ASSERT_TRUE(finish(ticket(), outcome));
    ASSERT_TRUE(store().audit({}, {"operator", "start", "desk", ""}, at(1)));
    receive(said("y", "E1"));

    const auto verdict = *operations().verify_audit({});
    EXPECT_EQ(verdict.rows, 4);
    EXPECT_FALSE(verdict.first_bad);
    auto cut_tail = verdict.heads;
    cut_tail.back().n += 1;
    EXPECT_TRUE(operations().verify_audit(cut_tail)->first_bad);
}

}  // namespace
}  // namespace desk::test
