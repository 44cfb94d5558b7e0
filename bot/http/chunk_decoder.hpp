// Joins the chunks of a body (RFC 9112 §7.1), strictly: a size is 1 to 8 hexadecimal digits and
// nothing else. Extensions and trailers are counted and thrown away. Pure; one thread at a time.
#pragma once

#include "bot/http/crlf_lines.hpp"
#include "bot/http/limits.hpp"
#include "bot/http/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

class ChunkDecoder {
public:
    ChunkDecoder() = default;
    // `most_body`: bytes of all chunks together; 413 as soon as a size says more.
    ChunkDecoder(std::size_t most_body, const HttpLimits& limits);

    // Takes from the front of `bytes`, up to the end of the body; adds what is data to `body`. A
    // problem ends the request.
    std::optional<Problem> feed(std::string_view& bytes, std::string& body);
    bool is_done() const { return part_ == Part::done; }
    std::size_t buffered() const { return lines_.buffered(); }

private:
    enum class Part { size, data, data_end, trailers, done };

    std::optional<Problem> take_size(std::string_view& bytes, std::size_t already);
    std::optional<Problem> take_data_end(std::string_view& bytes);
    std::optional<Problem> take_trailer(std::string_view& bytes);

    Part part_ = Part::size;
    CrlfLines lines_;
    std::size_t left_ = 0;  // of the chunk that is arriving
    std::size_t most_body_ = 0;
    std::size_t extension_left_ = 0;
    std::size_t trailer_left_ = 0;
};

}  // namespace desk
