// A learned model as bytes, so that what was retrained and approved is what runs. Little-endian on every machine:
// magic, version, length, checksum (FNV-1a, 64 bit, of the rest), then the parts. Pure; any thread.
#pragma once

#include "bot/understanding/understanding_model.hpp"
#include <desk/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace desk {

inline constexpr std::uint32_t model_file_version = 1;

std::string write_model(const UnderstandingModel& model);

// Errors: invalid (no model file; of another version, which must be retrained), broken (cut off or damaged; parts that
// do not fit together). Whatever the bytes are, nothing else happens. The checksum finds accidents; who may write the
// file is the file system's business.
Result<UnderstandingModel> read_model(std::string_view bytes);

}  // namespace desk
