// A plugin that fits, and throws while it is loaded: from the constructor of a global object.
#include <desk/plugin_abi.h>

#include <cstdint>
#include <stdexcept>

namespace {

struct Note {
    std::uint32_t name_size = 9, description_size = 12, type = 1;
    char name[12] = "Deskhand";
    std::uint32_t wall_major = DESK_WALL_MAJOR, wall_minor = DESK_WALL_MINOR, plugin_size = sizeof(desk_plugin);
};
[[gnu::section(".note.deskhand"), gnu::used, gnu::aligned(4)]] constexpr Note note{};

struct Thrower {
    Thrower() { throw std::runtime_error("thrown while loading"); }
};
const Thrower thrower;

}  // namespace

extern "C" [[gnu::visibility("default")]] const desk_plugin desk_plugin_v1;
const desk_plugin desk_plugin_v1 = {sizeof(desk_plugin), DESK_WALL_MAJOR, DESK_WALL_MINOR, nullptr, nullptr, nullptr, nullptr};
