#include "bot/authoring/check_rules.hpp"

#include <algorithm>

namespace desk {
namespace {

CheckLevel reached_by(const std::vector<CheckedRule>& rules) {
    auto reached = CheckLevel::gold;
    for (const auto& checked : rules) {
        const bool is_kept = checked.offences.empty() && !checked.is_skipped;
        const auto below = static_cast<CheckLevel>(static_cast<int>(checked.rule.level) - 1);
        if (!is_kept) reached = std::min(reached, below);
    }
    return reached;
}

}  // namespace

std::string_view name_of(CheckLevel level) {
    const auto* found = std::find_if(check_level_names.begin(), check_level_names.end(),
                                     [&](const CheckLevelName& row) { return row.level == level; });
    return found->name;
}

std::vector<CheckRule> check_rules() {
    std::vector<CheckRule> rules;
    for (const auto part : {manifest_rules(), text_rules(), object_rules(), source_rules()}) {
        rules.insert(rules.end(), part.begin(), part.end());
    }
    std::stable_sort(rules.begin(), rules.end(),
                     [](const auto& one, const auto& other) { return one.level < other.level; });
    return rules;
}

CheckResult check(const AuthoredPlugin& plugin) {
    CheckResult result;
    for (const auto& rule : check_rules()) {
        CheckedRule checked{.rule = rule, .is_skipped = rule.needs_source && !plugin.has_source};
        if (!checked.is_skipped) checked.offences = rule.offences(plugin);
        result.rules.push_back(std::move(checked));
    }
    result.reached = reached_by(result.rules);
    return result;
}

}  // namespace desk
