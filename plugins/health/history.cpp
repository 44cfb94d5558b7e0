#include "plugins/health/history.hpp"

#include "plugins/status_source/service_state.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <array>

namespace desk {
namespace {

using namespace std::chrono;

constexpr std::string_view letters = "-kwdo";  // in the order of Level
constexpr std::array<std::string_view, 5> bars{"·", "▁", "▃", "▅", "█"};
constexpr std::size_t most_services = 400;  // 40 KB

std::size_t rank(char letter) {
    const auto at = letters.find(letter);
    return at == std::string_view::npos ? 0 : at;
}

std::string key_of(const ReportedPart& part) {
    return part.service.empty() ? folded(part.name) : part.service;
}

void worsen_last(std::string& days, Level level) {
    if (days.empty()) days = "-";
    const auto worse = std::max(rank(days.back()), static_cast<std::size_t>(level));
    days.back() = letters[worse];
}

}  // namespace

void ServiceHistory::move_to(sys_days today) {
    const auto passed = day == sys_days{} ? 0 : (today - day).count();
    if (passed > 0) {
        for (auto& [service, letters_of] : days) {
            letters_of.append(static_cast<std::size_t>(std::min<std::int64_t>(passed, history_days)), '-');
            if (letters_of.size() > history_days) letters_of.erase(0, letters_of.size() - history_days);
        }
    }
    day = std::max(day, today);
}

void ServiceHistory::take(const StatusReport& report, Time now) {
    move_to(floor<std::chrono::days>(now));
    for (const auto& part : report.parts) {
        const auto key = key_of(part);
        if (key.empty() || (days.size() >= most_services && !days.contains(key))) continue;
        const auto& id = part.service.empty() ? part.name : part.service;
        worsen_last(days[key], state_of(report, {.id = id, .name = part.name}).level);
    }
}

std::string ServiceHistory::of(const Service& service) const {
    std::string merged;
    for (const auto& [key, letters_of] : days) {
        if (key == service.id || is_called(service, key)) merged = merged_days(merged, letters_of);
    }
    return merged;
}

std::string write_history(const ServiceHistory& history) {
    Json document{{"day", history.day.time_since_epoch().count()}};
    document["days"] = history.days;
    return dump_json(document);
}

ServiceHistory read_history(std::string_view document) {
    ServiceHistory history;
    const auto json = parse_json(document);
    if (!json) return history;
    history.day = sys_days{std::chrono::days{integer_or(*json, "day", 0)}};
    const auto* kept = find_field(*json, "days");
    if (kept == nullptr || !kept->is_object()) return history;
    for (const auto& [service, letters_of] : kept->items()) {
        if (letters_of.is_string()) history.days[service] = letters_of.get<std::string>();
    }
    return history;
}

std::string merged_days(std::string a, std::string b) {
    if (a.size() < b.size()) std::swap(a, b);
    b.insert(0, a.size() - b.size(), '-');
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (rank(b[i]) > rank(a[i])) a[i] = b[i];
    }
    return a;
}

std::string bars_of(std::string_view days) {
    std::string text;
    for (const char letter : days) text += bars.at(rank(letter));
    return text;
}

DayCount count_days(std::string_view days) {
    DayCount count;
    for (const char letter : days) {
        count.known += rank(letter) > 0 ? 1 : 0;
        count.fine += letter == 'k' ? 1 : 0;
    }
    return count;
}

}  // namespace desk
