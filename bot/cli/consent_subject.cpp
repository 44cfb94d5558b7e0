#include "bot/cli/consent_subject.hpp"

#include "adapters/console/text_card.hpp"
#include "conversations/timestamp.hpp"

#include <string_view>
#include <vector>

namespace desk {
namespace {

// What is different from the last yes; none: nothing, or there was none.
std::vector<std::string> changes(const ConsentSubject& subject) {
    const auto* consent = subject.consent();
    if (consent == nullptr) return {};
    std::vector<std::string> lines;
    for (const auto& news : not_granted(subject.present.permissions, consent->permissions)) {
        lines.push_back("new: " + news.heading + " " + news.words);
    }
    const auto compare = [&](const char* what, const std::string& then, const std::string& now) {
        if (then != now)
            lines.push_back(std::string{what} + " was SHA-256 " + then + "\n" +
                            std::string(std::string_view{what}.size(), ' ') + " is  SHA-256 " + now);
    };
    compare("file", consent->sha256, subject.present.sha256);
    compare("manifest", consent->manifest_sha256, subject.present.manifest_sha256);
    return lines;
}

struct Heading {
    std::string_view name = {};
    std::string_view title = {};
};
constexpr Heading headings[] = {{"answers", "It answers"},
                                {"acts", "It acts"},
                                {"may", "It may"},
                                {"runs", "It also runs"},
                                {"knows", "It is given"}};

}  // namespace

const PluginConsent* ConsentSubject::consent() const {
    const auto found = lock.find(configured.name);
    return found == lock.end() || found->second.sha256.empty() ? nullptr : &found->second;
}

bool ConsentSubject::is_consented() const {
    return consent() != nullptr && changes(*this).empty();
}

std::string consent_text(const ConsentSubject& subject) {
    const auto& manifest = subject.manifest;
    std::string text = subject.configured.name + " " + manifest.version + ", " + subject.configured.file +
                       "\nSHA-256 " + subject.present.sha256 + "\n";
    for (const auto& heading : headings) {
        bool is_first = true;
        for (const auto& permission : subject.present.permissions) {
            if (permission.heading != heading.name) continue;
            if (is_first) text += std::string{heading.title} + ":\n";
            is_first = false;
            text += "  " + permission.words + "\n";
        }
    }
    if (manifest.permissions.hosts.empty()) text += "It reaches no network.\n";
    const auto news = changes(subject);
    if (!news.empty()) text += "Changed since it was enabled at " + subject.consent()->at + ":\n";
    for (auto line : news) {
        const auto end = line.find('\n');
        if (end != std::string::npos) line.insert(end + 1, "  ");
        text += "  " + line + "\n";
    }
    return safe_for_terminal(text);
}

Json consent_document(const ConsentSubject& subject) {
    Json permissions = Json::array();
    for (const auto& one : subject.present.permissions) permissions.push_back(one.heading + " " + one.words);
    return {{"name", subject.configured.name},
            {"version", subject.manifest.version},
            {"file", subject.configured.file},
            {"sha256", subject.present.sha256},
            {"manifest_sha256", subject.present.manifest_sha256},
            {"permissions", std::move(permissions)},
            {"changes", changes(subject)}};
}

PluginConsent consent_to(const ConsentSubject& subject, Time now) {
    return {.file = subject.configured.file,
            .version = subject.manifest.version,
            .sha256 = subject.present.sha256,
            .manifest_sha256 = subject.present.manifest_sha256,
            .permissions = permission_keys(subject.present.permissions),
            .at = timestamp(now)};
}

}  // namespace desk
