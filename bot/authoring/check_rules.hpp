// The rules a plugin is checked by before it is handed on. Bronze: a desk could not use it, or should not. Silver:
// people are well served in three languages, and failures were thought of. Gold: it can be maintained by somebody else.
// Pure.
#pragma once

#include "bot/authoring/authored_plugin.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

enum class CheckLevel { none, bronze, silver, gold };

struct CheckLevelName {
    CheckLevel level;
    std::string_view name;
};
inline constexpr std::array check_level_names{
    CheckLevelName{CheckLevel::none, "none"}, CheckLevelName{CheckLevel::bronze, "bronze"},
    CheckLevelName{CheckLevel::silver, "silver"}, CheckLevelName{CheckLevel::gold, "gold"}};
std::string_view name_of(CheckLevel level);

// What does not keep to the rule, one half sentence each; none: it does.
using Offences = std::vector<std::string>;

struct CheckRule {
    std::string_view id = {};  // "texts-complete"; stable, for --json
    CheckLevel level = CheckLevel::bronze;
    std::string_view says = {};  // the rule, as a sentence
    std::string_view fix = {};
    bool needs_source = false;  // skipped when the source folder is not known
    Offences (*offences)(const AuthoredPlugin& plugin) = nullptr;
};

// All of them: by level, in the order they are worth repairing. Without a readable manifest or shared object only the
// rules about that are broken; those that build on it keep silent.
std::vector<CheckRule> check_rules();

// Parts of the above, by what they look at.
std::span<const CheckRule> manifest_rules();
std::span<const CheckRule> text_rules();
std::span<const CheckRule> object_rules();
std::span<const CheckRule> source_rules();

struct CheckedRule {
    CheckRule rule = {};
    bool is_skipped = false;
    Offences offences = {};
};

struct CheckResult {
    std::vector<CheckedRule> rules = {};
    CheckLevel reached = CheckLevel::none;  // no rule of it or of a lower one is broken or skipped
};

CheckResult check(const AuthoredPlugin& plugin);

}  // namespace desk
