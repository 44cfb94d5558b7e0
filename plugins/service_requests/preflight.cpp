#include "plugins/service_requests/preflight.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <utility>

namespace desk {
namespace {

using std::chrono::days;

constexpr days warned_before_end{30};
// Roles that may file for a customer: by name, and by the id every tenant has for it. Source: Microsoft Entra built-in
// roles, "Service Support Administrator" and "Global Administrator"; §2.2.
constexpr std::array<std::string_view, 4> filing_roles{
    " service support administrator ", " f023fd81 a637 4b56 95fd 791ac0226033 ", " global administrator ",
    " 62e90394 69f5 4237 9190 012177145e10 "};

class Findings {
public:
    explicit Findings(const PreflightSubject& subject) : subject_{subject}, of_{subject.hand_off} {}

    std::vector<PreflightFinding> all() {
        request();
        tenant();
        if (of_.vehicle != "isv") relation();
        contact();
        support();
        health();
        if (of_.severity == "A" && !of_.is_around_the_clock) warn("preflight.lowered");
        return std::move(findings_);
    }

private:
    void stop(const char* key, std::map<std::string, Value> values = {}) {
        findings_.push_back({true, {key, std::move(values)}});
    }
    void warn(const char* key, std::map<std::string, Value> values = {}) {
        findings_.push_back({false, {key, std::move(values)}});
    }

    void request() {
        if (!subject_.state.is_open()) stop("preflight.over", {{"id", of_.reference}});
        const auto& vendor = subject_.state.vendor;
        if (!vendor || !vendor->is_open || !subject_.state.is_open()) return;
        stop("preflight.with_vendor", {{"id", of_.reference}, {"text", vendor->number.empty() ? "–" : vendor->number}});
    }

    void tenant() {
        const auto& own = subject_.partner.tenant_id;
        if (of_.tenant_id.empty() && of_.vehicle != "isv")
            return stop("preflight.no_tenant", {{"customer", of_.company}});
        if (!own.empty() && folded(own) == folded(of_.tenant_id))
            stop("preflight.own_tenant", {{"customer", of_.company}});
    }

    void relation() {
        const auto& relation = subject_.customer.relation;
        if (relation.status.empty()) return warn("preflight.relation_unknown");
        const bool works = relation.status == "active" || relation.status == "expiring";
        const bool is_over = relation.ends_at && *relation.ends_at <= subject_.now;
        if (!works || is_over)
            return stop("preflight.relation_ended", {{"customer", of_.company}, {"text", relation.status}});
        if (relation.ends_at && *relation.ends_at - subject_.now < warned_before_end) {
            const auto left = std::chrono::ceil<days>(*relation.ends_at - subject_.now).count();
            warn("preflight.relation_ends", {{"count", std::int64_t{left}}});
        }
        role(relation.roles);
    }
    void role(const std::vector<std::string>& roles) {
        if (roles.empty()) return warn("preflight.role_unknown");
        const bool is_enough =
            of_.route == "azure" || std::any_of(roles.begin(), roles.end(), [](const auto& role) {
                const auto words = folded(role);
                return std::find(filing_roles.begin(), filing_roles.end(), words) != filing_roles.end();
            });
        if (!is_enough) stop("preflight.role_missing", {{"text", "Service support administrator"}});
    }

    void contact() {
        const auto domain = mail_domain(of_.contact.email);
        if (domain.empty()) return stop("preflight.no_contact");
        const auto is_theirs = [&](const std::string& theirs) { return folded(theirs) == folded(domain); };
        const auto& customer = subject_.customer;
        const bool is_customer = std::any_of(customer.domains.begin(), customer.domains.end(), is_theirs) ||
                                 std::find(customer.contact_mails.begin(), customer.contact_mails.end(),
                                           of_.contact.email) != customer.contact_mails.end();
        if (is_customer) stop("preflight.contact_is_customer", {{"text", of_.contact.email}});
    }

    void support() {
        if (of_.is_marketplace && of_.vehicle != "isv") stop("preflight.marketplace", {{"service", of_.service}});
        if (!of_.supporter.empty()) warn("preflight.supporter", {{"service", of_.service}, {"text", of_.supporter}});
    }

    void health() {
        if (of_.health.state == "unknown") warn("preflight.health_unknown");
        if (!of_.health.incident.empty()) warn("preflight.incident", {{"id", of_.health.incident}});
    }

    const PreflightSubject& subject_;
    const VendorHandOff& of_;
    std::vector<PreflightFinding> findings_ = {};
};

}  // namespace

std::vector<PreflightFinding> preflight(const PreflightSubject& subject) {
    return Findings{subject}.all();
}

}  // namespace desk
