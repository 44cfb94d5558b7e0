#include "conversations/people/known_people.hpp"

#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "conversations/text.hpp"

namespace desk {
namespace {

void fill(std::string& field, const std::string& value) {
    if (field.empty()) field = value;
}

std::vector<Subscription> subscriptions_in(const Json& document) {
    std::vector<Subscription> found;
    for (const auto& item : array_or_empty(document, "subscriptions")) {
        found.push_back({text_or(item, "id", ""), text_or(item, "name", ""), text_or(item, "status", ""),
                         text_or(item, "azure_id", ""), text_or(item, "support_contact", "")});
    }
    return found;
}

// Whatever is not https never becomes a link somebody may press.
std::vector<AdminLink> links_in(const Json& document) {
    std::vector<AdminLink> found;
    for (const auto& item : array_or_empty(document, "admin_links")) {
        auto url = text_or(item, "url", "");
        if (url.starts_with("https://")) found.push_back({text_or(item, "service", ""), text_or(item, "title", ""), std::move(url)});
    }
    return found;
}

Relationship relationship_in(const Json& document) {
    const auto* field = find_field(document, "relationship");
    if (field == nullptr) return {};
    Relationship relationship{.status = text_or(*field, "status", ""), .roles = texts_of(*field, "roles")};
    if (const auto ends = wire::read_time(text_or(*field, "ends_at", ""))) relationship.ends_at = *ends;
    return relationship;
}

// The lists of the file, being completed.
class Completion {
public:
    explicit Completion(const Directory& filed)
        : services_{filed.services()}, customers_{filed.customers()}, agents_{filed.agents()} {
        for (const auto& service : services_) service_ids_.emplace(fold(service.name), service.id), service_ids_.emplace(fold(service.id), service.id);
        for (std::size_t i = 0; i < customers_.size(); ++i) note(i);
    }

    void add(const EnrolledCustomer& enrolled) {
        const auto document = parse_json(enrolled.document);
        if (!document || !document->is_object()) return leave_out(enrolled, "its document is not an object");
        const auto tenant_id = text_or(*document, "tenant_id", enrolled.id);
        const auto domains = texts_of(*document, "domains");
        auto* customer = known_as(tenant_id, domains);
        if (customer == nullptr) customer = start(enrolled, *document, tenant_id);
        if (customer == nullptr) return;
        complete(*customer, *document, tenant_id, domains);
        note(static_cast<std::size_t>(customer - customers_.data()));
    }

    void add(const Link& link) {
        const auto identity = link.adapter + ":" + link.author;
        if (has_identity(identity)) return;
        auto* identities = identities_of(link.person);
        if (identities == nullptr) return left_out_.push_back("the account " + identity + ": nobody is called " + link.person);
        identities->push_back(identity);
        identities_.insert(identity);
    }

    CompletedDirectory made(const Directory& filed) {
        auto directory = Directory::make(std::move(services_), std::move(customers_), std::move(agents_));
        if (directory) return {*std::move(directory), std::move(left_out_)};
        left_out_.push_back("everything beside the file: " + directory.error().what);
        return {filed, std::move(left_out_)};
    }

private:
    void note(std::size_t index) {
        const auto& customer = customers_[index];
        if (!customer.tenant_id.empty()) tenants_.emplace(fold(customer.tenant_id), index);
        ids_.insert(customer.id);
        for (const auto& domain : customer.domains) domains_.emplace(fold(domain), index);
    }
    Customer* known_as(const std::string& tenant_id, const std::vector<std::string>& domains) {
        if (const auto found = tenants_.find(fold(tenant_id)); found != tenants_.end()) return &customers_[found->second];
        for (const auto& domain : domains) {
            const auto found = domains_.find(fold(domain));
            if (found != domains_.end() && customers_[found->second].tenant_id.empty()) return &customers_[found->second];
        }
        return nullptr;
    }
    Customer* start(const EnrolledCustomer& enrolled, const Json& document, const std::string& tenant_id) {
        const auto name = text_or(document, "name", "");
        const auto id = fold(tenant_id);
        if (name.empty() || id.empty() || id == "guest") return leave_out(enrolled, "no name or tenant id"), nullptr;
        if (ids_.contains(id)) return leave_out(enrolled, "another customer has this id"), nullptr;
        customers_.push_back({.id = id, .tenant_id = tenant_id, .name = name});
        return &customers_.back();
    }
    void complete(Customer& customer, const Json& document, const std::string& tenant_id, const std::vector<std::string>& domains) {
        fill(customer.tenant_id, tenant_id);
        fill(customer.name, text_or(document, "name", ""));
        fill(customer.country, text_or(document, "country", ""));
        fill(customer.language, text_or(document, "language", ""));
        fill(customer.currency, text_or(document, "currency", ""));
        for (const auto& domain : domains) {
            if (!domains_.contains(fold(domain))) customer.domains.push_back(domain);
        }
        if (customer.services.empty()) add_services(customer, document);
        customer.subscriptions = subscriptions_in(document);
        customer.admin_links = links_in(document);
        customer.relationship = relationship_in(document);
    }
    void add_services(Customer& customer, const Json& document) {
        for (const auto& name : texts_of(document, "services")) {
            auto id = service_called(name);
            if (std::find(customer.services.begin(), customer.services.end(), id) == customer.services.end())
                customer.services.push_back(std::move(id));
        }
    }
    std::string service_called(const std::string& name) {
        const auto [known, is_new] = service_ids_.try_emplace(fold(name), "");
        if (!is_new) return known->second;
        known->second = fold(name);
        std::replace(known->second.begin(), known->second.end(), ' ', '-');
        services_.push_back({.id = known->second, .name = name});
        return known->second;
    }

    bool has_identity(const std::string& identity) {
        if (identities_.empty()) {
            for (const auto& customer : customers_)
                for (const auto& contact : customer.contacts) identities_.insert(contact.identities.begin(), contact.identities.end());
            for (const auto& agent : agents_) identities_.insert(agent.identities.begin(), agent.identities.end());
        }
        return identities_.contains(identity);
    }
    std::vector<std::string>* identities_of(const std::string& person) {
        for (auto& agent : agents_)
            if (agent.id == person) return &agent.identities;
        for (auto& customer : customers_)
            for (auto& contact : customer.contacts)
                if (contact.id == person) return &contact.identities;
        return nullptr;
    }
    void leave_out(const EnrolledCustomer& enrolled, const std::string& why) {
        left_out_.push_back("customer " + enrolled.id + " of " + enrolled.source + ": " + why);
    }

    std::vector<Service> services_;
    std::vector<Customer> customers_;
    std::vector<Agent> agents_;
    std::map<std::string, std::string> service_ids_;  // folded name or id → id
    std::map<std::string, std::size_t> tenants_;      // folded
    std::map<std::string, std::size_t> domains_;      // folded
    std::set<std::string> ids_;
    std::set<std::string> identities_;  // filled when the first link comes
    std::vector<std::string> left_out_;
};

}  // namespace

CompletedDirectory completed(const Directory& filed, const KnownPeople& known) {
    Completion completion{filed};
    for (const auto& customer : known.enrolled) completion.add(customer);
    for (const auto& link : known.links) completion.add(link);
    return completion.made(filed);
}

Result<std::string> merged_documents(std::string_view before, std::string_view next) {
    DESK_TRY(auto merged, parse_json(before));
    DESK_TRY(const auto changes, parse_json(next));
    if (!merged.is_object() || !changes.is_object()) return invalid("a customer is an object");
    for (const auto& [name, value] : changes.items()) {
        if (value.is_null()) merged.erase(name);
        if (!value.is_null()) merged[name] = value;
    }
    return dump_json(merged);
}

}  // namespace desk
