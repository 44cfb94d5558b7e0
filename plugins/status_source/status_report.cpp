#include "plugins/status_source/status_report.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace desk {

bool is_chosen(const std::vector<std::string>& choice, const std::string& name) {
    if (choice.empty()) return true;
    const auto key = enum_key(name);
    return std::any_of(choice.begin(), choice.end(),
                       [&](const auto& chosen) { return enum_key(chosen) == key; });
}

void sort_updates(std::vector<ReportedUpdate>& updates) {
    std::stable_sort(updates.begin(), updates.end(),
                     [](const auto& a, const auto& b) { return a.at > b.at; });
    if (updates.size() > most_updates) updates.resize(most_updates);
}

void append_page(StatusReport& report, StatusReport page) {
    std::move(page.parts.begin(), page.parts.end(), std::back_inserter(report.parts));
    std::move(page.incidents.begin(), page.incidents.end(), std::back_inserter(report.incidents));
    report.next_page = std::move(page.next_page);
}

}  // namespace desk
