// A partner's desk with the shipped plugins: three customers, a lead, a status page and vendors made up; real plugins, real
// storage, a clock that stands still.
#pragma once

#include <gmock/gmock.h>

#include <map>
#include <string>

#include <desk/json.hpp>

#include "tests/support/vendor_road.hpp"

namespace desk::test {

inline constexpr const char* status_url = "https://status.example/api/v2/summary.json";

inline constexpr const char* partner_people = R"(
[[service]]
id = "exchange-online"
name = "Exchange Online"
aliases = ["exchange", "levelezés"]
vendor = "Microsoft"
[[service]]
id = "microsoft-teams"
name = "Microsoft Teams"
aliases = ["teams"]
vendor = "Microsoft"
[[customer]]
id = "contoso"
name = "Contoso Kft."
tenant_id = "76cb77fa-8b17-4eab-9493-b65dace99813"
language = "hu"
country = "HU"
currency = "HUF"
time_zone = "Europe/Budapest"
plan = "business"
users = 40
services = ["exchange-online"]
rights = { status = "active", ends_at = "2027-06-30", roles = ["Service support administrator"] }
[[customer.contact]]
id = "anna"
given = "Anna"
family = "Kovács"
email = "a.kovacs@contoso.example"
identities = ["helpdesk:anna"]
[[customer]]
id = "fabrikam"
name = "Fabrikam GmbH"
tenant_id = "11111111-8b17-4eab-9493-b65dace99813"
language = "de"
country = "DE"
currency = "EUR"
plan = "premium"
users = 777
domains = ["fabrikam.example"]
services = ["exchange-online", "microsoft-teams"]
[[customer.contact]]
id = "jonas"
given = "Jonas"
family = "Weber"
email = "j.weber@fabrikam.example"
identities = ["helpdesk:jonas"]
[[customer]]
id = "northwind"
name = "Northwind Ltd"
language = "en"
country = "GB"
currency = "EUR"
plan = "business"
users = 25
services = ["exchange-online", "microsoft-teams"]
[[customer.contact]]
id = "joe"
given = "Joe"
family = "Miller"
email = "j.miller@northwind.example"
identities = ["helpdesk:joe"]
[[agent]]
id = "kata"
given = "Kata"
family = "Pál"
role = "lead"
email = "k.pal@partner.example"
phone = "+36 1 555 0100"
country = "HU"
language = "hu"
identities = ["helpdesk:kata"]
)";

inline constexpr const char* partner_prices = R"({"id":"2025-4","valid_from":"2025-01-01","valid_until":"2030-12-31","time_zone":"Europe/Budapest","currency":"EUR",
"contact":"support@partner.example","languages":["en","hu","de"],"covers":{"en":"cloud services","hu":"felhőszolgáltatások","de":"Clouddienste"},
"vat":{"HU":27,"DE":19},"offers":[{"id":"business","name":"Business","model":"per_user_month","price":{"HUF":1800,"EUR":"4.50"},
"hours":"mon-fri 08:00-17:00","first_reply":"4 business hours"},{"id":"premium","name":"Premium","model":"per_user_month",
"price":{"HUF":3200,"EUR":8},"hours":"24x7","first_reply":"1 hour"}],
"contracts":[{"customer":"fabrikam","offer":"premium","price":{"EUR":"6.66"}}]})";

// A page of the Statuspage kind; `incidents` are objects of its list.
inline std::string status_page(const std::string& indicator, const std::string& component, const std::string& incidents) {
    return R"({"page":{"id":"p","name":"Microsoft 365","url":"https://status.example","time_zone":"Etc/UTC","updated_at":"2025-11-24T00:00:00Z"},
"status":{"indicator":")" + indicator + R"(","description":""},"components":[{"id":"c1","name":"Exchange Online","status":")" + component +
           R"(","group":false},{"id":"c2","name":"Microsoft Teams","status":"operational","group":false}],"incidents":[)" + incidents +
           R"(],"scheduled_maintenances":[]})";
}
inline std::string status_incident(const std::string& status, const std::string& update, const std::string& resolved_at = "null") {
    return R"({"id":"i1","name":"EX1042: Some e-mails are delayed","status":")" + status + R"(","impact":"minor","created_at":"2025-11-24T10:00:00Z",
"started_at":"2025-11-24T10:00:00Z","resolved_at":)" + resolved_at + R"(,"shortlink":"https://status.example/i1","components":[{"id":"c1","name":"Exchange Online","status":"degraded_performance"}],
"incident_updates":[{"id":"u-)" + status + R"(","status":")" + status + R"(","body":")" + update + R"(","created_at":"2025-11-24T15:00:00Z","display_at":"2025-11-24T15:00:00Z"}]})";
}

struct PartnerDesk : testing::Test {
    VendorRoad desk;
    Road& road = desk.road;
    std::string summary = status_page("none", "operational", "");
    std::string history = R"({"page":{"id":"p","name":"Microsoft 365"},"incidents":[]})";

    PartnerDesk() {
        road.understands();
        road.directory(partner_people);
        const std::map<std::string, std::string> source{
            {"status_url", status_url}, {"vendor", "Microsoft"}, {"source_name", "Microsoft 365"}};
        desk.add_plugin("health", source);
        desk.add_plugin("incidents", incidents_settings());
        desk.add_plugin("service_requests", {{"zammad_url", desk.vendors.url()}, {"zammad_account", "zammad"}, {"zammad_group", "1st Level"},
                                             {"escalation_route", "zammad"}});
        desk.add_plugin("support_prices", {{"catalogue", partner_prices}});
        const auto vendors = road.web;
        road.web = [this, vendors](const HttpRequest& request) -> Result<HttpResponse> {
            if (request.url == status_url) return HttpResponse{.status = 200, .body = summary};
            if (request.url.starts_with("https://status.example/")) return HttpResponse{.status = 200, .body = history};
            return vendors(request);
        };
    }
    // Whatever settings of its own the manifest wants.
    static std::map<std::string, std::string> incidents_settings() { return {{"vendor", "Microsoft"}, {"source_name", "Microsoft 365"}}; }

    // What is answered, all of it, one line a reply.
    std::string say(const std::string& sender, const std::string& text) {
        const auto before = road.said().size();
        EXPECT_EQ(road.deliver("e" + std::to_string(++said_), "c-" + sender, text, sender), 202);
        road.run();
        return said_since(before);
    }
    // What is said by itself while so much time passes, tick by tick.
    std::string wait(std::chrono::seconds time, std::chrono::seconds step = std::chrono::seconds{30}) {
        const auto before = road.said().size();
        for (auto left = time; left.count() > 0; left -= step) road.now += step, road.tick();
        return said_since(before);
    }

private:
    std::string said_since(std::size_t before) const {
        std::string text;
        const auto all = road.said();
        for (auto i = before; i < all.size(); ++i) text += all[i] + "\n";
        return text;
    }
    int said_ = 0;
};

}  // namespace desk::test
