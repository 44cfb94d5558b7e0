#include "bot/http/chunk_decoder.hpp"

#include <algorithm>
#include <charconv>

namespace desk {
namespace {

constexpr std::size_t most_digits = 8;

// Sizes are digits only: from_chars would take a minus sign for unsigned too.
bool is_size(std::string_view digits) {
    return !digits.empty() && digits.size() <= most_digits &&
           digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

}  // namespace

ChunkDecoder::ChunkDecoder(std::size_t most_body, const HttpLimits& limits)
    : most_body_{most_body},
      extension_left_{limits.chunk_extension_bytes},
      trailer_left_{limits.trailer_bytes} {}

std::optional<Problem> ChunkDecoder::feed(std::string_view& bytes, std::string& body) {
    while (!bytes.empty() && part_ != Part::done) {
        std::optional<Problem> problem;
        if (part_ == Part::data) {
            const auto now = std::min(left_, bytes.size());
            body.append(bytes.substr(0, now));
            bytes.remove_prefix(now);
            left_ -= now;
            if (left_ == 0) part_ = Part::data_end;
        } else if (part_ == Part::size) {
            problem = take_size(bytes, body.size());
        } else if (part_ == Part::data_end) {
            problem = take_data_end(bytes);
        } else {
            problem = take_trailer(bytes);
        }
        if (problem) return problem;
    }
    return std::nullopt;
}

std::optional<Problem> ChunkDecoder::take_size(std::string_view& bytes, std::size_t already) {
    const auto step = lines_.next(bytes, most_digits + 1 + extension_left_);
    if (step == CrlfLines::Step::more) return std::nullopt;
    if (step != CrlfLines::Step::line) return problems::bad_chunk;

    const auto line = lines_.text();
    const auto digits = line.substr(0, line.find(';'));
    const auto extension = line.size() - digits.size();
    if (!is_size(digits) || extension > extension_left_) return problems::bad_chunk;
    extension_left_ -= extension;

    std::from_chars(digits.data(), digits.data() + digits.size(), left_, 16);
    if (left_ > most_body_ - std::min(already, most_body_)) return problems::body_long;
    part_ = left_ == 0 ? Part::trailers : Part::data;
    return std::nullopt;
}

std::optional<Problem> ChunkDecoder::take_data_end(std::string_view& bytes) {
    const auto step = lines_.next(bytes, 0);
    if (step == CrlfLines::Step::more) return std::nullopt;
    if (step != CrlfLines::Step::line) return problems::bad_chunk;
    part_ = Part::size;
    return std::nullopt;
}

std::optional<Problem> ChunkDecoder::take_trailer(std::string_view& bytes) {
    const auto step = lines_.next(bytes, trailer_left_);
    if (step == CrlfLines::Step::more) return std::nullopt;
    if (step == CrlfLines::Step::too_long) return problems::headers_long;
    if (step != CrlfLines::Step::line) return problems::bad_chunk;

    trailer_left_ -= std::min(trailer_left_, lines_.text().size() + 2);
    if (lines_.text().empty()) part_ = Part::done;
    return std::nullopt;
}

}  // namespace desk
