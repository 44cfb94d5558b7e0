// Bytes of one connection in, one checked request or a refusal out. Everything a stranger could do
// with the syntax of HTTP stops here: lengths, framing, methods, paths, header fields, control
// bytes (shared/design/reliability.md §6). The result depends on the bytes only, not on the pieces
// they arrive in. No I/O and no clock: deadlines are the door's. Pure; one thread at a time.
#pragma once

#include "bot/http/checked_request.hpp"
#include "bot/http/chunk_decoder.hpp"
#include "bot/http/crlf_lines.hpp"
#include "bot/http/header_block.hpp"
#include "bot/http/limits.hpp"
#include "bot/http/request_line.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct GateRules {
    HttpLimits limits = {};
    std::vector<std::string> upload_paths = {};  // whole paths that take upload_bytes and multipart
};

class RequestGate {
public:
    enum class State {
        empty,     // no byte of a request yet
        head,      // the request line or a header is arriving
        body,      // the head is complete and accepted
        complete,  // take() has the request
        refused,   // problem() says why; the connection must be closed after the answer
    };

    // `rules` must outlive the gate.
    explicit RequestGate(const GateRules& rules) : rules_{&rules} {}

    // Takes all of `bytes`. Bytes after a complete request are refused: a client waits for its
    // answer.
    State feed(std::string_view bytes);
    State state() const { return state_; }
    const Problem& problem() const { return problem_; }

    // True once, when the client waits for "100 Continue" before it sends the body.
    bool take_continue();

    // The complete request; the gate is empty again.
    CheckedRequest take();
    // Bytes held in memory.
    std::size_t buffered() const;

private:
    void feed_line(std::string_view& bytes);
    void feed_body(std::string_view& bytes);
    void finish_head();
    void complete();
    void refuse(const Problem& problem);

    const GateRules* rules_;
    State state_ = State::empty;
    bool has_request_line_ = false;
    bool continue_due_ = false;
    Problem problem_ = {};
    CrlfLines lines_;
    RequestLine line_;
    HeaderBlock block_;
    Framing framing_;
    ChunkDecoder chunks_;
    std::string body_;
};

}  // namespace desk
