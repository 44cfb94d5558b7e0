#include "plugins/service_requests/hand_off.hpp"

#include "plugins/service_requests/hand_off_words.hpp"
#include "plugins/service_requests/intake.hpp"
#include "plugins/service_requests/priority.hpp"
#include "plugins/service_requests/secrets.hpp"
#include "plugins/working_time/zone.hpp"
#include <desk/wire_values.hpp>

#include <algorithm>
#include <utility>

namespace desk {
namespace {

std::string given_or(const Arguments& given, const char* name, std::string otherwise) {
    const auto found = given.find(name);
    return found == given.end() || found->second == "-" ? otherwise : found->second;
}

// What people wrote: joined with empty lines, without what is empty.
std::string joined(std::initializer_list<std::string> texts) {
    std::string all;
    for (const auto& text : texts) {
        if (!text.empty()) all += (all.empty() ? "" : "\n\n") + text;
    }
    return all;
}

std::string notes_of(const RequestState& state) {
    std::string notes;
    for (const auto& note : state.notes) {
        notes += wire::time_text(note.at) + (note.is_from_desk ? " desk: " : " customer: ") + note.text + "\n";
    }
    return notes;
}

std::string azure_id_of(const CustomerProfile& customer) {
    for (const auto& one : customer.subscriptions) {
        const bool is_alive = one.status.empty() || one.status == "active";
        if (!one.azure_id.empty() && is_alive) return one.azure_id;
    }
    return {};
}

std::string link_for(const CustomerProfile& customer, const SupportedService* service, const std::string& otherwise) {
    const PortalLink* found = nullptr;
    for (const auto& link : customer.links) {
        const bool is_of_service = service != nullptr && is_called(service->service, link.service);
        const bool is_ticket = folded(link.title).find(" ticket ") != std::string::npos ||
                               folded(link.title).find(" support ") != std::string::npos;
        if ((is_of_service || link.service.empty()) && (found == nullptr || is_ticket)) found = &link;
    }
    return found == nullptr ? otherwise : found->url;
}

void take_secrets_out(VendorHandOff& hand_off) {
    for (auto* text :
         {&hand_off.title, &hand_off.description, &hand_off.error, &hand_off.since, &hand_off.business, &hand_off.steps,
          &hand_off.tried, &hand_off.transcript, &hand_off.resource, &hand_off.problem_class}) {
        auto cleaned = without_secrets(*text);
        hand_off.secrets_removed += cleaned.removed;
        *text = std::move(cleaned.text);
    }
    for (auto& link : hand_off.links) {
        auto cleaned = without_secrets(link);
        hand_off.secrets_removed += cleaned.removed;
        link = std::move(cleaned.text);
    }
}

void take_contact(const HandOffSources& sources, VendorHandOff& hand_off) {
    hand_off.contact = sources.agent;
    const auto zone = LocalZone::named(sources.agent.time_zone);
    if (zone) hand_off.windows_zone = zone->windows_name();
    hand_off.country = alpha3_of(sources.agent.country);
}

void take_customer(const HandOffSources& sources, VendorHandOff& hand_off) {
    const auto& customer = sources.customer;
    hand_off.tenant_id = customer.tenant_id;
    hand_off.domain = customer.domains.empty() ? "" : customer.domains.front();
    hand_off.company = customer.name;
    hand_off.roles = customer.relation.roles;
    hand_off.relation_ends = customer.relation.ends_at;
    const auto* service = service_called(customer, sources.log.form.service);
    hand_off.service = sources.log.form.service;
    if (service == nullptr) return;
    hand_off.vendor = service->service.vendor;
    hand_off.is_marketplace = service->is_marketplace;
    if (service->structure == "outsourced" || service->structure == "resold") hand_off.supporter = service->supporter;
}

void take_request(const HandOffSources& sources, const Arguments& given, VendorHandOff& hand_off) {
    const auto& form = sources.log.form;
    const auto state = state_of(sources.log);
    hand_off.reference = sources.log.id;
    hand_off.title = form.title;
    hand_off.description = joined({form.details, form.workaround.empty() ? "" : "Workaround: " + form.workaround});
    hand_off.filed_at = sources.log.filed_at;
    hand_off.since = form.since;
    hand_off.users = form.users;
    hand_off.impact = form.impact;
    hand_off.urgency = form.urgency;
    hand_off.steps = given_or(given, "steps", form.steps);
    hand_off.severity = given_or(given, "severity", severity_of(state.priority));
    hand_off.links = form.links;
    hand_off.transcript = joined({given_or(given, "transcript", ""), notes_of(state)});
}

}  // namespace

bool is_technical(const VendorHandOff& hand_off) {
    return hand_off.type == "technical" || hand_off.type == "quota";
}

VendorHandOff hand_off_from(const Arguments& given, const HandOffSources& sources) {
    VendorHandOff hand_off{.made_at = sources.now, .health = sources.health};
    hand_off.type = given_or(given, "type", "technical");
    take_customer(sources, hand_off);
    take_request(sources, given, hand_off);
    take_contact(sources, hand_off);
    hand_off.problem_class = given_or(given, "problem", "");
    hand_off.reason = reason_said(given_or(given, "reason", given_or(given, "text", "")));
    hand_off.error = given_or(given, "error", "");
    const auto started = wire::read_time(given_or(given, "started", ""));
    if (started) hand_off.started = *started;
    hand_off.business = given_or(given, "business", "");
    hand_off.tried = given_or(given, "tried", "");
    hand_off.is_around_the_clock = yes_or_no(given_or(given, "always", "no")) == "yes";
    hand_off.may_diagnose = yes_or_no(given_or(given, "diagnostics", "yes")) == "yes";
    hand_off.resource = given_or(given, "resource", "");
    hand_off.subscription = azure_id_of(sources.customer);
    const auto usual = !is_technical(hand_off)   ? "commercial"
                       : hand_off.is_marketplace ? "isv"
                                                 : sources.partner.vehicle;
    hand_off.vehicle = given_or(given, "vehicle", usual.empty() ? "included" : usual);
    hand_off.contract_id = sources.partner.contract_id;
    hand_off.route = given_or(given, "route", hand_off.vehicle == "isv" ? "mail" : sources.partner.route);
    if (hand_off.route.empty()) hand_off.route = "portal";
    const auto* service = service_called(sources.customer, hand_off.service);
    hand_off.link = link_for(sources.customer, service, sources.partner.portal_url);
    if (const auto more = read_links(given_or(given, "links", "")); more) {
        hand_off.links.insert(hand_off.links.end(), more->begin(), more->end());
    }
    take_secrets_out(hand_off);
    return hand_off;
}

std::string next_hand_off_question(const VendorHandOff& hand_off, const Arguments& given) {
    if (is_technical(hand_off) && hand_off.reason.empty()) return "reason";
    for (const std::string name : {"business", "tried"}) {
        if (!given.contains(name)) return name;
    }
    return hand_off.severity == "A" && !given.contains("always") ? "always" : "";
}

}  // namespace desk
