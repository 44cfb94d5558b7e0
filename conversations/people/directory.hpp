// Customers, contacts and agents of the desk: who is writing, and for whom. An immutable value; any thread. A changed
// file makes a new one.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <desk/result.hpp>

#include "conversations/people/customer.hpp"
#include "conversations/people/person.hpp"

namespace desk {

class Directory {
public:
    // Nobody at all: everybody who writes is a guest.
    Directory() = default;

    // Errors: invalid (an id that is missing, twice or "guest"; a contact's or agent's id twice; a service nobody
    // declared; an identity or a domain twice, or an identity that is not "<adapter>:<author>"; an agent with a
    // customer's role). `what` names the place: `customers.contoso.services: no service "exchnage"`.
    static Result<Directory> make(std::vector<Service> services, std::vector<Customer> customers,
                                  std::vector<Agent> agents);

    // Who `author` of `adapter` is. With `trusts_ids` (console, API: whoever reaches them has already proven a right)
    // the author may also be a contact's or agent's id, "customer:<contact or customer id>" (a customer's first
    // contact) or "agent:<id>". Somebody unknown is a guest, who never sees any customer's data.
    Person who(std::string_view adapter, std::string_view author, bool trusts_ids) const;
    // By the id of a contact or agent; a guest with that id when there is none.
    Person person(std::string_view id) const;

    // Of a contact or agent; a contact's country is the customer's. Empty for anybody else.
    struct Reach {
        std::string phone = {};
        std::string country = {};
    };
    Reach reach_of(std::string_view id) const;

    // Owned by the directory; nullptr: no such customer, service.
    const Customer* customer(std::string_view id) const;
    const Service* service(std::string_view id) const;

    // For "/customer WORDS": the customer with that id, name or domain; else all whose name contains the words. Compared
    // folded; at most `most`, in the directory's order.
    std::vector<const Customer*> find_customers(std::string_view words, std::size_t most) const;

    // In the order of the customer's entry.
    std::vector<const Service*> services_of(const Customer& customer) const;
    // Those of the customer's services that are called so: by id, name or alias; else whose name contains the words.
    std::vector<const Service*> find_services(const Customer& customer,
                                              std::string_view words) const;

    const std::vector<Service>& services() const { return services_; }
    const std::vector<Customer>& customers() const { return customers_; }
    const std::vector<Agent>& agents() const { return agents_; }

private:
    // Where a person stands: an agent, or a contact of a customer.
    struct Seat {
        bool is_agent = false;
        std::size_t customer = 0;
        std::size_t index = 0;
    };

    Result<void> add_services();
    Result<void> add_customers();
    Result<void> add_customer(std::size_t index);
    Result<void> add_agents();
    Result<void> seat(const std::string& where, const std::string& id,
                      const std::vector<std::string>& identities, Seat seat);
    const Seat* find_seat(std::string_view adapter, std::string_view author, bool trusts_ids) const;
    const Seat* seat_of_id(std::string_view id) const;
    Person person_at(const Seat& seat) const;

    std::vector<Service> services_;
    std::vector<Customer> customers_;
    std::vector<Agent> agents_;
    std::map<std::string, std::size_t, std::less<>> service_ids_;
    std::map<std::string, std::size_t, std::less<>> customer_ids_;
    std::map<std::string, std::size_t, std::less<>> domains_;
    std::map<std::string, Seat, std::less<>> people_;      // by id
    std::map<std::string, Seat, std::less<>> identities_;  // by "<adapter>:<author>"
};

}  // namespace desk
