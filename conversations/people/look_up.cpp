#include "conversations/people/look_up.hpp"

#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <algorithm>

namespace desk {
namespace {

std::string common_vendor(const std::vector<const Service*>& services) {
    if (services.empty()) return {};
    const auto& vendor = services.front()->vendor;
    const bool is_common = std::all_of(services.begin(), services.end(), [&](const auto* service) {
        return service->vendor == vendor;
    });
    return is_common ? vendor : std::string{};
}

Json services_document(const Directory& directory, const Customer& customer) {
    Json document = Json::array();
    for (const auto* service : directory.services_of(customer)) {
        const auto own = std::find_if(customer.support.begin(), customer.support.end(),
                                      [&](const ServiceSupport& support) { return support.service == service->id; });
        const bool is_own = own != customer.support.end();
        document.push_back({{"id", service->id},
                            {"name", service->name},
                            {"aliases", service->aliases},
                            {"vendor", service->vendor},
                            {"structure", is_own ? own->structure : service->structure},
                            {"supporter", is_own ? own->supporter : service->supporter},
                            {"marketplace", service->marketplace}});
    }
    return document;
}

Json relationship_document(const Relationship& relationship) {
    Json document{{"status", relationship.status}, {"roles", relationship.roles}};
    if (relationship.ends_at) document["ends_at"] = wire::time_text(*relationship.ends_at);
    return document;
}

void add_belongings(Json& document, const Customer& customer) {
    for (const auto& contact : customer.contacts) {
        document["contacts"].push_back({{"id", contact.id}, {"given", contact.name.given}, {"family", contact.name.family},
                                        {"email", contact.email}, {"phone", contact.phone}});
    }
    for (const auto& one : customer.subscriptions) {
        document["subscriptions"].push_back({{"id", one.id}, {"name", one.name}, {"status", one.status},
                                             {"azure_id", one.azure_id}, {"support_contact", one.support_contact}});
    }
    for (const auto& link : customer.admin_links)
        document["admin_links"].push_back({{"service", link.service}, {"title", link.title}, {"url", link.url}});
}

Json customer_document(const Directory& directory, const Customer& customer) {
    Json document = {{"id", customer.id},
                     {"name", customer.name},
                     {"currency", customer.currency},
                     {"plan", customer.plan},
                     {"users", customer.users},
                     {"language", customer.language},
                     {"time_zone", customer.time_zone},
                     {"country", customer.country},
                     {"tenant_id", customer.tenant_id},
                     {"domains", customer.domains},
                     {"contacts", Json::array()},
                     {"subscriptions", Json::array()},
                     {"admin_links", Json::array()},
                     {"services", services_document(directory, customer)},
                     {"relationship", relationship_document(customer.relationship)}};
    add_belongings(document, customer);
    const auto vendor = common_vendor(directory.services_of(customer));
    if (!vendor.empty()) document["vendor"] = vendor;
    return document;
}

}  // namespace

Result<std::string> look_up(const Directory& directory, std::string_view customer_id,
                            std::string_view what) {
    const auto* customer = directory.customer(customer_id);
    if (customer == nullptr) return not_found("look_up: no customer");
    if (what == "customer") return dump_json(customer_document(directory, *customer));
    if (what == "customer.services") return dump_json(services_document(directory, *customer));
    return not_found("look_up: no part \"" + std::string{what} + "\" of the directory");
}

Result<std::string> look_up_person(const Directory& directory, std::string_view person_id) {
    const auto person = directory.person(person_id);
    if (person.role == Role::guest) return not_found("look_up: nobody known asks");
    const auto reach = directory.reach_of(person_id);
    return dump_json({{"id", person.id},
                      {"given", person.name.given},
                      {"family", person.name.family},
                      {"email", person.email},
                      {"phone", reach.phone},
                      {"role", name_of(person.role)},
                      {"country", reach.country},
                      {"language", person.language},
                      {"time_zone", person.time_zone}});
}

}  // namespace desk
