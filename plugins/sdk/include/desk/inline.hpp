// DESK_SDK_INLINE: how a function of the SDK is defined in its *_text.hpp. A plugin needs headers only, so they are inline;
// the desk's own build compiles them once (plugins/sdk/compiled.cpp).
#pragma once

#ifdef DESK_SDK_COMPILED
#define DESK_SDK_INLINE
#else
#define DESK_SDK_INLINE inline
#endif
