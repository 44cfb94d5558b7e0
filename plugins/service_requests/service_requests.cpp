// Service requests: "/request new TITLE" files one (health first, then the questions that are left, previewed and
// confirmed),
// "/request SR-2032" and "/request list" show them, "/request SR-2032 note …" does something with one, "/escalate
// SR-2032" hands it to the vendor. Two timers look after what was promised and what became of it at the vendor.
#include "plugins/service_requests/escalation.hpp"
#include "plugins/service_requests/intake.hpp"
#include "plugins/service_requests/intake_cards.hpp"
#include "plugins/service_requests/request_actions.hpp"
#include "plugins/service_requests/request_cards.hpp"
#include "plugins/service_requests/request_desk.hpp"
#include "plugins/service_requests/request_news.hpp"
#include "plugins/service_requests/request_parts.hpp"
#include <desk/entry.hpp>

#include <optional>
#include <string>
#include <utility>

namespace {

using desk::Answer, desk::Call, desk::RequestDesk, desk::RequestForm, desk::RequestLog, desk::Result;

class ServiceRequests final : public desk::Plugin {
public:
    explicit ServiceRequests(desk::Host& host) : host_{host} {
        on_command("request", [this](const Call& call) { return request(call); });
        on_command("escalate", [this](const Call& call) { return escalate(call); });
        on_timer("sla", [this](const Call& call) { return look_after(call); });
        on_timer("watch", [this](const Call& call) { return watch(call); });
    }

private:
    Result<Answer> request(const Call& call) {
        RequestDesk desk{host_, promises(), call};
        if (call["form"] == "new") return file(desk);
        if (call["form"] == "alerts") return alerts(call);
        if (call["id"].empty()) return list(desk);
        DESK_TRY(auto log, desk.find(call["id"]));
        if (!log) return desk::no_such_request(call["id"], call.customer.name);
        if (!call["action"].empty()) return act(desk, *std::move(log));
        return desk::request_card(*log, desk.standing(*log), desk.is_for_agent(), call.now);
    }

    Result<Answer> list(RequestDesk& desk) {
        DESK_TRY(auto logs, desk.all());
        return desk::request_list(std::move(logs), desk.is_for_agent());
    }

    // The state of the service first: a known incident needs no request, and its reason is asked before anything else.
    Result<Answer> file(RequestDesk& desk) {
        const auto& call = desk.call();
        auto form = desk::form_from(call.arguments, desk.profile());
        form.health = desk.health(form.service_id);
        const auto missing = desk::next_question(form, call.arguments);
        if (missing == "reason") return desk::incident_in_the_way(form);
        if (!missing.empty()) return desk::intake_question(missing, form);

        DESK_TRY(auto logs, desk.all());
        std::erase_if(logs, [&](const auto& log) { return log.call == call.id; });  // what this call has filed before
        const auto* same = desk::open_duplicate(logs, form);
        if (call.step == desk::Step::perform) return same == nullptr ? file_new(desk, form) : add_to(desk, *same, form);
        return desk::request_preview({.form = form,
                                      .contact = call.asker.name,
                                      .customer = call.customer.name,
                                      .for_agent = desk.is_for_agent(),
                                      .promised = desk.promises().first_reply(desk.profile().plan, form.priority),
                                      .same = same});
    }

    Result<Answer> file_new(RequestDesk& desk, const RequestForm& form) {
        const auto& call = desk.call();
        DESK_TRY(const auto number, host_.next_number("sr"));
        const RequestLog log{.id = "SR-" + std::to_string(number),
                             .customer = call.customer.id,
                             .contact = desk.author(),
                             .filed_at = call.now,
                             .call = call.id,
                             .form = form};
        DESK_CHECK(desk.keep(log));
        host_.subscribe("requests/" + log.id);
        host_.count("filed");
        desk.alert(log.id + "/filed", desk::filed_alert(log, call.customer.name));
        const auto standing = desk.standing(log);
        const auto due = standing ? (*standing)[desk::SlaClockName::first_response].due : std::nullopt;
        return desk::request_filed(log, due, desk.is_for_agent());
    }

    Result<Answer> add_to(RequestDesk& desk, RequestLog log, const RequestForm& form) {
        const auto& call = desk.call();
        auto text = form.title + (form.details.empty() ? "" : "\n" + form.details) +
                    (form.since.empty() ? "" : "\n" + form.since);
        desk::append(log, {.kind = desk::RequestEventKind::message,
                           .at = call.now,
                           .by = desk.author(),
                           .text = text,
                           .call = call.id});
        DESK_CHECK(desk.keep(log));
        host_.subscribe("requests/" + log.id);
        desk.alert(log.id + "/" + std::to_string(log.events.size()),
                   desk::request_alert("alert.message", log.id, call.customer.name, form.title));
        return desk::added_to_request(log.id);
    }

    Result<Answer> act(RequestDesk& desk, RequestLog log) {
        const auto& call = desk.call();
        auto change = desk::change_of(log, {.name = call["action"],
                                            .text = call["text"],
                                            .by = desk.author(),
                                            .customer = call.customer.name,
                                            .call = call.id,
                                            .now = call.now});
        if (change.events.empty()) return std::move(change.answer);
        for (auto& event : change.events) desk::append(log, std::move(event));
        const auto kept = desk.keep(log);
        if (!kept && kept.error().code == desk::ErrorCode::invalid) return desk::say("request.full", {{"id", log.id}});
        DESK_CHECK(kept);
        if (change.news) desk.tell(log, "news", *change.news);
        if (change.satisfaction) desk.tell(log, "csat", *change.satisfaction);
        if (change.alert) desk.alert(log.id + "/" + std::to_string(log.events.size()), *change.alert);
        return std::move(change.answer);
    }

    // The desk's people choose whether they hear of promises that run out and of vendors who wait.
    Result<Answer> alerts(const Call& call) {
        if (!desk::is_agent(call.asker.role)) return desk::say("request.desk_only");
        const bool is_off = call["wanted"] == "off";
        is_off ? host_.unsubscribe("alerts") : host_.subscribe("alerts");
        return desk::say(is_off ? "alert.off" : "alert.on");
    }

    Result<Answer> escalate(const Call& call) {
        RequestDesk desk{host_, promises(), call};
        return desk::Escalation{desk}.answer();
    }

    Result<Answer> look_after(const Call& call) {
        RequestDesk desk{host_, promises(), call};
        DESK_CHECK(desk.look_after(nullptr));
        return Answer{};
    }

    Result<Answer> watch(const Call& call) {
        RequestDesk desk{host_, promises(), call};
        DESK_CHECK(desk::Escalation{desk}.follow_up());
        DESK_CHECK(desk.look_after(nullptr));
        return Answer{};
    }

    // Read once. Files that are wrong promise nothing, and keep nobody from filing.
    const desk::Promises& promises() {
        if (promises_) return *promises_;
        auto read = desk::Promises::of(host_.setting("sla"), host_.setting("calendars"));
        if (!read) host_.log(3, "nothing is promised: " + read.error().what);
        promises_ = read ? *std::move(read) : desk::Promises{};
        return *promises_;
    }

    desk::Host& host_;
    std::optional<desk::Promises> promises_ = {};
};

}  // namespace

DESK_PLUGIN(ServiceRequests)
