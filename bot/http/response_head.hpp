// The head of a response as it arrives, counted and checked. Pure; one thread at a time.
#pragma once

#include <desk/http.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace desk {

class ResponseHead {
public:
    ResponseHead(std::size_t most_bytes, std::size_t most_lines)
        : bytes_left_{most_bytes}, lines_left_{most_lines} {}

    // One line with its line end. A status line begins the head anew: an interim response came
    // before, and counts. False: over a limit, or a line with control bytes; nothing more is taken.
    bool add(std::string_view line);

    const Headers& headers() const { return headers_; }
    Headers take() { return std::move(headers_); }

private:
    Headers headers_;
    std::size_t bytes_left_;
    std::size_t lines_left_;
};

}  // namespace desk
