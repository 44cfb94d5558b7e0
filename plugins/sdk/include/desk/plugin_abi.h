/* THE WALL between the bot and a plugin: four C structs, UTF-8 JSON documents through sinks. No C++ type, exception or
 * allocation crosses, so the two may be built by different compilers years apart. Compiles as C11.
 *
 * Versions: same DESK_WALL_MAJOR, and the plugin's minor at most the bot's. Structs only grow at their end and are read
 * by `size`: a field beyond it is not there. The documents are on one page: plugins/sdk/wire.md. */
#ifndef DESK_PLUGIN_ABI_H
#define DESK_PLUGIN_ABI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { DESK_WALL_MAJOR = 1, DESK_WALL_MINOR = 2 };

/* Lent for the duration of one call; UTF-8; not NUL-terminated. */
typedef struct desk_text {
    const char* data;
    size_t size;
} desk_text;

/* Where a document is written to, in one piece or several; the receiver copies at once. */
typedef struct desk_sink {
    void* self;
    void (*write)(void* self, desk_text piece);
} desk_sink;

/* DESK_FAILED: an error document was written instead of the answer. DESK_BROKEN: an exception was stopped at the wall;
 * an error document was written and the process must be replaced. */
enum { DESK_OK = 0, DESK_FAILED = 1, DESK_BROKEN = 2 };

/* What the bot offers a plugin; lives as long as the plugin. */
typedef struct desk_host {
    uint32_t size;
    void* self;
    void (*log)(void* self, int32_t level, desk_text line);            /* [any thread] */
    int32_t (*ask)(void* self, desk_text question, desk_sink reply);   /* [the thread inside answer()] */
} desk_host;

/* One constant per plugin, exported as the symbol desk_plugin_v1. */
typedef struct desk_plugin {
    uint32_t size;
    uint32_t wall_major; /* readable before any function is called */
    uint32_t wall_minor;
    void* (*open)(const desk_host* host, desk_text settings, desk_sink error); /* NULL: refused, an error was written */
    int32_t (*describe)(void* self, desk_sink handlers);                        /* the handlers' names, to be compared with the manifest */
    int32_t (*answer)(void* self, desk_text call, desk_sink answer);            /* [one thread at a time] */
    void (*close)(void* self);
} desk_plugin;

#ifdef __cplusplus
}
#endif
#endif
