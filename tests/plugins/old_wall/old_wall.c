/* A plugin as it was built for wall 1.0, frozen: its structs are its own copy and nothing of today's SDK is included, so
 * it shows that a newer desk still takes it. Echoes the argument `text`. Never to be changed. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct { const char* data; size_t size; } text;
typedef struct { void* self; void (*write)(void* self, text piece); } sink;
typedef struct {
    uint32_t size;
    void* self;
    void (*log)(void* self, int32_t level, text line);
    int32_t (*ask)(void* self, text question, sink reply);
} host;
typedef struct {
    uint32_t size, wall_major, wall_minor;
    void* (*open)(const host* bot, text settings, sink error);
    int32_t (*describe)(void* self, sink handlers);
    int32_t (*answer)(void* self, text call, sink answer);
    void (*close)(void* self);
} plugin;

static const struct {
    uint32_t name_size, description_size, type;
    char name[12];
    uint32_t wall_major, wall_minor, plugin_size;
} note __attribute__((section(".note.deskhand"), used, aligned(4))) = {9, 12, 1, "Deskhand", 1, 0, sizeof(plugin)};

static void say(sink to, const char* words) {
    const text piece = {words, strlen(words)};
    to.write(to.self, piece);
}

static void* open_plugin(const host* bot, text settings, sink error) {
    (void)settings, (void)error;
    const text line = {"an old plugin", 13};
    bot->log(bot->self, 1, line);
    return (void*)bot;
}

static int32_t describe(void* self, sink handlers) {
    (void)self;
    say(handlers, "{\"commands\":[],\"listens\":[\"echo\"],\"provides\":[]}");
    return 0;
}

/* The value of "text", as it stands in the JSON of the call. */
static int32_t answer(void* self, text call, sink to) {
    (void)self;
    static char copy[262145], words[262145];
    if (call.size >= sizeof copy) return 1;
    memcpy(copy, call.data, call.size);
    copy[call.size] = '\0';
    const char* found = strstr(copy, "\"text\":\"");
    if (found == NULL || sscanf(found + 8, "%262144[^\"]", words) != 1) words[0] = '\0';
    say(to, "{\"text\":[{\"key\":\"common.text\",\"values\":{\"text\":\"");
    say(to, words);
    say(to, "\"}}]}");
    return 0;
}

static void close_plugin(void* self) { (void)self; }

__attribute__((visibility("default"))) extern const plugin desk_plugin_v1;
const plugin desk_plugin_v1 = {sizeof(plugin), 1, 0, open_plugin, describe, answer, close_plugin};
