#include "bot/understanding/seen_text.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace desk {

HashedText see(const SpelledText& text, std::span<const Slot> slots) {
    std::vector<std::string_view> marks;
    for (const auto& slot : slots) {
        const auto mark = mark_of(slot.kind);
        if (std::find(marks.begin(), marks.end(), mark) == marks.end()) marks.push_back(mark);
    }
    return hash_words(text, marks);
}

}  // namespace desk
