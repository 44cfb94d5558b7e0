#include "plugins/partner_center/customer_reader.hpp"

#include "plugins/partner_center/relationships.hpp"
#include "plugins/vendors/partner_center/managed_service.hpp"
#include "plugins/vendors/partner_center/subscription.hpp"
#include "plugins/vendors/vendor_json.hpp"
#include "plugins/vendors/web_address.hpp"
#include <desk/json.hpp>

#include <algorithm>

namespace desk::directory_sync {
namespace {

using partner_center::Subscription;
using vendors::text_in;

constexpr std::size_t most_subscriptions = 100;
constexpr std::size_t most_services = 40;
constexpr std::string_view contact_part = "contact:";

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string{text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1)};
}

// "Exchange=Exchange Online; SharePoint=SharePoint Online"
std::map<std::string, std::string> pairs_of(std::string_view text) {
    std::map<std::string, std::string> pairs;
    while (!text.empty()) {
        const auto pair = text.substr(0, text.find(';'));
        const auto middle = pair.find('=');
        if (middle != std::string_view::npos) pairs[trimmed(pair.substr(0, middle))] = trimmed(pair.substr(middle + 1));
        text.remove_prefix(std::min(text.size(), pair.size() + 1));
    }
    return pairs;
}

std::string shelf_key(const CustomerWork& work) {
    return "contacts/" + work.tenant_id;
}

void set_if_known(Json& document, const char* name, const std::string& value) {
    if (!value.empty()) document[name] = value;
}

Result<void> read_details(const HttpResponse& response, CustomerWork& work) {
    DESK_TRY(const auto details, partner_center::read_customer(response));
    set_if_known(work.document, "name", details.entry.name);
    set_if_known(work.document, "country", details.country);
    set_if_known(work.document, "language", details.language);
    if (!details.domains.empty()) work.document["domains"] = details.domains;
    return {};
}

// The contacts that were known before stand in until they are read again.
Result<void> read_subscriptions(Host& host, const HttpResponse& response, CustomerWork& work) {
    DESK_TRY(const auto page, partner_center::read_subscriptions(response));
    DESK_TRY(const auto kept, host.recall_shared(shelf_key(work)));
    const auto known = parse_json(kept.value_or("{}"));
    auto& list = work.document["subscriptions"] = Json::array();
    for (const auto& one : page.subscriptions) {
        if (list.size() == most_subscriptions) break;
        list.push_back({{"id", one.id},
                        {"name", one.name},
                        {"status", partner_center::word_of(one.status)},
                        {"azure_id", one.azure_id},
                        {"support_contact", known ? text_or(*known, one.id.c_str(), "") : std::string{}}});
        if (one.status == partner_center::SubscriptionStatus::active)
            work.parts.push_back(std::string{contact_part} + one.id);
    }
    return {};
}

Result<void> read_services(const HttpResponse& response, const Settings& settings, CustomerWork& work) {
    DESK_TRY(const auto services, partner_center::read_managed_services(response, settings.portals));
    auto& names = work.document["services"] = Json::array();
    auto& links = work.document["admin_links"] = Json::array();
    for (const auto& service : services) {
        if (names.size() == most_services) break;
        const auto known = settings.service_names.find(service.name);
        const auto& name = known == settings.service_names.end() ? service.name : known->second;
        names.push_back(name);
        const auto add = [&](const std::string& title, const std::string& url) {
            if (!url.empty()) links.push_back({{"service", name}, {"title", title}, {"url", url}});
        };
        add(name, service.admin_url);
        add(name + " (health)", service.health_url);
        add(name + " (support)", service.ticket_url);
    }
    return {};
}

// Kept for the next pass by the pass alone: a customer's own shelf is no place for it.
Result<void> read_contact(Host& host, const Call& call, const HttpResponse& response, const std::string& subscription,
                          CustomerWork& work) {
    DESK_TRY(const auto contact, partner_center::read_support_contact(response));
    Json known = Json::object();
    for (auto& one : work.document["subscriptions"]) {
        if (text_in(one, "id") == subscription) one["support_contact"] = contact ? contact->name : std::string{};
        known[text_in(one, "id")] = text_in(one, "support_contact");
    }
    if (call.customer.id.empty()) host.remember(shelf_key(work), dump_json(known));
    return {};
}

HttpRequest request_for(const std::string& part, const Settings& settings, const vendors::CallIds& ids,
                        const CustomerWork& work) {
    const auto& access = settings.partner_center;
    if (part == "details") return partner_center::customer_request(access, ids, work.tenant_id);
    if (part == "subscriptions") return partner_center::subscriptions_request(access, ids, work.tenant_id);
    if (part == "services") return partner_center::managed_services_request(access, ids, work.tenant_id);
    return partner_center::support_contact_request(access, ids, work.tenant_id, part.substr(contact_part.size()));
}

Result<void> read_part(Host& host, const Call& call, const std::string& part, const Settings& settings,
                       const HttpResponse& response, CustomerWork& work) {
    if (part == "details") return read_details(response, work);
    if (part == "subscriptions") return read_subscriptions(host, response, work);
    if (part == "services") return read_services(response, settings, work);
    return read_contact(host, call, response, part.substr(contact_part.size()), work);
}

}  // namespace

Settings settings_of(const Host& host) {
    Settings settings{.partner_center = {.base = host.setting("partner_center_url"),
                                         .locale = host.setting("locale"),
                                         .account = host.setting("account")},
                      .graph_base = host.setting("graph_url"),
                      .portals = vendors::host_list(host.setting("portals")),
                      .service_names = pairs_of(host.setting("service_names"))};
    const auto hours = vendors::number_in(Json{{"hours", host.setting("every_hours")}}, "hours");
    if (hours && *hours > 0) settings.every = std::chrono::hours{*hours};
    for (auto* base : {&settings.partner_center.base, &settings.graph_base}) {
        while (base->ends_with('/')) base->pop_back();
    }
    return settings;
}

CustomerWork begin_work(const partner_center::CustomerEntry& entry) {
    CustomerWork work{.tenant_id = entry.tenant_id, .parts = {"details", "subscriptions", "services"}};
    work.document["tenant_id"] = entry.tenant_id;
    set_if_known(work.document, "name", entry.name);
    if (!entry.domain.empty()) work.document["domains"] = {entry.domain};
    return work;
}

void give_up_part(CustomerWork& work) {
    ++work.failed;
    work.parts.erase(work.parts.begin());
}

Result<Fetched> read_next_part(Host& host, Fetching& fetching, const Call& call, const Settings& settings,
                               CustomerWork& work, std::int64_t& request_number) {
    const auto part = work.parts.front();
    const auto ids = vendors::ids_of(call, static_cast<int>(++request_number));
    auto fetched = fetching.fetch(request_for(part, settings, ids, work));
    // That nobody is designated is an answer.
    const bool is_nobody = part.starts_with(contact_part) && fetched.problem && fetched.problem->status == 404;
    if (fetched.outcome == Outcome::skip && is_nobody) {
        fetched.outcome = Outcome::read;
        fetched.response = {.status = 404};
    }
    if (fetched.outcome == Outcome::skip) give_up_part(work);
    if (fetched.outcome != Outcome::read) return fetched;

    const auto read = read_part(host, call, part, settings, fetched.response, work);
    if (!read) {
        host.log(2, "partner_center: " + read.error().what);
        fetched.outcome = Outcome::later;
        fetched.why = "unreachable";
        return fetched;
    }
    work.parts.erase(work.parts.begin());
    return fetched;
}

Result<void> add_relationship(Shelf& shelf, const Pass& pass, CustomerWork& work) {
    if (!pass.knows_relationships) return {};
    DESK_TRY(auto relationship, known_relationship(shelf, pass, work.tenant_id));
    work.document["relationship"] = std::move(relationship);
    return {};
}

}  // namespace desk::directory_sync
