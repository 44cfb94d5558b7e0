// What the desk's own build compiles once instead of in every file (desk/json.hpp, manifest.hpp,
// wire_values.hpp).
#include <desk/json_text.hpp>
#include <desk/manifest_text.hpp>
#include <desk/wire_values_text.hpp>
