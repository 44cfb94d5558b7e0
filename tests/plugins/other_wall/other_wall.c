/* A plugin that does not fit, written in C: of another wall, or with too small a struct, as the build defines. It must be
 * refused before its constructor has run, which leaves a canary: a file where files may be written, a line where not. */
#include <desk/plugin_abi.h>

#include <fcntl.h>
#include <unistd.h>

#ifndef PLUGIN_SIZE
#define PLUGIN_SIZE sizeof(desk_plugin)
#endif

static const struct {
    uint32_t name_size, description_size, type;
    char name[12];
    uint32_t wall_major, wall_minor, plugin_size;
} note __attribute__((section(".note.deskhand"), used, aligned(4))) = {
    9, 12, 1, "Deskhand", WALL_MAJOR, WALL_MINOR, PLUGIN_SIZE};

__attribute__((constructor)) static void leave_a_canary(void) {
    static const char line[] = "canary\n";
    const int file = open(CANARY, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file >= 0) close(file);
    if (write(1, line, sizeof line - 1) < 0) _exit(99);
}

const desk_plugin desk_plugin_v1 = {PLUGIN_SIZE, WALL_MAJOR, WALL_MINOR, NULL, NULL, NULL, NULL};
