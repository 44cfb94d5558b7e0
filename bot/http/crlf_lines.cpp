#include "bot/http/crlf_lines.hpp"

#include <algorithm>

namespace desk {

CrlfLines::Step CrlfLines::next(std::string_view& bytes, std::size_t most) {
    if (is_kept_line_) kept_.clear();
    is_kept_line_ = false;
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos) {
        // One more than `most` may be the CR of a line that is just short enough.
        const auto room = most + 2 - std::min(kept_.size(), most + 2);
        kept_.append(bytes.substr(0, room));
        bytes = {};
        return kept_.size() > most + 1 ? Step::too_long : Step::more;
    }

    text_ = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    if (!kept_.empty()) {
        if (kept_.size() + text_.size() > most + 1) return Step::too_long;
        kept_.append(text_);
        text_ = kept_;
        is_kept_line_ = true;
    }
    const bool ends_well = text_.ends_with('\r');
    if (ends_well) text_.remove_suffix(1);
    if (text_.size() > most) return Step::too_long;
    if (!ends_well || text_.find('\r') != std::string_view::npos) return Step::broken;
    return text_.find('\0') == std::string_view::npos ? Step::line : Step::broken;
}

}  // namespace desk
