#include "bot/replay/recorded_answers.hpp"

#include <utility>

#include <desk/wire.hpp>

namespace desk {
namespace {

// As the record has it: the order of the fields in the document does not matter.
std::string recorded_form(std::string_view question, const SecretMask& mask) {
    const auto document = parse_json(question, wire::document_limits);
    return mask.in_document(document ? dump_json(*document) : dump_json(Json(std::string{question})));
}

bool changes_something(const std::string& question) {
    const auto document = parse_json(question, wire::document_limits);
    if (!document) return false;
    const auto kind = text_or(*document, "do", "");
    return kind == "next_number" || (kind == "fetch" && text_or(*document, "method", "GET") != "GET");
}

}  // namespace

RecordedAnswers::RecordedAnswers(const std::vector<Exchange>& exchanges, SecretMask mask)
    : exchanges_{exchanges}, mask_{std::move(mask)}, was_asked_(exchanges.size()) {}

std::string RecordedAnswers::answer(std::string_view question) {
    auto asked = recorded_form(question, mask_);
    for (std::size_t i = 0; i < exchanges_.size(); ++i) {
        if (was_asked_[i] || exchanges_[i].question != asked) continue;
        was_asked_[i] = true;
        return exchanges_[i].reply;
    }
    unknown_.push_back(std::move(asked));
    return dump_json(wire::to_json(unavailable("not in the record")));
}

std::vector<std::string> RecordedAnswers::differences() const {
    std::vector<std::string> lines;
    for (const auto& question : unknown_) lines.push_back("asked something else: " + question);
    for (std::size_t i = 0; i < exchanges_.size(); ++i) {
        const auto& question = exchanges_[i].question;
        if (!was_asked_[i] && changes_something(question)) lines.push_back("did not ask: " + question);
    }
    return lines;
}

}  // namespace desk
