// An RSS 2.0 feed as a value, read by expat. What strangers could do harm with is refused: a
// document type, entities, more than 1 MB, 32 levels or 500 items. Pure; any thread.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct FeedItem {
    std::string id = {};  // guid, else link
    std::string title = {};
    std::string text = {};  // HTML, as written
    std::vector<std::string> categories = {};
    std::optional<Time> at = {};
};

struct Feed {
    std::string title = {};
    std::vector<FeedItem> items = {};
};

// Errors: invalid (not XML, no <rss><channel>, or refused as above).
Result<Feed> read_feed(std::string_view body);

}  // namespace desk
