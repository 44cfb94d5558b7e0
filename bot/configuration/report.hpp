// Collects what is wrong with one file: a node and a sentence become a Diagnosis with its place and
// picture.
#pragma once

#include "bot/configuration/diagnosis.hpp"
#include "bot/configuration/document.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// What is underlined. `unseen`: the line may hold a secret, so its place is named and the line is
// not shown.
enum class Mark { name, value, unseen };

struct Finding {
    std::string code = {};
    std::string what = {};
    std::string fix = {};
    std::string note = {};  // beside the underline
    Severity severity = Severity::error;
    Mark mark = Mark::value;
};

// The name that `written` was probably meant to be, or "".
std::string likely_meant(std::string_view written, std::span<const std::string> names);

class Report {
public:
    Report(std::string file, std::vector<std::string> lines);

    // At `node`, or about the file as a whole where the node has no place.
    void add(const Node& node, Finding finding);
    void add(Diagnosis diagnosis) { diagnoses_.push_back(std::move(diagnosis)); }

    // DH1203 with the nearest of `known`. `where`: "[server]". May hide the line, see Mark.
    void unknown_key(const Node& node, std::string_view where, std::span<const std::string> known,
                     bool may_be_secret = false);
    // DH1204: `key` must be `expected`, not what it is.
    void wrong_type(const Node& node, std::string_view key, std::string_view expected,
                    std::string_view example);

    // "deskhand.toml:3:1" | "environment DESKHAND_SERVER__LISTEN"
    std::string origin(const Node& node) const;

    std::size_t count() const { return diagnoses_.size(); }

    // In the order of the file; what has no place in it comes last.
    std::vector<Diagnosis> take();

private:
    std::string file_;
    std::vector<std::string> lines_;
    std::vector<Diagnosis> diagnoses_;
};

}  // namespace desk
