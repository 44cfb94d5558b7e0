#include "conversations/people/look_up.hpp"

#include <desk/json.hpp>

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

Json customer_document(const Directory& directory, const Customer& customer) {
    Json document = {{"id", customer.id},
                     {"name", customer.name},
                     {"currency", customer.currency},
                     {"plan", customer.plan},
                     {"users", customer.users},
                     {"language", customer.language},
                     {"time_zone", customer.time_zone},
                     {"country", customer.country}};
    const auto vendor = common_vendor(directory.services_of(customer));
    if (!vendor.empty()) document["vendor"] = vendor;
    return document;
}

Json services_document(const Directory& directory, const Customer& customer) {
    Json document = Json::array();
    for (const auto* service : directory.services_of(customer)) {
        document.push_back({{"id", service->id},
                            {"name", service->name},
                            {"aliases", service->aliases},
                            {"vendor", service->vendor}});
    }
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

}  // namespace desk
