#include "bot/receive/asking.hpp"

namespace desk {

Result<Answered> Asking::ask(std::string_view adapter, const HttpRequest& request, std::string_view event_id) {
    AnswerBoard::Seat seat{parts_.board, adapter, event_id};
    DESK_TRY(auto delivery, parts_.receiver.accept(adapter, request));
    if (delivery.messages.size() != 1) return invalid("a question is exactly one message");

    DESK_TRY(const auto receipts, parts_.receiver.wait(delivery));
    const auto& receipt = receipts.front();
    if (!receipt.is_new) {
        DESK_TRY(const auto earlier, parts_.store.answered(delivery.tenant, adapter, event_id));
        if (earlier.is_done) return earlier;
    }
    if (auto answer = seat.wait(parts_.longest)) return *std::move(answer);
    return Answered{.message_id = receipt.message_id};
}

}  // namespace desk
