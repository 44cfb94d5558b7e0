// The status page of the sample desk's vendor: a Statuspage-compatible document served on loopback, so that the demo
// takes the same road as a real one. Times in the document are written as {{minutes_ago:83}} and filled in when it is
// asked for.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include <desk/result.hpp>

#include "bot/clock.hpp"
#include "bot/http/front_door.hpp"

namespace desk {

// Every {{minutes_ago:N}} (N may be negative) replaced by that time in RFC 3339. Pure.
std::string with_times(std::string_view text, Time now);

class StatusSource {
public:
    // `document`: the text with its placeholders. Errors: unavailable (no free port).
    static Result<std::unique_ptr<StatusSource>> start(std::string document, Clock now);
    ~StatusSource();

    // "http://127.0.0.1:41234/api/v2/summary.json"
    const std::string& url() const { return url_; }

private:
    StatusSource(std::string document, Clock now);

    std::string document_;
    Clock now_;
    HttpServer server_;
    FrontDoor door_;
    std::string url_;
    std::thread loop_;
};

}  // namespace desk
