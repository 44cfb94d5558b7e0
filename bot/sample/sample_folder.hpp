// The sample desk's files in a folder of their own: copied from beside the program, with a fresh secret. Deleted with its
// owner unless the user named the folder.
#pragma once

#include <memory>
#include <string>

#include <desk/result.hpp>

namespace desk {

class SampleFolder {
public:
    // `kept`: the folder to use and to keep, made if it is missing; "": a new one below $TMPDIR or /tmp.
    // Errors: unavailable (cannot be made, or the program came without its sample).
    static Result<std::unique_ptr<SampleFolder>> make(const std::string& kept);
    ~SampleFolder();
    SampleFolder(const SampleFolder&) = delete;
    SampleFolder& operator=(const SampleFolder&) = delete;

    const std::string& path() const { return path_; }
    bool is_kept() const { return is_kept_; }
    // Errors: unavailable.
    Result<std::string> read(const std::string& name) const;

private:
    SampleFolder(std::string path, bool is_kept) : path_{std::move(path)}, is_kept_{is_kept} {}

    std::string path_;
    bool is_kept_;
};

}  // namespace desk
