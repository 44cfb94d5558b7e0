/* A plugin of the next wall, written in C: it must be refused before its constructor, which ends the process, has run. */
#include <desk/plugin_abi.h>

#include <unistd.h>

static const struct {
    uint32_t name_size, description_size, type;
    char name[12];
    uint32_t wall_major, wall_minor, plugin_size;
} note __attribute__((section(".note.deskhand"), used, aligned(4))) = {
    9, 12, 1, "Deskhand", DESK_WALL_MAJOR + 1, 0, sizeof(desk_plugin)};

__attribute__((constructor)) static void end(void) { _exit(99); }

const desk_plugin desk_plugin_v1 = {sizeof(desk_plugin), DESK_WALL_MAJOR + 1, 0, NULL, NULL, NULL, NULL};
