// What the desk's HTTP answers when it refuses: problem documents of RFC 9457,
// {"type":"about:blank","title":…,"status":…,"detail":…,"code":"DH7xxx"}. They say what is wrong
// with the request and nothing about the desk: no exception text, path or version. Pure; any
// thread.
#pragma once

#include <desk/http.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

struct Problem {
    int status = 500;
    std::string_view code = {};    // "DH7101"; stays what it is, programs compare it
    std::string_view detail = {};  // one sentence for the person at the other end
};

// Problems of HTTP itself; areas above add theirs beside their handlers (DH72xx the API, DH73xx
// deliveries).
namespace problems {
inline constexpr Problem bad_request_line{400, "DH7101",
                                          "The request line is not METHOD /path HTTP/1.1."};
inline constexpr Problem bad_line{
    400, "DH7102", "A line of the request does not end with CRLF or has control bytes."};
inline constexpr Problem bad_path{
    400, "DH7103", "The path has encoded or relative segments that are not accepted."};
inline constexpr Problem bad_header{400, "DH7104", "A header field is malformed."};
inline constexpr Problem bad_host{400, "DH7105", "A request needs exactly one Host header."};
inline constexpr Problem bad_length{400, "DH7106", "Content-Length must be one plain number."};
inline constexpr Problem bad_framing{
    400, "DH7107", "Transfer-Encoding must be chunked, alone and without a length."};
inline constexpr Problem unexpected_body{400, "DH7108", "This method takes no body."};
inline constexpr Problem bad_chunk{400, "DH7109", "The chunked body is malformed."};
inline constexpr Problem pipelined{400, "DH7110",
                                   "Wait for the answer before sending the next request."};
inline constexpr Problem method_unknown{405, "DH7111", "This method is not served."};
inline constexpr Problem request_late{408, "DH7112", "The request did not arrive in time."};
inline constexpr Problem length_missing{411, "DH7113", "Send Content-Length or a chunked body."};
inline constexpr Problem body_long{413, "DH7114", "The body is larger than accepted here."};
inline constexpr Problem target_long{414, "DH7115", "The address is longer than accepted here."};
inline constexpr Problem media_refused{415, "DH7116",
                                       "Send the body as it is: no encoding, no multipart."};
inline constexpr Problem expectation_unknown{417, "DH7117",
                                             "Only Expect: 100-continue is understood."};
inline constexpr Problem headers_long{431, "DH7118",
                                      "The header fields are more or longer than accepted."};
inline constexpr Problem too_often{429, "DH7119",
                                   "Too many requests without proof from this address."};
inline constexpr Problem busy{503, "DH7120", "The desk is busy; send this again a little later."};
inline constexpr Problem draining{503, "DH7121",
                                  "The desk is restarting; send this again a little later."};
inline constexpr Problem path_unknown{404, "DH7122", "There is nothing at this address."};
inline constexpr Problem method_wrong{405, "DH7123", "This address does not serve this method."};
inline constexpr Problem failed{500, "DH7124",
                                "The desk could not answer this request; the failure is recorded."};
}  // namespace problems

// "Not Found" for 404; "OK" or, from 400, "Error" for a status without a name here.
std::string_view title_of(int status);

// The document alone.
std::string to_json(const Problem& problem);

// As an answer of a handler: Content-Type application/problem+json, and Retry-After (at least 1 s)
// if given.
HttpResponse problem_response(const Problem& problem,
                              std::optional<std::chrono::seconds> retry_after = {});
HttpResponse problem_response(int status, std::string_view detail, std::string_view code);

// As bytes on the wire, security headers included, closing the connection or not. `with_body`:
// false for HEAD.
std::string as_wire(const Problem& problem, bool close, bool with_body = true);

}  // namespace desk
