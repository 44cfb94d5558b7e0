// The environment over the file: DESKHAND_SERVER__LISTEN=… replaces `listen` of [server].
#pragma once

#include "bot/configuration/document.hpp"

#include <map>
#include <string>

namespace desk {

using Environment = std::map<std::string, std::string>;

// Puts each variable DESKHAND_SECTION__KEY (and deeper: DESKHAND_ADAPTERS__SLACK__BASE_URL) into
// the tree as a text that knows its variable. Names meet without regard to case, and "_" meets "-".
// Variables without "__" are not settings and stay out of it, except DESKHAND_PLUGIN_DIRECTORY.
// What the file had under that name is replaced; of `x` and `x_file` the one that came from the
// environment counts later on.
void lay_over(Node& root, const Environment& environment);

}  // namespace desk
