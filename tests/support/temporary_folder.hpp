// A folder of its own for a test, under the folder the tests run in, removed afterwards.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace desk::test {

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::filesystem::create_directories(std::filesystem::path{DESK_BUILD_DIR} / "tmp");
        std::string name = std::string{DESK_BUILD_DIR} + "/tmp/desk-XXXXXX";
        if (mkdtemp(name.data()) == nullptr) std::abort();
        path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::string& path() const { return path_; }
    std::string file(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

}  // namespace desk::test
