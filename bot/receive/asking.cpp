#include "bot/receive/asking.hpp"

#include <string>
#include <utility>

namespace desk {

void Asking::ask(std::string_view adapter, const HttpRequest& request, std::string_view event_id, AnswerBoard::Take take) {
    auto delivery = parts_.receiver.read(adapter, request);
    if (!delivery) return take(delivery.error());
    if (delivery->arrivals.size() != 1) return take(invalid("a question is exactly one message"));

    // Sits before it is stored: the answer may be there before anybody says that the question is.
    Question question{.tenant = delivery->arrivals.front().tenant, .adapter = std::string{adapter}, .event_id = std::string{event_id}};
    const auto seat = parts_.board.sit(adapter, event_id, std::chrono::steady_clock::now() + parts_.longest, std::move(take));
    question.seat = seat;
    const auto let_in = parts_.receiver.store(std::move(delivery->arrivals), [this, question = std::move(question)](const Result<Receipts>& receipts) {
        stored(question, receipts);
    });
    if (let_in) return;
    if (const auto waiting = parts_.board.leave(seat)) (*waiting)(let_in.error());
}

// A question that was asked before may be answered already.
void Asking::stored(const Question& question, const Result<Receipts>& receipts) {
    if (receipts && receipts->front().is_new) return;
    const auto earlier = receipts ? parts_.store.answered(question.tenant, question.adapter, question.event_id) : Result<Answered>{receipts.error()};
    if (earlier && !earlier->is_done) return;
    if (const auto waiting = parts_.board.leave(question.seat)) (*waiting)(earlier);
}

void Asking::give_up(std::chrono::steady_clock::time_point now) {
    for (const auto& take : parts_.board.leave_late(now)) take(Answered{});
}

}  // namespace desk
