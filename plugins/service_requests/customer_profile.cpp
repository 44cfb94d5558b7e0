#include "plugins/service_requests/customer_profile.hpp"

#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <algorithm>

namespace desk {
namespace {

void add_links(const Json& document, const std::string& service, CustomerProfile& profile) {
    for (const auto& item : array_or_empty(document, "admin_links")) {
        PortalLink link{text_or(item, "service", service), text_or(item, "title", ""), text_or(item, "url", "")};
        if (link.url.starts_with("https://")) profile.links.push_back(std::move(link));
    }
}

SupportedService read_supported(const Json& item) {
    SupportedService one{.structure = text_or(item, "structure", ""),
                         .supporter = text_or(item, "supporter", ""),
                         .is_marketplace = bool_or(item, "marketplace", false)};
    one.service = {text_or(item, "id", ""), text_or(item, "name", ""), texts_of(item, "aliases"),
                   text_or(item, "vendor", "")};
    if (one.service.name.empty()) one.service.name = one.service.id;
    return one;
}

PartnerRelation read_relation(const Json& document) {
    PartnerRelation relation{.status = text_or(document, "status", ""), .roles = texts_of(document, "roles")};
    const auto ends = wire::read_time(text_or(document, "ends_at", ""));
    if (ends) relation.ends_at = *ends;
    return relation;
}

}  // namespace

CustomerProfile read_customer_profile(std::string_view json) {
    CustomerProfile profile;
    const auto document = parse_json(json);
    if (!document || !document->is_object()) return profile;

    profile.id = text_or(*document, "id", "");
    profile.name = text_or(*document, "name", "");
    profile.tenant_id = text_or(*document, "tenant_id", "");
    profile.plan = text_or(*document, "plan", "");
    profile.users = static_cast<int>(std::clamp<std::int64_t>(integer_or(*document, "users", 0), 0, 1'000'000'000));
    profile.domains = texts_of(*document, "domains");
    for (const auto& item : array_or_empty(*document, "contacts"))
        profile.contact_mails.push_back(text_or(item, "email", ""));
    for (const auto& item : array_or_empty(*document, "subscriptions")) {
        profile.subscriptions.push_back({text_or(item, "id", ""), text_or(item, "name", ""),
                                         text_or(item, "status", ""), text_or(item, "azure_id", ""),
                                         text_or(item, "support_contact", "")});
    }
    for (const auto& item : array_or_empty(*document, "services")) {
        profile.services.push_back(read_supported(item));
        add_links(item, profile.services.back().service.id, profile);
    }
    add_links(*document, "", profile);
    if (const auto* relation = find_field(*document, "relationship")) profile.relation = read_relation(*relation);
    return profile;
}

const SupportedService* service_called(const CustomerProfile& profile, std::string_view id_or_name) {
    if (id_or_name.empty()) return nullptr;
    const auto found = std::find_if(profile.services.begin(), profile.services.end(),
                                    [&](const auto& one) { return is_called(one.service, id_or_name); });
    return found == profile.services.end() ? nullptr : &*found;
}

std::vector<Service> services_of(const CustomerProfile& profile) {
    std::vector<Service> services;
    for (const auto& one : profile.services) services.push_back(one.service);
    return services;
}

AskerProfile read_asker_profile(std::string_view json) {
    AskerProfile asker;
    const auto document = parse_json(json);
    if (!document || !document->is_object()) return asker;

    asker.id = text_or(*document, "id", "");
    asker.name = {text_or(*document, "given", ""), text_or(*document, "family", "")};
    if (const auto* name = find_field(*document, "name"); name != nullptr && asker.name == PersonName{}) {
        asker.name = name->is_string() ? PersonName{name->get<std::string>(), ""}
                                       : PersonName{text_or(*name, "given", ""), text_or(*name, "family", "")};
    }
    asker.email = text_or(*document, "email", "");
    asker.phone = text_or(*document, "phone", "");
    asker.time_zone = text_or(*document, "time_zone", "");
    asker.country = text_or(*document, "country", "");
    asker.language = text_or(*document, "language", "");
    return asker;
}

std::string mail_domain(std::string_view address) {
    const auto at = address.rfind('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == address.size()) return {};
    std::string domain{address.substr(at + 1)};
    for (auto& letter : domain) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return domain;
}

}  // namespace desk
