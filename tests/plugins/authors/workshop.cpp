#include "tests/plugins/authors/workshop.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>

namespace desk::test {
namespace {

using std::chrono::milliseconds;

milliseconds machine_time() {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    const auto ms = [](const timeval& time) { return milliseconds{time.tv_sec * 1'000 + time.tv_usec / 1'000}; };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

}  // namespace

std::string read_text(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    EXPECT_TRUE(file) << path;
    return {std::istreambuf_iterator<char>{file}, {}};
}

void change(const std::string& path, std::string_view old, std::string_view with) {
    auto text = read_text(path);
    const auto at = text.find(old);
    ASSERT_NE(at, std::string::npos) << "no " << old << " in " << path;
    std::ofstream{path, std::ios::binary} << text.replace(at, old.size(), with);
}

Workshop::Workshop() : here_{folder_ / "work"} {
    std::filesystem::create_directories(here_);
    const auto installed = run("cmake --install " DESK_BUILD_DIR " --prefix " + (folder_ / "desk"));
    EXPECT_EQ(installed.code, 0) << installed.output;
}

Worked Workshop::run(std::string_view lines, std::string_view typed) {
    const auto input = folder_.write("typed", typed);
    const auto script =
        folder_.write("script", "set -e\ncd " + here_ + "\n" + std::string{lines} + "\npwd > " + (folder_ / "here"));
    const auto path = folder_ / "desk/bin:/usr/local/bin:/usr/bin:/bin";
    const auto command = "env -u CXXFLAGS -u CFLAGS -u LDFLAGS -u CMAKE_PREFIX_PATH PATH=" + path +
                         " HOME=" + (folder_ / "home") + " timeout 300 bash " + script + " < " + input + " 2>&1";
    Worked out;
    const auto began = std::chrono::steady_clock::now();
    const auto machine_before = machine_time();
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 4'096> piece{};
    while (const auto count = std::fread(piece.data(), 1, piece.size(), pipe)) out.output.append(piece.data(), count);
    const int state = pclose(pipe);
    out.code = WIFEXITED(state) ? WEXITSTATUS(state) : -1;
    out.took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - began);
    out.machine = machine_time() - machine_before;
    if (out.code != 0) return out;
    here_ = read_text(folder_ / "here");
    here_.pop_back();
    return out;
}

}  // namespace desk::test
