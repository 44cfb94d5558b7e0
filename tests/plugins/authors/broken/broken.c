/* A shared object that keeps to all rules of `deskhand plugin check` about objects but the one the build asks for; it is read,
 * never loaded. */
#include <desk/plugin_abi.h>

#include <string.h>

#ifdef CALLS
int CALLS(void);
#else
#define CALLS() 0
#endif

static const struct {
    uint32_t name_size, description_size, type;
    char name[12];
    uint32_t wall_major, wall_minor, plugin_size;
} note __attribute__((section(".note.deskhand"), used, aligned(4))) = {
    9, 12, 1, "Deskhand", DESK_WALL_MAJOR, DESK_WALL_MINOR, sizeof(desk_plugin)};

static void close_it(void* self) { memset(self, CALLS(), 1); }

const desk_plugin desk_plugin_v1 = {sizeof(desk_plugin), DESK_WALL_MAJOR, DESK_WALL_MINOR, 0, 0, 0, close_it};

#ifdef ALSO
int ALSO(void) { return 7; }
#endif
