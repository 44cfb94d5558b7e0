// What an endpoint replies that is nobody's friend: void, or an offered intent and words of the text, never more.
#include "bot/understanding/second_opinion.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto names = desk::NameIndex::of(desk::well_known_services());
    static const desk::OpinionQuestion question{.text = "EX1042: teams is down for 40 people since 8:30", .intents = {{"health.ask", {}}, {"request.new", {}}}};
    const auto opinion = desk::read_opinion({reinterpret_cast<const char*>(data), size}, question);
    if (!opinion) return 0;

    check(opinion->intent.empty() || std::any_of(question.intents.begin(), question.intents.end(), [&](const auto& one) { return one.name == opinion->intent; }));
    for (const auto& named : opinion->named) check(!named.words.empty() && question.text.find(named.words) != std::string::npos);
    const desk::MessageContext context{.names = names, .clock = {desk::Time{std::chrono::milliseconds{1'795'000'000'000}}, "Europe/Budapest"}};
    const auto meaning = desk::with_opinion({}, *opinion, context);
    for (const auto& slot : meaning.slots) check(!slot.value.empty() && slot.kind != desk::SlotKind::customer);
    return 0;
}
