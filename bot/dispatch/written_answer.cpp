#include "bot/dispatch/written_answer.hpp"

#include <utility>

#include "conversations/card_text.hpp"

namespace desk {

Result<WrittenAnswer> write_answer(const Answer& answer, const Wording& wording, const Wording::Reader& reader) {
    WrittenAnswer written;
    if (answer.card) {
        DESK_TRY(written.card, wording.show(*answer.card, reader));
        written.text = card_text(*written.card);
    }
    if (!answer.text.empty()) {
        DESK_TRY(written.text, wording.write(answer.text, reader));
    }
    return written;
}

void add_confirmation(Answer& answer, const std::string& token) {
    if (!answer.card) answer.card = Card{.kind = "preview", .text = std::exchange(answer.text, {})};
    auto& actions = answer.card->actions;
    actions.insert(actions.begin(), {{.label = Phrase{"confirm.yes"}, .command = "/confirm " + token},
                                     {.label = Phrase{"confirm.no"}, .command = "/cancel " + token}});
}

}  // namespace desk
