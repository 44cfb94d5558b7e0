#include "bot/recorder.hpp"

#include <vector>

namespace desk {

Result<bool> Recorder::step() {
    const auto arrived = parts_.receiver.take();
    const auto answered = parts_.dispatcher.take();
    const auto sent = parts_.deliverer.take();
    if (arrived.empty() && answered.empty() && sent.empty()) return false;

    std::vector<Conclusion> conclusions;
    for (const auto& one : answered) conclusions.push_back({one.work.ticket, one.product.outcome});
    std::vector<SentReply> replies;
    for (const auto& one : sent) replies.push_back({one.work, one.product});
    auto recorded = parts_.store.record({.arrivals = arrived, .conclusions = conclusions, .sent = replies}, parts_.now());

    const auto told = parts_.receiver.recorded(arrived, recorded.receipts);
    const auto settled = parts_.dispatcher.recorded(answered, recorded.finished);
    const auto ended = parts_.deliverer.recorded(sent, recorded.ended);
    for (const auto* one : {&told, &settled, &ended}) DESK_CHECK(*one);
    return true;
}

}  // namespace desk
