// What the desk's own build compiles once instead of in every file (desk/json.hpp, desk/manifest.hpp).
#include <desk/json_text.hpp>
#include <desk/manifest_text.hpp>
