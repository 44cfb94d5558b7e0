#include "plugins/service_requests/hand_off_words.hpp"

#include "plugins/services/service.hpp"

#include <array>

namespace desk {
namespace {

struct ReasonRow {
    std::string_view reason;
    std::string_view words;  // as `folded` writes them, a part of what is said
};
constexpr std::array reason_rows{
    ReasonRow{"regional_multi_tenant", " regional"},    ReasonRow{"regional_multi_tenant", " regionális"},
    ReasonRow{"large_network_disruption", " network"},  ReasonRow{"large_network_disruption", " large network"},
    ReasonRow{"large_network_disruption", " hálózati"}, ReasonRow{"large_network_disruption", " netzwerk"},
    ReasonRow{"service_unavailable", " unavailable"},   ReasonRow{"service_unavailable", " service unavailable"},
    ReasonRow{"service_unavailable", " nem érhető el"}, ReasonRow{"service_unavailable", " nicht verfügbar"},
    ReasonRow{"undocumented_fault", " described"},      ReasonRow{"undocumented_fault", " undocumented"},
    ReasonRow{"undocumented_fault", " leírtak"},        ReasonRow{"undocumented_fault", " beschrieben"},
    ReasonRow{"bug_or_irregularity", " bug"},           ReasonRow{"bug_or_irregularity", " fault"},
    ReasonRow{"bug_or_irregularity", " hiba"},          ReasonRow{"bug_or_irregularity", " fehler"}};
constexpr std::array<std::string_view, 4> yes_words{" yes ", " igen ", " ja ", " ok "};

}  // namespace

std::string reason_said(std::string_view text) {
    const auto words = folded(text);
    for (const auto& row : reason_rows) {
        if (words.find(row.words) != std::string::npos) return std::string{row.reason};
    }
    return {};
}

std::string yes_or_no(std::string_view text) {
    const auto words = folded(text);
    for (const auto yes : yes_words) {
        if (words.find(yes) != std::string::npos) return "yes";
    }
    return "no";
}

}  // namespace desk
