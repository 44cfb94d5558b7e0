#include "conversations/people/directory.hpp"

#include "conversations/text.hpp"

#include <algorithm>
#include <utility>

namespace desk {
namespace {

constexpr std::string_view guest_tenant = "guest";

bool is_identity(std::string_view identity) {
    const auto colon = identity.find(':');
    return colon != std::string_view::npos && colon > 0 && colon + 1 < identity.size();
}

// What follows `prefix`, or nothing.
std::string_view after(std::string_view text, std::string_view prefix) {
    return text.starts_with(prefix) ? text.substr(prefix.size()) : std::string_view{};
}

bool is_called(const Service& service, std::string_view folded) {
    return fold(service.id) == folded || fold(service.name) == folded ||
           std::any_of(service.aliases.begin(), service.aliases.end(),
                       [&](const std::string& alias) { return fold(alias) == folded; });
}

}  // namespace

Result<Directory> Directory::make(std::vector<Service> services, std::vector<Customer> customers,
                                  std::vector<Agent> agents) {
    Directory directory;
    directory.services_ = std::move(services);
    directory.customers_ = std::move(customers);
    directory.agents_ = std::move(agents);
    DESK_CHECK(directory.add_services());
    DESK_CHECK(directory.add_customers());
    DESK_CHECK(directory.add_agents());
    return directory;
}

Result<void> Directory::add_services() {
    for (std::size_t i = 0; i < services_.size(); ++i) {
        const auto& service = services_[i];
        if (service.id.empty()) return invalid("services: an entry without id");
        if (service.name.empty()) return invalid("services." + service.id + ": no name");
        if (!service_ids_.emplace(service.id, i).second) {
            return invalid("services." + service.id + ": twice");
        }
    }
    return {};
}

Result<void> Directory::add_customers() {
    for (std::size_t i = 0; i < customers_.size(); ++i) {
        DESK_CHECK(add_customer(i));
    }
    return {};
}

Result<void> Directory::add_customer(std::size_t index) {
    const auto& customer = customers_[index];
    const auto where = "customers." + customer.id;
    if (customer.id.empty()) return invalid("customers: an entry without id");
    if (customer.id == guest_tenant) return invalid(where + ": this id is taken by the desk");
    if (customer.name.empty()) return invalid(where + ": no name");
    if (!customer_ids_.emplace(customer.id, index).second) return invalid(where + ": twice");

    for (const auto& domain : customer.domains) {
        if (domains_.emplace(fold(domain), index).second) continue;
        return invalid(where + ".domains: \"" + domain + "\" is listed twice");
    }
    for (const auto& id : customer.services) {
        if (service(id) != nullptr) continue;
        return invalid(where + ".services: no service \"" + id + "\"");
    }
    for (const auto& support : customer.support) {
        const auto& used = customer.services;
        if (std::find(used.begin(), used.end(), support.service) != used.end()) continue;
        return invalid(where + ".support: \"" + support.service + "\" is none of its services");
    }
    for (std::size_t i = 0; i < customer.contacts.size(); ++i) {
        const auto& contact = customer.contacts[i];
        DESK_CHECK(seat(where + ".contacts", contact.id, contact.identities, {false, index, i}));
    }
    return {};
}

Result<void> Directory::add_agents() {
    for (std::size_t i = 0; i < agents_.size(); ++i) {
        const auto& agent = agents_[i];
        if (!is_agent(agent.role)) {
            return invalid("agents." + agent.id + ".role: " + std::string{name_of(agent.role)} +
                           " is no role of the desk's own people");
        }
        DESK_CHECK(seat("agents", agent.id, agent.identities, {true, 0, i}));
    }
    return {};
}

Result<void> Directory::seat(const std::string& where, const std::string& id,
                             const std::vector<std::string>& identities, Seat seat) {
    if (id.empty()) return invalid(where + ": an entry without id");
    if (!people_.emplace(id, seat).second) {
        return invalid(where + "." + id + ": the id of two people");
    }
    for (const auto& identity : identities) {
        if (!is_identity(identity)) {
            return invalid(where + "." + id + ".identities: \"" + identity +
                           "\" is not ADAPTER:AUTHOR");
        }
        if (!identities_.emplace(identity, seat).second) {
            return invalid(where + "." + id + ".identities: \"" + identity +
                           "\" belongs to two people");
        }
    }
    return {};
}

const Directory::Seat* Directory::seat_of_id(std::string_view id) const {
    const auto found = people_.find(id);
    return found == people_.end() ? nullptr : &found->second;
}

const Directory::Seat* Directory::find_seat(std::string_view adapter, std::string_view author,
                                            bool trusts_ids) const {
    const auto known = identities_.find(std::string{adapter} + ":" + std::string{author});
    if (known != identities_.end()) return &known->second;
    if (!trusts_ids) return nullptr;
    if (const auto* seat = seat_of_id(author)) return seat;

    const auto* agent = seat_of_id(after(author, "agent:"));
    if (agent != nullptr && agent->is_agent) return agent;
    const auto id = after(author, "customer:");
    const auto* contact = seat_of_id(id);
    if (contact != nullptr && !contact->is_agent) return contact;
    const auto* company = customer(id);
    if (company == nullptr || company->contacts.empty()) return nullptr;
    return seat_of_id(company->contacts.front().id);
}

Person Directory::person_at(const Seat& seat) const {
    if (seat.is_agent) {
        const auto& agent = agents_[seat.index];
        return {agent.id, agent.name, agent.role, {}, agent.language, agent.time_zone, agent.email};
    }
    const auto& customer = customers_[seat.customer];
    const auto& contact = customer.contacts[seat.index];
    const auto& zone = contact.time_zone.empty() ? customer.time_zone : contact.time_zone;
    return {contact.id,       contact.name, Role::contact, Tenant{customer.id},
            contact.language, zone,         contact.email};
}

Person Directory::who(std::string_view adapter, std::string_view author, bool trusts_ids) const {
    if (const auto* seat = find_seat(adapter, author, trusts_ids)) return person_at(*seat);

    Person guest;
    guest.id = "guest:" + std::string{adapter} + ":" + std::string{author};
    guest.tenant = Tenant{std::string{guest_tenant}};
    return guest;
}

Person Directory::person(std::string_view id) const {
    if (const auto* seat = seat_of_id(id)) return person_at(*seat);

    Person guest;
    guest.id = std::string{id};
    guest.tenant = Tenant{std::string{guest_tenant}};
    return guest;
}

Directory::Reach Directory::reach_of(std::string_view id) const {
    const auto* seat = seat_of_id(id);
    if (seat == nullptr) return {};
    if (seat->is_agent) return {agents_[seat->index].phone, agents_[seat->index].country};
    const auto& customer = customers_[seat->customer];
    return {customer.contacts[seat->index].phone, customer.country};
}

const Customer* Directory::customer(std::string_view id) const {
    const auto found = customer_ids_.find(id);
    return found == customer_ids_.end() ? nullptr : &customers_[found->second];
}

const Service* Directory::service(std::string_view id) const {
    const auto found = service_ids_.find(id);
    return found == service_ids_.end() ? nullptr : &services_[found->second];
}

std::vector<const Customer*> Directory::find_customers(std::string_view words,
                                                       std::size_t most) const {
    if (const auto* exact = customer(words); exact != nullptr && most > 0) return {exact};
    const auto wanted = fold(words);
    if (wanted.empty()) return {};
    const auto domain = domains_.find(wanted);
    if (domain != domains_.end() && most > 0) return {&customers_[domain->second]};

    std::vector<const Customer*> found;
    for (const auto& customer : customers_) {
        const auto name = fold(customer.name);
        if (name == wanted) return {&customer};
        if (found.size() < most && name.find(wanted) != std::string::npos) {
            found.push_back(&customer);
        }
    }
    return found;
}

std::vector<const Service*> Directory::services_of(const Customer& customer) const {
    std::vector<const Service*> found;
    for (const auto& id : customer.services) {
        if (const auto* entry = service(id)) found.push_back(entry);
    }
    return found;
}

std::vector<const Service*> Directory::find_services(const Customer& customer,
                                                     std::string_view words) const {
    const auto wanted = fold(words);
    if (wanted.empty()) return {};
    const auto all = services_of(customer);
    std::vector<const Service*> exact;
    std::vector<const Service*> similar;
    for (const auto* service : all) {
        if (is_called(*service, wanted)) exact.push_back(service);
        if (fold(service->name).find(wanted) != std::string::npos) similar.push_back(service);
    }
    return exact.empty() ? similar : exact;
}

}  // namespace desk
