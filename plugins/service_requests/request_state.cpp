#include "plugins/service_requests/request_state.hpp"

#include "plugins/services/service.hpp"
#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

namespace desk {
namespace {

using Kind = RequestEventKind;

VendorCase handed_over(const RequestEvent& event) {
    VendorCase vendor{.route = event.value, .status = "open", .handed_over = event.at};
    const auto fields = parse_json(event.text);
    if (!fields) return vendor;
    vendor.number = text_or(*fields, "number", "");
    vendor.reference = text_or(*fields, "reference", "");
    vendor.record = text_or(*fields, "record", "");
    const auto severity = text_or(*fields, "severity", "C");
    if (severity == "A" || severity == "B") vendor.severity = severity[0];
    const auto expires = wire::read_time(text_or(*fields, "expires", ""));
    if (expires) vendor.expires = *expires;
    return vendor;
}

void vendor_speaks(const RequestEvent& event, RequestState& state) {
    if (!state.vendor) return;
    auto& vendor = *state.vendor;
    if (event.kind == Kind::vendor_number) {
        vendor.number = event.value;
        return;
    }
    if (!vendor.answered) vendor.answered = event.at;
    if (event.kind != Kind::vendor_status) return;
    vendor.status = event.value;
    vendor.is_open = event.value != "closed";
    if (!state.is_open()) return;
    if (event.value == "attention_needed") state.word = "attention_needed";
    if (event.value == "open") state.word = "with_vendor";
    if (event.value == "closed") state.word = "open";
}

void take(const RequestEvent& event, RequestState& state) {
    state.changed_at = std::max(state.changed_at, event.at);
    switch (event.kind) {
        case Kind::reply:
        case Kind::vendor_update:
            state.notes.push_back({event.at, event.by.name, true, event.text});
            if (event.kind == Kind::vendor_update) vendor_speaks(event, state);
            break;
        case Kind::asked:
            state.notes.push_back({event.at, event.by.name, true, event.text});
            if (state.is_open()) state.word = "waiting_customer";
            break;
        case Kind::message:
            state.notes.push_back({event.at, event.by.name, false, event.text});
            if (state.word == "waiting_customer")
                state.word = state.vendor && state.vendor->is_open ? "with_vendor" : "open";
            break;
        case Kind::internal:
            state.internal.push_back({event.at, event.by.name, event.text});
            break;
        case Kind::handed_over:
            state.vendor = handed_over(event);
            state.word = "with_vendor";
            break;
        case Kind::vendor_number:
        case Kind::vendor_status:
            vendor_speaks(event, state);
            break;
        case Kind::resolved:
        case Kind::closed:
            if (!event.text.empty())
                state.notes.push_back({event.at, event.by.name, event.by.role != "contact", event.text});
            state.word = event.kind == Kind::resolved ? "resolved" : "closed";
            break;
        case Kind::reopened:
            if (!event.text.empty())
                state.notes.push_back({event.at, event.by.name, event.by.role != "contact", event.text});
            state.word = "open";
            break;
        case Kind::priority:
            state.priority = event.value;
            break;
        case Kind::rated:
            state.rating = event.value.size() == 1 ? event.value[0] - '0' : 0;
            break;
        case Kind::csat_asked:
            state.csat_was_asked = true;
            break;
    }
}

// The events that move a clock; none: it does not.
std::vector<SlaEventKind> clock_events(const RequestEvent& event, const RequestState& before) {
    using Sla = SlaEventKind;
    switch (event.kind) {
        case Kind::reply:
        case Kind::vendor_update:
            return {Sla::desk_reply};
        case Kind::asked:
            return {Sla::desk_reply, Sla::waiting_for_customer};
        case Kind::message:
            return {Sla::customer_message};
        case Kind::handed_over:
            return {Sla::desk_reply, Sla::waiting_for_vendor};  // the customer is told
        case Kind::vendor_status:
            if (event.value == "open" && before.vendor && before.vendor->status != "open")
                return {Sla::waiting_for_vendor};
            return event.value == "open" ? std::vector<Sla>{} : std::vector{Sla::vendor_wait_over};
        case Kind::resolved:
            return {Sla::resolved};
        case Kind::closed:
            return before.is_open() ? std::vector{Sla::resolved} : std::vector<Sla>{};
        case Kind::reopened:
            return {Sla::reopened};
        case Kind::priority:
            return {Sla::priority_changed};
        case Kind::internal:
        case Kind::vendor_number:
        case Kind::rated:
        case Kind::csat_asked:
            break;
    }
    return {};
}

std::set<std::string> words_of(const std::string& title) {
    std::istringstream stream{folded(title)};
    std::set<std::string> words;
    for (std::string word; stream >> word;) words.insert(word);
    return words;
}

// Two thirds of the words of both together.
bool is_similar(const std::string& one, const std::string& other) {
    const auto a = words_of(one), b = words_of(other);
    std::vector<std::string> common;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
    const auto all = a.size() + b.size() - common.size();
    return all > 0 && common.size() * 3 >= all * 2;
}

}  // namespace

RequestState state_of(const RequestLog& log) {
    RequestState state{.priority = log.form.priority, .changed_at = log.filed_at};
    for (const auto& event : log.events) take(event, state);
    return state;
}

std::vector<SlaEvent> sla_events(const RequestLog& log) {
    std::vector<SlaEvent> events{{SlaEventKind::filed, log.filed_at, 0, log.form.priority}};
    RequestState state{.priority = log.form.priority};
    for (const auto& event : log.events) {
        for (const auto kind : clock_events(event, state)) {
            events.push_back({kind, event.at, static_cast<int>(events.size()), event.value});
        }
        take(event, state);
    }
    return events;
}

const RequestLog* open_duplicate(const std::vector<RequestLog>& logs, const RequestForm& form) {
    for (const auto& log : logs) {
        const bool is_same = log.form.service == form.service && is_similar(log.form.title, form.title);
        if (is_same && state_of(log).is_open()) return &log;
    }
    return nullptr;
}

}  // namespace desk
