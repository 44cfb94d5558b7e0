#include "bot/http/request_gate.hpp"

#include <algorithm>
#include <utility>

namespace desk {
namespace {

// A declared length is a promise of the client, not a reason to take memory: more is added as it
// arrives.
constexpr std::size_t reserved_body = 65'536;

bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

RequestGate::State RequestGate::feed(std::string_view bytes) {
    if (state_ == State::empty && !bytes.empty()) {
        state_ = State::head;
        // A TLS hello has no line end to wait for.
        if (!is_letter(bytes.front())) refuse(problems::bad_request_line);
    }
    while (!bytes.empty() && state_ != State::refused) {
        if (state_ == State::head) {
            feed_line(bytes);
        } else if (state_ == State::body) {
            feed_body(bytes);
        } else {
            refuse(problems::pipelined);
        }
    }
    return state_;
}

void RequestGate::feed_line(std::string_view& bytes) {
    const auto& limits = rules_->limits;
    const auto step = lines_.next(
        bytes, has_request_line_ ? limits.header_line_bytes : limits.request_line_bytes);
    if (step == CrlfLines::Step::more) return;
    if (step == CrlfLines::Step::broken) return refuse(problems::bad_line);
    if (step == CrlfLines::Step::too_long)
        return refuse(has_request_line_ ? problems::headers_long : problems::target_long);

    const auto text = lines_.text();
    if (!has_request_line_) {
        auto line = read_request_line(text, limits);
        if (const auto* const problem = std::get_if<Problem>(&line)) return refuse(*problem);
        line_ = std::get<RequestLine>(std::move(line));
        has_request_line_ = true;
    } else if (!text.empty()) {
        if (const auto problem = block_.add(text, limits)) refuse(*problem);
    } else {
        finish_head();
    }
}

void RequestGate::finish_head() {
    const auto& uploads = rules_->upload_paths;
    const bool is_upload =
        std::find(uploads.begin(), uploads.end(), path_of(line_.target)) != uploads.end();
    const auto most = is_upload ? rules_->limits.upload_bytes : rules_->limits.request_bytes;
    const auto framing = block_.finish(line_, most, is_upload);
    if (const auto* const problem = std::get_if<Problem>(&framing)) return refuse(*problem);

    framing_ = std::get<Framing>(framing);
    if (framing_.is_chunked) chunks_ = ChunkDecoder{most, rules_->limits};
    if (!framing_.is_chunked && framing_.length == 0) return complete();
    body_.reserve(std::min(framing_.length, reserved_body));
    continue_due_ = framing_.expects_continue;
    state_ = State::body;
}

void RequestGate::feed_body(std::string_view& bytes) {
    if (framing_.is_chunked) {
        if (const auto problem = chunks_.feed(bytes, body_)) return refuse(*problem);
        if (chunks_.is_done()) complete();
        return;
    }
    const auto now = std::min(framing_.length - body_.size(), bytes.size());
    body_.append(bytes.substr(0, now));
    bytes.remove_prefix(now);
    if (body_.size() == framing_.length) complete();
}

void RequestGate::complete() {
    continue_due_ = false;
    state_ = State::complete;
}

void RequestGate::refuse(const Problem& problem) {
    problem_ = problem;
    continue_due_ = false;
    body_ = {};
    state_ = State::refused;
}

bool RequestGate::take_continue() {
    return std::exchange(continue_due_, false);
}

CheckedRequest RequestGate::take() {
    CheckedRequest request{.method = std::move(line_.method),
                           .target = std::move(line_.target),
                           .headers = block_.take(),
                           .body = std::move(body_),
                           .keep_alive = framing_.keep_alive};
    if (framing_.is_chunked)
        request.headers.emplace_back("Content-Length", std::to_string(request.body.size()));
    *this = RequestGate{*rules_};
    return request;
}

std::size_t RequestGate::buffered() const {
    return lines_.buffered() + chunks_.buffered() + line_.target.size() + block_.bytes() +
           body_.size();
}

}  // namespace desk
