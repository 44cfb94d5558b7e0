#include "plugins/service_requests/route_azure.hpp"

#include "plugins/services/service.hpp"
#include "plugins/vendors/azure_support/communication.hpp"
#include "plugins/vendors/azure_support/contact.hpp"
#include "plugins/vendors/azure_support/service.hpp"
#include "plugins/vendors/filing.hpp"

#include <algorithm>

namespace desk {
namespace {

using azure_support::NewTicket, azure_support::SupportTicket, azure_support::TicketStatus;

constexpr std::size_t most_named = 6;

azure_support::TicketSeverity severity_of(const std::string& letter) {
    return azure_support::severity_of(letter == "A" ? 1 : letter == "B" ? 2 : 3);
}

// The reference is what the vendor needs to find it again: "<subscription>/<our name>".
std::string reference_of(const std::string& subscription, const std::string& name) {
    return subscription + "/" + name;
}
std::string subscription_in(const std::string& reference) {
    return reference.substr(0, reference.find('/'));
}
std::string name_in(const std::string& reference) {
    return reference.substr(reference.find('/') + 1);
}

RoutedCase routed(const std::string& subscription, const SupportTicket& ticket) {
    RoutedCase filed{
        .reference = reference_of(subscription, ticket.name), .number = ticket.number, .expires = ticket.respond_by};
    if (ticket.status == TicketStatus::closed) filed.status = "closed";
    if (ticket.status == TicketStatus::open) filed.status = "open";
    return filed;
}

}  // namespace

Result<RoutedCase> AzureRoute::file(const VendorHandOff& hand_off) {
    DESK_TRY(const auto ticket, ticket_of(hand_off));
    DESK_TRY(const auto filed, vendors::file_once<SupportTicket>([&] { return find(ticket.subscription, ticket.name); },
                                                          [&] { return create(ticket); }));
    return routed(ticket.subscription, filed.value);
}

Result<NewTicket> AzureRoute::ticket_of(const VendorHandOff& hand_off) {
    if (hand_off.subscription.empty())
        return invalid("Azure Support: the customer has no Azure subscription in the directory");
    if (hand_off.resource.empty()) return invalid("Azure Support: name the resource, resource:/subscriptions/…");
    const auto& agent = hand_off.contact;
    NewTicket ticket{.subscription = hand_off.subscription,
                     .name = azure_support::ticket_name(hand_off.reference),
                     .title = hand_off.title,
                     .description = text_of(hand_off),
                     .severity = severity_of(hand_off.severity),
                     .diagnostics_consent = hand_off.may_diagnose,
                     .around_the_clock = hand_off.is_around_the_clock,
                     .began = hand_off.started,
                     .resource_id = hand_off.resource};
    DESK_TRY(ticket.contact, azure_support::contact_details({.given = agent.name.given,
                                                             .family = agent.name.family,
                                                             .email = agent.email,
                                                             .phone = agent.phone,
                                                             .time_zone = agent.time_zone,
                                                             .country = agent.country,
                                                             .language = agent.language}));
    DESK_TRY(const auto response, host_.fetch(azure_support::services_request(access_, ids())));
    DESK_TRY(const auto services, azure_support::read_services(response));
    const auto* service = azure_support::service_for(services, hand_off.resource);
    if (service == nullptr) return invalid("Azure Support: no one service supports this kind of resource");
    ticket.service_id = service->id;
    DESK_TRY(ticket.problem_class_id, problem_class(service->id, hand_off.problem_class));
    return ticket;
}

Result<std::string> AzureRoute::problem_class(const std::string& service_id, const std::string& wanted) {
    DESK_TRY(const auto request, azure_support::problem_classes_request(access_, ids(), service_id));
    DESK_TRY(const auto response, host_.fetch(request));
    DESK_TRY(const auto classes, azure_support::read_problem_classes(response));
    if (classes.size() == 1) return classes.front().id;
    std::string named;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (classes[i].id == wanted || (!wanted.empty() && folded(classes[i].title) == folded(wanted)))
            return classes[i].id;
        if (i < most_named) named += (named.empty() ? "" : "; ") + classes[i].title;
    }
    return invalid("Azure Support: choose the class, problem:\"…\", among: " + named);
}

Result<std::optional<SupportTicket>> AzureRoute::find(const std::string& subscription, const std::string& name) {
    DESK_TRY(const auto response, host_.fetch(azure_support::ticket_request(access_, ids(), subscription, name)));
    return azure_support::read_ticket_if_any(response);
}

// While the vendor is at it (202), the ticket is there under our name a little later: the next look brings its number.
Result<SupportTicket> AzureRoute::create(const NewTicket& ticket) {
    DESK_TRY(const auto request, azure_support::create_request(access_, ids(), ticket));
    DESK_TRY(const auto response, host_.fetch(request));
    DESK_TRY(auto created, azure_support::read_created(response));
    if (created.ticket) return *std::move(created.ticket);
    DESK_TRY(auto made, find(ticket.subscription, ticket.name));
    return made ? *std::move(made) : SupportTicket{.name = ticket.name, .status = TicketStatus::open};
}

Result<RoutedCase> AzureRoute::read(const VendorCase& vendor) {
    const auto subscription = subscription_in(vendor.reference), name = name_in(vendor.reference);
    DESK_TRY(const auto response, host_.fetch(azure_support::ticket_request(access_, ids(), subscription, name)));
    DESK_TRY(const auto ticket, azure_support::read_ticket(response));
    auto filed = routed(subscription, ticket);
    DESK_TRY(const auto said, host_.fetch(azure_support::communications_request(access_, ids(), subscription, name,
                                                                                vendor.handed_over)));
    DESK_TRY(const auto page, azure_support::read_communications(said));
    for (const auto& one : page.communications) {
        if (one.is_from_vendor && one.at) filed.updates.push_back({*one.at, {one.sender, ""}, true, one.text});
    }
    std::sort(filed.updates.begin(), filed.updates.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    return filed;
}

Result<void> AzureRoute::note(const VendorCase& vendor, const std::string& id, const std::string& text) {
    const auto document = host_.look_up("asker");
    const auto agent = document ? read_asker_profile(*document) : AskerProfile{};
    const azure_support::Communication said{.name = azure_support::ticket_name("note-" + id),
                                            .subject = "Further information",
                                            .text = text,
                                            .sender = agent.email};
    DESK_TRY(const auto request, azure_support::say_request(access_, ids(), subscription_in(vendor.reference),
                                                            name_in(vendor.reference), said));
    DESK_TRY(const auto response, host_.fetch(request));
    return azure_support::read_said(response);
}

Result<void> AzureRoute::close(const VendorCase& vendor) {
    DESK_TRY(const auto response, host_.fetch(azure_support::close_request(
                                      access_, ids(), subscription_in(vendor.reference), name_in(vendor.reference))));
    DESK_TRY(const auto ticket, azure_support::read_ticket(response));
    return {};
}

}  // namespace desk
