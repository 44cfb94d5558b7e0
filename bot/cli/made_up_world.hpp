// The world of a golden script: a clock that stands still and a web of which only what the script writes exists.
// Nothing leaves the machine. The lines are those of bot/cli/chat_script.hpp.
#pragma once

#include "bot/cli/chat_script.hpp"
#include <desk/http.hpp>
#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <map>
#include <mutex>
#include <span>
#include <string>
#include <utility>

namespace desk {

// Any thread: the desk asks while the script goes on.
class MadeUpWorld {
public:
    // `folder`: of the script, for the files it names. The clock shows 2026-11-24T09:05:00Z.
    explicit MadeUpWorld(std::string folder);

    // A `clock` or `web` line. Errors: invalid (no time, no status, a file that cannot be read).
    Result<void> change(const ScriptLine& line);

    Time now() const;
    // Errors: unavailable (the script says that it fails, or does not know the address).
    Result<HttpResponse> fetch(const HttpRequest& request) const;

private:
    Result<void> change_web(std::string_view words);

    const std::string folder_;
    mutable std::mutex mutex_;
    Time now_;  // guarded by mutex_
    std::map<std::pair<std::string, std::string>, HttpResponse>
        web_;  // by method and address; status 0: fails; guarded
};

// The `setting` lines: name → value.
std::map<std::string, std::string> settings_of(std::span<const ScriptLine> lines);

}  // namespace desk
