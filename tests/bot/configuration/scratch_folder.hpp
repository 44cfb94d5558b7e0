// A folder of one test, gone with it.
#pragma once

#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace desk::test {

class ScratchFolder {
public:
    ScratchFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "deskhand-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    // Full path of `name` in here.
    std::string operator/(std::string_view name) const { return (path_ / name).string(); }

    // Writes a file, readable by the owner alone unless told otherwise, and gives its full path.
    std::string write(std::string_view name, std::string_view content, mode_t mode = 0600) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream{file, std::ios::binary} << content;
        chmod(file.c_str(), mode);
        return file.string();
    }

private:
    std::filesystem::path path_;
};

}  // namespace desk::test
