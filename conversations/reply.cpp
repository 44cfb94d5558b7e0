#include "conversations/reply.hpp"

#include <array>

namespace desk {
namespace {

struct ToneName {
    Tone tone;
    std::string_view name;
    std::string_view symbol;
};
constexpr std::array tone_names{
    ToneName{Tone::ok, "ok", "●"},           ToneName{Tone::info, "info", "◆"},
    ToneName{Tone::warn, "warn", "▲"},       ToneName{Tone::bad, "bad", "■"},
    ToneName{Tone::neutral, "neutral", "○"},
};

const ToneName& row_of(Tone tone) {
    for (const auto& row : tone_names) {
        if (row.tone == tone) return row;
    }
    return tone_names.back();
}

}  // namespace

std::string_view name_of(Tone tone) {
    return row_of(tone).name;
}

std::string_view symbol_of(Tone tone) {
    return row_of(tone).symbol;
}

Result<Tone> tone_named(std::string_view name) {
    for (const auto& row : tone_names) {
        if (row.name == name) return row.tone;
    }
    return invalid("no tone \"" + std::string{name} + "\"");
}

}  // namespace desk
