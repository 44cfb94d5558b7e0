// The status page of the sample desk's vendor: Statuspage-compatible documents of a folder, served on loopback, so that the
// demo takes the same road as a real one. Whoever edits a document plays the vendor. Times in it may be written as
// {{minutes_ago:83}}, before the start of the demo.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include <desk/result.hpp>

#include "bot/http/front_door.hpp"

namespace desk {

// Every {{minutes_ago:N}} (N may be negative) replaced by that time in RFC 3339. Pure.
std::string with_times(std::string_view text, Time now);

class StatusSource {
public:
    // Gives "summary.json" and "incidents.json". Called on the source's thread.
    using ReadDocument = std::function<Result<std::string>(const std::string& name)>;

    // Errors: unavailable (no free port).
    static Result<std::unique_ptr<StatusSource>> start(ReadDocument read, Time now);
    ~StatusSource();

    // "http://127.0.0.1:41234/api/v2/summary.json"
    const std::string& url() const { return url_; }

private:
    StatusSource(ReadDocument read, Time now);

    ReadDocument read_;
    HttpServer server_;
    FrontDoor door_;
    std::string url_;
    std::thread loop_;
};

}  // namespace desk
