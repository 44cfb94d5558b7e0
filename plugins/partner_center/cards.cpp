#include "plugins/partner_center/cards.hpp"

namespace desk::directory_sync {
namespace {

Phrase running_words(const Pass& pass) {
    if (pass.phase != Phase::customers) return {"sync.running_rights", {}};
    return {"sync.running", {{"done", pass.done}, {"total", std::max(pass.total, pass.done)}}};
}

void add_last(Card& card, const Summary& last) {
    if (!last.broken_off.empty()) {
        card.tone = Tone::warn;
        card.text.push_back({"sync.broken_off", {{"moment", When{last.ended}}, {"why", why(last.broken_off)}}});
        return;
    }
    card.text.push_back({"sync.last", {{"count", last.customers}, {"moment", When{last.ended}}}});
    if (last.failed_parts > 0) card.text.push_back({"sync.failed", {{"count", last.failed_parts}}});
    if (!last.knows_relationships) card.text.push_back({"sync.no_rights", {}});
    card.tone = last.failed_parts > 0 || !last.knows_relationships ? Tone::info : Tone::ok;
}

}  // namespace

Phrase why(const std::string& reason) {
    return {"sync.why_" + reason, {}};
}

Answer progress_card(const Progress& progress) {
    Card card{.kind = "sync", .tone = Tone::neutral, .title = {"sync.title", {}}};
    if (progress.last) add_last(card, *progress.last);
    if (!progress.last && !progress.running) card.text.push_back({"sync.never", {}});
    if (progress.running) card.text.push_back(running_words(*progress.running));
    if (progress.paused_until) card.text.push_back({"sync.paused", {{"moment", When{*progress.paused_until}}}});
    const bool is_idle = !progress.running && !progress.is_wanted;
    if (!progress.running && progress.is_wanted) card.text.push_back({"sync.started", {}});
    if (is_idle && progress.last) card.text.push_back({"sync.next", {{"moment", When{progress.next}}}});
    if (is_idle) card.actions.push_back({{"sync.start", {}}, "/sync start"});
    return Answer{.card = std::move(card)};
}

}  // namespace desk::directory_sync
