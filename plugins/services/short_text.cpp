#include "plugins/services/short_text.hpp"

#include <string_view>

namespace desk {
namespace {

constexpr std::string_view ellipsis = "…";

bool is_inside_letter(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

}  // namespace

std::string shortened(std::string text, std::size_t most) {
    if (text.size() <= most) return text;

    auto room = most - ellipsis.size() - 1;
    while (room > 0 && is_inside_letter(text[room])) --room;
    text.resize(room);
    const auto sentence = text.find_last_of(".!?");
    if (sentence != std::string::npos && sentence >= room / 2) {
        text.resize(sentence + 1);
        return text + " " + std::string{ellipsis};
    }
    if (const auto word = text.find_last_of(' '); word != std::string::npos) text.resize(word);
    return text + std::string{ellipsis};
}

}  // namespace desk
