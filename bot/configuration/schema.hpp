// JSON Schema of the configuration, for editors: draft-07, but only words draft-04 knows as well,
// because the common TOML plugins check draft-04. Made from the tables that read the file.
#pragma once

#include <string>

namespace desk {

// Indented, with a line end. Settings of adapters are those of the catalogue; of plugins any, their
// manifests tell.
std::string configuration_schema();

}  // namespace desk
