#include "tests/adapters/adapter_contract.hpp"
#include "tests/adapters/requests.hpp"
#include <desk/json.hpp>

#include <algorithm>

namespace desk::test {
namespace {

constexpr auto webhook_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr auto other_webhook_secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
constexpr auto slack_secret = "8f742231b10e8888abcd99yyyzzz85a5";
constexpr auto question =
    R"({"conversation":"c-1","sender":{"id":"u-1","name":"Anna"},"text":"/price premium 40"})";

Subject webhook_subject() {
    Subject subject;
    subject.type = "webhook";
    subject.settings = {{"secret", webhook_secret}, {"reply_url", "https://crm.example/replies"}};
    subject.other_secret = subject.settings;
    subject.other_secret["secret"] = other_webhook_secret;
    subject.now = at_second(1'614'265'330);
    subject.good_body = question;
    subject.request = [](std::string body, Time at) {
        return webhook_request(webhook_secret, "msg_1", std::move(body), at);
    };
    subject.proofs = {"webhook-id", "webhook-timestamp", "webhook-signature"};
    // A reply that is sent to our own address by mistake or malice carries our own signature.
    subject.echo = [](const HttpRequest& written, Time) { return written; };
    return subject;
}

// Our own post comes back as an event, with bot_id.
HttpRequest slack_echo(const HttpRequest& written, Time at) {
    const auto posted = *parse_json(written.body);
    const Json event{{"type", "message"},
                     {"bot_id", "B1"},
                     {"user", "UBOT"},
                     {"text", posted["text"]},
                     {"channel", posted["channel"]},
                     {"ts", "1531420618.000200"}};
    const Json body{
        {"type", "event_callback"}, {"team_id", "T1"}, {"event_id", "Ev9"}, {"event", event}};
    return slack_request(slack_secret, dump_json(body), at);
}

Subject slack_subject() {
    Subject subject;
    subject.type = "slack";
    subject.settings = {{"signing_secret", slack_secret}, {"bot_token", "xoxb-1"}};
    subject.other_secret = {{"signing_secret", "another"}, {"bot_token", "xoxb-1"}};
    subject.now = at_second(1'531'420'618);
    subject.good_body = R"({"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{)"
                        R"("type":"message","user":"U1","text":"hi","ts":"1531420618.000100",)"
                        R"("channel":"C1","channel_type":"channel"}})";
    subject.request = [](std::string body, Time at) {
        auto request = slack_request(slack_secret, std::move(body), at);
        set_header(request, "Content-Type", "application/json");
        return request;
    };
    subject.proofs = {"X-Slack-Request-Timestamp", "X-Slack-Signature"};
    subject.channel = "C1";
    subject.echo = slack_echo;
    return subject;
}

Subject ask_subject() {
    Subject subject;
    subject.type = "api";
    subject.settings = {{"token", "one-token two-token"}};
    subject.other_secret = {{"token", "three-token"}};
    subject.now = at_second(1'614'265'330);
    subject.good_body = question;
    subject.request = [](std::string body, Time) {
        return ask_request("two-token", "key-1", std::move(body));
    };
    subject.proofs = {"Authorization"};
    subject.has_window = false;
    return subject;
}

Subject console_subject() {
    Subject subject;
    subject.type = "console";
    subject.now = at_second(1'614'265'330);
    subject.good_body = "/health exchange\n";
    subject.request = [](std::string body, Time) {
        return HttpRequest{"POST",
                           "",
                           {{"x-conversation", "terminal"},
                            {"x-person", "anna"},
                            {"x-language", "hu"},
                            {"x-event-id", "line-1"}},
                           std::move(body)};
    };
    subject.has_window = false;
    subject.has_json_body = false;
    return subject;
}

}  // namespace

std::vector<Subject> subjects() {
    return {ask_subject(), console_subject(), slack_subject(), webhook_subject()};
}

std::unique_ptr<Adapter> make_adapter(const Subject& subject, const AdapterSettings& settings) {
    const auto* kind = find_adapter_kind(subject.type);
    return *kind->make(subject.type, settings);
}

std::string outcome_of(const Result<Inbound>& result) {
    if (result) return std::to_string(result->messages.size()) + " messages";
    if (result.error().code == ErrorCode::denied) return "denied";
    return result.error().code == ErrorCode::invalid ? "invalid" : "another error";
}

void remove_header(HttpRequest& request, const std::string& name) {
    std::erase_if(request.headers, [&](const auto& header) { return header.first == name; });
}

void set_header(HttpRequest& request, const std::string& name, const std::string& value) {
    remove_header(request, name);
    request.headers.emplace_back(name, value);
}

Outgoing sample_outgoing(const Subject& subject) {
    ShownCard card;
    card.kind = "service_health";
    card.language = "en";
    card.tone = Tone::warn;
    card.title = "Exchange Online: degraded";
    card.text = "Yes, this is a known problem.";
    card.facts = {{"Incident", "EX1042"}};
    card.actions = {{"a1", "Show the incident", "/incident EX1042"}, {"a2", "Something else", ""}};
    card.source = "Status page, checked at 10:05";

    Outgoing outgoing;
    outgoing.reply = {{subject.type, subject.channel, ""},
                      "u-1",
                      "en",
                      "Exchange Online: degraded. Yes, this is a known problem.",
                      card};
    outgoing.idempotency_key = "r-1-0";
    outgoing.message_id = "m-1";
    outgoing.in_reply_to = "msg_1";
    return outgoing;
}

}  // namespace desk::test
