// The file that `deskhand config init` writes: small, commented, and accepted by `config check` as
// it is.
#pragma once

#include <string_view>

namespace desk {

// At most 40 lines. Everything that needs a file of its own is commented out.
std::string_view sample_configuration();

}  // namespace desk
