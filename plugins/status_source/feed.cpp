#include "plugins/status_source/feed.hpp"

#include "plugins/status_source/document.hpp"
#include "plugins/status_source/vendor_time.hpp"

#include <expat.h>

#include <memory>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t most_bytes = 1'048'576;
constexpr std::size_t most_depth = 32;
constexpr std::size_t most_items = 500;

// Follows the elements; expat calls it through plain functions.
class Reading {
public:
    explicit Reading(XML_Parser parser) : parser_{parser} {}

    void begin(std::string name) {
        path_.push_back(std::move(name));
        if (path_.size() > most_depth) return refuse("deeper than 32 elements");
        text_.clear();
        if (is_at("rss/channel")) has_channel_ = true;
        if (!is_at("rss/channel/item")) return;
        if (feed_.items.size() == most_items) return refuse("more than 500 items");
        feed_.items.emplace_back();
    }
    void text(std::string_view piece) { text_ += piece; }
    void end() {
        if (!refusal_.empty()) return;
        take();
        path_.pop_back();
        text_.clear();
    }
    void refuse(std::string why) {
        if (refusal_.empty()) refusal_ = std::move(why);
        XML_StopParser(parser_, XML_FALSE);
    }

    const std::string& refusal() const { return refusal_; }
    bool has_channel() const { return has_channel_; }
    Feed feed() && { return std::move(feed_); }

private:
    std::string path() const {
        std::string whole;
        for (const auto& name : path_) whole += (whole.empty() ? "" : "/") + name;
        return whole;
    }
    bool is_at(std::string_view wanted) const { return path() == wanted; }

    void take() {
        const auto at = path();
        if (at == "rss/channel/title" && feed_.title.empty()) feed_.title = text_;
        constexpr std::string_view inside = "rss/channel/item/";
        if (!at.starts_with(inside)) return;
        auto& item = feed_.items.back();
        const auto name = at.substr(inside.size());
        if (name == "guid" || (name == "link" && item.id.empty())) item.id = text_;
        if (name == "title") item.title = text_;
        if (name == "description") item.text = text_;
        if (name == "category") item.categories.push_back(text_);
        if (name == "pubDate") item.at = read_vendor_time(Json(text_));
    }

    XML_Parser parser_;
    std::vector<std::string> path_ = {};
    std::string text_ = {};
    std::string refusal_ = {};
    bool has_channel_ = false;
    Feed feed_ = {};
};

Reading& reading_of(void* user) {
    return *static_cast<Reading*>(user);
}

void XMLCALL on_begin(void* user, const XML_Char* name, const XML_Char**) {
    reading_of(user).begin(name);
}
void XMLCALL on_end(void* user, const XML_Char*) {
    reading_of(user).end();
}
void XMLCALL on_text(void* user, const XML_Char* text, int length) {
    reading_of(user).text({text, static_cast<std::size_t>(length)});
}
void XMLCALL on_document_type(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    reading_of(user).refuse("a document type, which may carry entities");
}

}  // namespace

Result<Feed> read_feed(std::string_view body) {
    if (body.size() > most_bytes) return invalid("a feed of more than 1 MB");
    const auto text = utf8_of(body);
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser{
        XML_ParserCreate("UTF-8"), &XML_ParserFree};
    if (parser == nullptr) return unavailable("expat: no memory");
    Reading reading{parser.get()};
    // Any number but 0: else expat asks the system for one, and a plugin has no files. Names here
    // are no hash attack: an element is looked up by its path alone.
    XML_SetHashSalt(parser.get(), 0x5bd1e995);
    XML_SetUserData(parser.get(), &reading);
    XML_SetElementHandler(parser.get(), on_begin, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
    const auto status =
        XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
    if (!reading.refusal().empty()) return invalid("feed refused: " + reading.refusal());
    if (status != XML_STATUS_OK) {
        const auto line = std::to_string(XML_GetCurrentLineNumber(parser.get()));
        return invalid(std::string{"feed, line "} + line + ": " +
                       XML_ErrorString(XML_GetErrorCode(parser.get())));
    }
    if (!reading.has_channel()) return invalid("no RSS channel");
    return std::move(reading).feed();
}

}  // namespace desk
