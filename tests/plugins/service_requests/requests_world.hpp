// The plugin service_requests with a customer, a health plugin, promises and a directory made up around it.
#pragma once

#include "tests/plugins/spoken.hpp"

#include <string>
#include <string_view>

namespace desk::test {

inline const std::string calm =
    R"({"state": "ok", "word": "operational", "vendor": "Microsoft", "as_of": "2026-11-24T09:05:00Z",
    "service": {"id": "exchange-online", "name": "Exchange Online"}})";
inline const std::string trouble = R"({"state": "degraded", "word": "degraded", "vendor": "Microsoft",
    "as_of": "2026-11-24T09:05:00Z", "service": {"id": "exchange-online", "name": "Exchange Online"},
    "incident": {"id": "EX1042", "title": "Some e-mails are delayed", "state": "identified"}})";

inline const std::string contoso = R"({"id": "contoso", "name": "Contoso Kft.", "plan": "business", "users": 40,
    "tenant_id": "7d3c1111-2222-3333-4444-555566667777", "domains": ["contoso.example"],
    "contacts": [{"id": "anna", "email": "a.kovacs@contoso.example"}],
    "subscriptions": [{"id": "s1", "name": "Azure", "status": "active", "azure_id": "aaaa1111-2222-3333-4444-555566667777"}],
    "services": [
      {"id": "exchange-online", "name": "Exchange Online", "aliases": ["exchange", "mail"], "vendor": "Microsoft", "structure": "direct"},
      {"id": "microsoft-teams", "name": "Microsoft Teams", "aliases": ["teams"], "vendor": "Microsoft"},
      {"id": "sign-it", "name": "SignIt", "vendor": "SignIt Inc.", "marketplace": true},
      {"id": "backup", "name": "Backup", "vendor": "Vault", "structure": "outsourced", "supporter": "Vault Support Kft."}],
    "admin_links": [{"service": "exchange-online", "title": "Support ticket", "url": "https://portal.example/ticket?CTID=7d3c"}],
    "relationship": {"status": "active", "ends_at": "2027-06-01T00:00:00Z", "roles": ["Service support administrator"]}})";

inline const std::string kata = R"({"id": "kata", "given": "Kata", "family": "Pál", "email": "k.pal@partner.example",
    "phone": "+36 1 555 0100", "time_zone": "Europe/Budapest", "country": "HU", "language": "hu"})";

// Half of what is promised is reached within office hours.
inline const std::string plans = R"({"plans": [{"plan": "business", "calendar": "office", "pause_for_vendor": true,
    "first_response": {"P1": "1 business hour", "P2": "4 business hours", "P3": "8 business hours", "P4": "2 business days"},
    "next_response": {"P2": "8 business hours"}, "resolution": {"P2": "2 business days"}}]})";
inline const std::string office =
    R"({"calendars": [{"id": "office", "time_zone": "Europe/Budapest", "week": {"mon-fri": ["08:00-17:00"]}}]})";

struct RequestsWorld : testing::Test {
    explicit RequestsWorld(Settings more = {}) : bot{"service_requests", with(std::move(more))} {
        bot.look_up("customer", contoso);
        bot.look_up("customer.services", three_services);
        bot.look_up("asker", kata);
        bot.numbers_from("sr", 2032);
        health(calm);
    }
    static Settings with(Settings more) {
        Settings settings{{"seed_file", file_text(source_dir / "bot/sample/desk/requests.json")},
                          {"sla", plans},
                          {"calendars", office},
                          {"partner_tenant_id", "99990000-2222-3333-4444-555566667777"}};
        for (auto& [name, value] : more) settings.insert_or_assign(name, value);
        return settings;
    }

    void health(const std::string& reply) {
        bot.capability("health.lookup", [this, reply](std::string_view question) -> Result<std::string> {
            asked = question;
            return reply;
        });
    }
    std::string says(const std::string& language, const std::string& line) {
        bot.language(language);
        const auto said = bot.say(line);
        return said.starts_with("error") ? said : spoken(bot);
    }
    // Files "Mail is slow" as Anna, who is one of a group with a workaround; P3 unless more is said.
    std::string file(const std::string& title = "Mail is slow", const std::string& impact = "a group",
                     const std::string& urgency = "with a workaround") {
        bot.say("/request new " + title);
        bot.say(impact);
        bot.say(urgency);
        bot.say("since noon");
        return bot.confirm();
    }
    void as_agent() { bot.asker({"kata", "helpdesk", {"Kata", "Pál"}}); }
    void as_customer() { bot.asker({"person-anna", "contact", {"Anna", "Kovács"}}); }
    Json kept(const std::string& id) { return *parse_json(bot.shelf().at("request/" + id)); }
    // The last thing that was published, or "".
    std::string news() const { return bot.published().empty() ? std::string{} : bot.published().back(); }

    TestBot bot;
    std::string asked = "nothing";
};

}  // namespace desk::test
