#include "bot/configuration/report.hpp"

#include "bot/configuration/toml_file.hpp"
#include "conversations/text.hpp"

#include <algorithm>

namespace desk {
namespace {

// Longer words are nobody's typing error, and comparing takes the product of the lengths.
constexpr std::size_t longest_word = 64;

}  // namespace

std::string likely_meant(std::string_view written, std::span<const std::string> names) {
    if (written.size() > longest_word) return {};
    const auto near = nearest(written, names, 1);
    return near.empty() ? std::string{} : near.front();
}

Report::Report(std::string file, std::vector<std::string> lines)
    : file_{std::move(file)}, lines_{std::move(lines)} {}

void Report::add(const Node& node, Finding finding) {
    Diagnosis out{.code = std::move(finding.code),
                  .severity = finding.severity,
                  .what = std::move(finding.what),
                  .fix = std::move(finding.fix)};
    const bool at_name = finding.mark != Mark::value && node.name_at.line > 0;
    const auto at = at_name ? node.name_at : node.at;
    if (!node.variable.empty()) {
        out.where = "environment variable " + node.variable;
        out.why = std::move(finding.note);
    } else {
        out.file = file_;
        out.line = at.line;
        out.column = at.column;
        out.note = std::move(finding.note);
    }
    const auto index = static_cast<std::size_t>(std::max(0, out.line - 1));
    if (out.line > 0 && finding.mark != Mark::unseen && index < lines_.size()) {
        out.source = lines_[index];
        out.length = at_name ? node.name_length : node.length;
    } else if (!out.note.empty()) {
        out.why = std::move(out.note);
    }
    diagnoses_.push_back(std::move(out));
}

void Report::unknown_key(const Node& node, std::string_view where,
                         std::span<const std::string> known, bool may_be_secret) {
    const auto near = likely_meant(node.name, known);
    std::string fix = near.empty() ? "remove the key" : "rename the key";
    const auto note = near.empty() ? std::string{} : "did you mean \"" + near + "\"?";
    const auto index = static_cast<std::size_t>(std::max(0, node.name_at.line - 1));
    const bool hides =
        may_be_secret || (index < lines_.size() && without_secret(lines_[index]) != lines_[index]);
    add(node, {.code = "DH1203",
               .what = "unknown key \"" + node.name + "\" " + std::string{where},
               .fix = fix + ". All keys: deskhand config schema",
               .note = note,
               .mark = hides ? Mark::unseen : Mark::name});
}

void Report::wrong_type(const Node& node, std::string_view key, std::string_view expected,
                        std::string_view example) {
    add(node, {.code = "DH1204",
               .what = std::string{key} + " must be " + std::string{expected},
               .fix = "write " + std::string{example},
               .note = "this is " + std::string{described(node.kind)}});
}

std::string Report::origin(const Node& node) const {
    if (!node.variable.empty()) return "environment " + node.variable;

    const auto at = node.name_at.line > 0 ? node.name_at : node.at;
    return file_ + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::vector<Diagnosis> Report::take() {
    std::stable_sort(diagnoses_.begin(), diagnoses_.end(),
                     [](const Diagnosis& a, const Diagnosis& b) {
                         const auto place = [](const Diagnosis& d) {
                             return std::pair{d.line == 0, std::pair{d.line, d.column}};
                         };
                         return place(a) < place(b);
                     });
    return std::move(diagnoses_);
}

}  // namespace desk
