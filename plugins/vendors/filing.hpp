// Filing once: whatever breaks on the way, one request becomes one ticket. Before anything is made, it is looked
// whether an earlier attempt came through; when making it ends in doubt, it is looked again, and nothing is made a
// second time in the same breath: a vendor's search may lag behind. The desk's next attempt begins by looking. §8.4.
// Any thread.
#pragma once

#include <desk/result.hpp>

#include <functional>
#include <optional>
#include <utility>

namespace desk::vendors {

// True when the other side may have done what was asked although it did not say so: no answer in time, a broken
// connection, or an answer that says it failed.
inline bool may_have_happened(const Error& error) {
    return is_passing(error);
}

template <class T>
struct Filed {
    T value = {};
    bool was_there = false;  // an earlier attempt made it
};

// `find`: by our own id; nothing when there is none. `create`: makes it. Errors: those of `find`, and nothing was made;
// those of `create` when nothing is found after it.
template <class T>
Result<Filed<T>> file_once(const std::function<Result<std::optional<T>>()>& find,
                           const std::function<Result<T>()>& create) {
    DESK_TRY(auto earlier, find());
    if (earlier) return Filed<T>{*std::move(earlier), true};

    auto made = create();
    if (made) return Filed<T>{*std::move(made), false};
    if (!may_have_happened(made.error())) return made.error();

    auto after = find();
    if (after && *after) return Filed<T>{**std::move(after), false};
    return made.error();
}

}  // namespace desk::vendors
