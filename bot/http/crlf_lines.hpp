// Cuts a stream of bytes into lines that end with CRLF, whatever pieces it arrives in. Pure; one
// thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace desk {

class CrlfLines {
public:
    enum class Step {
        more,      // no whole line yet; all bytes are taken
        line,      // text() is one
        broken,    // ends with LF alone, or has a CR or NUL inside
        too_long,  // longer than `most`
    };

    // Takes from the front of `bytes`. The same stream gives the same steps however it is cut.
    Step next(std::string_view& bytes, std::size_t most);
    // The line without CRLF; points into `bytes` or this object, until the next call.
    std::string_view text() const { return text_; }
    std::size_t buffered() const { return kept_.size(); }

private:
    std::string kept_;
    std::string_view text_;
    bool is_kept_line_ = false;  // text_ points into kept_, which starts afresh with the next call
};

}  // namespace desk
