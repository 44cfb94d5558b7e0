// What a vendor writes about an incident, made fit to be quoted. Pure; any thread.
#pragma once

#include <desk/phrase.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

// HTML to plain words: tags, scripts and comments gone, a break becomes a space, entities decoded,
// white space collapsed. At most most_update_text bytes, cut at a sentence.
std::string plain_text(std::string_view html);

// Markdown as Google writes it to plain words: the marks of headings, bold, lists and links are
// gone, then as above.
std::string plain_markdown(std::string_view markdown);

// What stands behind "Current status:" up to the next label of a Microsoft post, or "". `label` in
// lower case; the labels of posts: title, user impact, more info, current status, final status,
// scope of impact, start time, incident start time, incident end time, root cause, preliminary root
// cause, next steps, next update by, next update.
std::string labelled(std::string_view plain, std::string_view label);

// After how long the vendor promises to write again: "next update in one hour", "another update
// within 30 minutes", "updates every 30 minutes". Nothing when the text says no time.
std::optional<std::chrono::minutes> promised_update(std::string_view text);

// When the vendor promises to write again in a text that was written `at`: "Next update by: Friday,
// August 6, 2021, at 9:00 PM UTC", else as above.
std::optional<Time> next_update_in(std::string_view plain, Time at);

}  // namespace desk
