#include "plugins/service_requests/intake.hpp"

#include "plugins/service_requests/priority.hpp"
#include "plugins/services/short_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>

namespace desk {
namespace {

constexpr std::size_t most_title = 300, most_field = 4'000, most_link = 500, most_links = 10;

std::string said(const Arguments& given, const char* name, std::size_t most = most_field) {
    const auto found = given.find(name);
    if (found == given.end() || found->second == "-") return {};
    return shortened(found->second, most);
}

bool is_link(std::string_view text) {
    constexpr std::string_view scheme = "https://";
    if (!text.starts_with(scheme) || text.size() > most_link) return false;
    const auto host = text.substr(scheme.size(), text.find_first_of("/?#", scheme.size()) - scheme.size());
    const bool is_clean =
        text.find_first_of("<>\"'`\\{}|^") == std::string_view::npos &&
        std::none_of(text.begin(), text.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x21; });
    return is_clean && host.size() >= 3 && host.find('.') != std::string_view::npos &&
           host.find('@') == std::string_view::npos;
}

const SupportedService* service_of(const Arguments& given, const CustomerProfile& profile) {
    const auto services = services_of(profile);
    const auto named = said(given, "service");
    const auto* found = named.empty() ? find_mentioned(services, said(given, "title")) : find_service(services, named);
    return found == nullptr ? nullptr : service_called(profile, found->id);
}

}  // namespace

RequestForm form_from(const Arguments& given, const CustomerProfile& profile) {
    RequestForm form{.title = said(given, "title", most_title),
                     .impact_said = said(given, "impact", most_title),
                     .urgency_said = said(given, "urgency", most_title),
                     .since = said(given, "since", most_title),
                     .workaround = said(given, "workaround"),
                     .steps = said(given, "steps"),
                     .details = said(given, "details"),
                     .override_reason = said(given, "reason", most_title)};
    if (const auto* service = service_of(given, profile)) {
        form.service_id = service->service.id;
        form.service = service->service.name;
    }
    const auto title = given.find("title");
    if (form.details.empty() && title != given.end() && title->second.size() > most_title) {
        form.details = shortened(title->second, most_field);
    }
    const auto impact = impact_said(form.impact_said, profile.users);
    const auto users = said(given, "users");
    form.impact = impact.impact;
    form.users = users.empty() ? impact.users : std::atoi(users.c_str());  // checked by the manifest
    if (!users.empty() && form.impact_said.empty()) form.impact = impact_said(users, profile.users).impact;
    form.urgency = urgency_said(form.urgency_said);
    form.priority = priority_from(form.impact, form.urgency);
    if (const auto links = read_links(said(given, "links")); links) form.links = *links;
    return form;
}

Result<std::vector<std::string>> read_links(std::string_view text) {
    constexpr std::string_view separators = " \t\r\n,;";
    std::vector<std::string> links;
    while (true) {
        const auto begin = text.find_first_not_of(separators);
        if (begin == std::string_view::npos) return links;
        text.remove_prefix(begin);
        const auto word = text.substr(0, text.find_first_of(separators));
        if (!is_link(word)) return invalid("not a link that begins with https://");
        if (links.size() == most_links) return invalid("more than " + std::to_string(most_links) + " links");
        links.emplace_back(word);
        text.remove_prefix(word.size());
    }
}

std::string next_question(const RequestForm& form, const Arguments& given) {
    if (is_incident_open(form.health) && form.override_reason.empty()) return "reason";
    const bool has_impact = given.contains("impact") || given.contains("users");
    if (!has_impact) return "impact";
    for (const std::string name : {"urgency", "since"}) {
        if (!given.contains(name)) return name;
    }
    const auto links = given.find("links");
    return links != given.end() && links->second != "-" && !read_links(links->second) ? "links" : "";
}

bool is_incident_open(const HealthSnapshot& health) {
    return !health.incident.empty() && health.state != "ok";
}

}  // namespace desk
