#include "conversations/conversation.hpp"

#include <array>

namespace desk {
namespace {

struct StateName {
    State state;
    std::string_view name;
};
constexpr std::array state_names{
    StateName{State::bot, "bot"},
    StateName{State::open, "open"},
    StateName{State::waiting_customer, "waiting_customer"},
    StateName{State::waiting_vendor, "waiting_vendor"},
    StateName{State::snoozed, "snoozed"},
    StateName{State::resolved, "resolved"},
};

struct EndingName {
    Ending ending;
    std::string_view name;
};
constexpr std::array ending_names{
    EndingName{Ending::replied, "replied"}, EndingName{Ending::silent, "silent"},
    EndingName{Ending::dead, "dead"},       EndingName{Ending::expired, "expired"},
    EndingName{Ending::erased, "erased"},
};

}  // namespace

std::string_view name_of(State state) {
    for (const auto& row : state_names) {
        if (row.state == state) return row.name;
    }
    return "bot";
}

Result<State> state_named(std::string_view name) {
    for (const auto& row : state_names) {
        if (row.name == name) return row.state;
    }
    return invalid("no state \"" + std::string{name} + "\"");
}

std::string_view name_of(Ending ending) {
    for (const auto& row : ending_names) {
        if (row.ending == ending) return row.name;
    }
    return "dead";
}

}  // namespace desk
