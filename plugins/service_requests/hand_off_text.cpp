#include "plugins/service_requests/hand_off.hpp"
#include <desk/wire_values.hpp>

#include <array>

namespace desk {
namespace {

struct WordRow {
    std::string_view id;
    std::string_view words;
};
// The vendor's own sentences. Source: ../shared/facts/partner-support.md §5.2, §1.3, §5.3.
constexpr std::array words{
    WordRow{"undocumented_fault", "undocumented problem; the service does not behave as its service description says"},
    WordRow{"service_unavailable", "the service is unavailable"},
    WordRow{"bug_or_irregularity", "bug or other irregularity in how the service looks or works"},
    WordRow{"large_network_disruption", "large-scale network disruption"},
    WordRow{"regional_multi_tenant", "regional problem affecting several tenants"},
    WordRow{"premier", "Premier Support for Partners"},
    WordRow{"advanced", "Advanced Support for Partners"},
    WordRow{"signature", "Signature Cloud Support"},
    WordRow{"included", "Cloud Solution Provider"},
    WordRow{"commercial", "commercial issue support"},
    WordRow{"isv", "support of the publisher (commercial marketplace)"},
    WordRow{"subscription", "subscription management"},
    WordRow{"everyone", "all users"},
    WordRow{"group", "a group of users"},
    WordRow{"one", "one user"},
    WordRow{"blocked", "users cannot work"},
    WordRow{"working", "users can work"},
    WordRow{"A", "A (critical)"},
    WordRow{"B", "B (moderate)"},
    WordRow{"C", "C (minimal)"}};

std::string in_words(const std::string& id) {
    for (const auto& row : words) {
        if (row.id == id) return std::string{row.words};
    }
    return id;
}

std::string listed(std::initializer_list<std::string> parts, const char* between = "; ") {
    std::string all;
    for (const auto& part : parts) {
        if (!part.empty()) all += (all.empty() ? "" : between) + part;
    }
    return all;
}

std::string labelled(const char* label, const std::string& value) {
    return value.empty() ? "" : label + value;
}

std::string all_of(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts) all += (all.empty() ? "" : ", ") + text;
    return all;
}

std::string health_text(const HealthSnapshot& health) {
    return listed({"service health: " + (health.state == "unknown" ? "not known" : health.word),
                   labelled("known issue: ", health.incident), "checked " + wire::time_text(health.as_of)});
}

std::string name_text(const PersonName& name) {
    return listed({name.given, name.family}, " ");
}

}  // namespace

std::vector<HandOffRow> rows_of(const VendorHandOff& of) {
    const auto started = of.started ? wire::time_text(*of.started) : "";
    std::vector<HandOffRow> rows{
        {1, "Customer", listed({labelled("tenant ", of.tenant_id), of.domain, of.company})},
        {2, "Product",
         listed({of.service, of.vendor, labelled("Azure subscription ", of.subscription),
                 labelled("resource ", of.resource)})},
        {3, "Issue type", listed({in_words(of.type), of.problem_class})},
        {4, "Reason for escalation", in_words(of.reason)},
        {5, "Problem",
         listed({of.title, of.description, labelled("Error: ", of.error), "reported " + wire::time_text(of.filed_at),
                 "handed over " + wire::time_text(of.made_at)},
                "\n")},
        {6, "Problem start", listed({started, labelled("in the customer's words: ", of.since)})},
        {7, "Scope",
         listed({of.users > 0 ? std::to_string(of.users) + " users" : "", in_words(of.impact),
                 of.urgency == "workaround" ? "workaround exists" : in_words(of.urgency)})},
        {8, "Business impact",
         listed({of.business, "severity " + in_words(of.severity),
                 of.severity == "A" ? of.is_around_the_clock ? "24x7 commitment: yes" : "24x7 commitment: no" : ""})},
        {9, "Steps",
         listed({labelled("To reproduce: ", of.steps), labelled("Already tried: ", of.tried), health_text(of.health)},
                "\n")},
        {10, "Contact (partner)",
         listed({name_text(of.contact.name), of.contact.email, of.contact.phone, "by e-mail", of.windows_zone,
                 of.country, "en-US"})},
        {11, "Support plan", listed({in_words(of.vehicle), labelled("contract ", of.contract_id)})},
        {12, "Delegated administration",
         listed({all_of(of.roles), of.relation_ends ? "ends " + wire::time_text(*of.relation_ends) : ""})},
        {13, "Diagnostics consent", of.may_diagnose ? "yes" : "no"},
        {14, "Attachments and evidence",
         listed({all_of(of.links), labelled("Transcript (UTC):\n", of.transcript)}, "\n")},
        {15, "Partner's reference", of.reference}};
    for (auto& row : rows) {
        if (row.value.empty()) row.value = "-";
    }
    return rows;
}

std::string text_of(const VendorHandOff& hand_off) {
    std::string text;
    for (const auto& row : rows_of(hand_off)) {
        text += (text.empty() ? "" : "\n") + std::to_string(row.number) + ". " + row.label + ": " + row.value;
    }
    return text;
}

}  // namespace desk
