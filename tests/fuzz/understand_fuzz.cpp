// What strangers type, understood with a small model: nothing may crash, every word of a slot is inside the message,
// every likelihood is one. The same bytes as a model file and as a label file: refused or read, never more.
#include "bot/understanding/model_file.hpp"
#include "bot/understanding/shipped_examples.hpp"
#include "bot/understanding/understand.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

struct Reader {
    desk::NameIndex names = desk::NameIndex::of(desk::well_known_services());
    desk::UnderstandingModel model =
        *desk::learn_understanding(*desk::shipped_examples(), names, {.training = {.passes = 2}});
};

void check(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Reader reader;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const desk::MessageContext context{
        .names = reader.names, .clock = {desk::Time{std::chrono::milliseconds{1'795'000'000'000}}, "Europe/Budapest"}};
    const auto meaning = desk::understand(reader.model, text, context);
    check(meaning.confidence >= 0 && meaning.confidence <= 1);
    const auto words = desk::spelled(text).size();
    std::uint32_t end = 0;
    for (const auto& slot : meaning.slots) {
        check(slot.from >= end && slot.until > slot.from && slot.until <= words && !slot.value.empty());
        end = slot.until;
    }
    static_cast<void>(desk::read_model(text));
    static_cast<void>(desk::read_label_file(text, "en"));
    return 0;
}
