// The header fields of a request, checked line by line, and what they say about its body. Pure; one
// thread at a time.
#pragma once

#include "bot/http/checked_request.hpp"
#include "bot/http/limits.hpp"
#include "bot/http/request_line.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace desk {

// How the body arrives.
struct Framing {
    bool is_chunked = false;
    std::size_t length = 0;  // when not chunked
    bool expects_continue = false;
    bool keep_alive = true;
};

class HeaderBlock {
public:
    // Takes one line without CRLF. Dropped, because nobody behind the door may act on them: Range,
    // Referer, Upgrade, hop-by-hop fields. A problem ends the request.
    std::optional<Problem> add(std::string_view line, const HttpLimits& limits);

    // The empty line has come. `most_body`: what this path takes; multipart only where `is_upload`.
    Checked<Framing> finish(const RequestLine& request, std::size_t most_body,
                            bool is_upload) const;

    // The fields that are handed over.
    Headers take() { return std::move(headers_); }
    std::size_t bytes() const { return bytes_; }

private:
    // A field that matters to us: seen how often, and its last value.
    struct Seen {
        int times = 0;
        std::string value = {};
    };

    Seen* watched(std::string_view lower_name);
    std::optional<Problem> check_body_size(std::size_t most_body, std::size_t& length) const;

    Headers headers_;
    Seen host_;
    Seen length_;
    Seen transfer_;
    Seen encoding_;
    Seen expect_;
    Seen connection_;
    Seen type_;
    std::size_t lines_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace desk
