// Runs a fuzz target once over every file of the folders named on the command line: what a fuzzer
// has found stays found, with any compiler. Ends with 1 when there was no file at all, because then
// nothing was tested.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::string read_whole(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

int run_folder(const std::filesystem::path& folder) {
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        if (!entry.is_regular_file()) continue;
        const std::string input = read_whole(entry.path());
        std::fprintf(stderr, "%s\n",
                     entry.path().c_str());  // the last name seen is the one that failed
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
        ++files;
    }
    return files;
}

}  // namespace

int main(int count, char** arguments) {
    int files = 0;
    for (int n = 1; n < count; ++n) files += run_folder(arguments[n]);
    std::printf("%d inputs\n", files);
    return files > 0 ? 0 : 1;
}
