#include "bot/sample/sample_folder.hpp"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "adapters/signature.hpp"
#include "bot/fresh.hpp"

namespace desk {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t secret_bytes = 24;

// <program's folder>/sample, or <prefix>/share/deskhand/sample of an installed one.
fs::path shipped_sample() {
    std::error_code unreadable;
    const auto folder = fs::read_symlink("/proc/self/exe", unreadable).parent_path();
    const auto beside = folder / "sample";
    return fs::exists(beside, unreadable) ? beside : folder.parent_path() / "share" / "deskhand" / "sample";
}

Result<std::string> new_folder() {
    auto name = (fs::temp_directory_path() / "deskhand-demo-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) return unavailable("cannot make a folder like " + name);
    return name;
}

Result<void> write_secret(const fs::path& file) {
    if (fs::exists(file)) return {};
    std::ofstream out{file};
    out << "whsec_" << to_base64(random_bytes(secret_bytes)) << "\n";
    out.close();
    if (!out) return unavailable("cannot write " + file.string());
    std::error_code refused;
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, refused);
    return {};
}

}  // namespace

Result<std::unique_ptr<SampleFolder>> SampleFolder::make(const std::string& kept) {
    auto path = kept.empty() ? new_folder() : Result<std::string>{fs::absolute(kept).string()};
    if (!path) return path.error();
    std::unique_ptr<SampleFolder> folder{new SampleFolder(*path, !kept.empty())};

    std::error_code failed;
    fs::create_directories(*path, failed);
    fs::copy(shipped_sample(), *path, fs::copy_options::recursive | fs::copy_options::overwrite_existing, failed);
    if (failed) return unavailable("cannot copy the sample desk to " + *path + ": " + failed.message());
    DESK_CHECK(write_secret(fs::path{*path} / "helpdesk.secret"));
    return folder;
}

SampleFolder::~SampleFolder() {
    std::error_code failed;
    if (!is_kept_) fs::remove_all(path_, failed);
}

Result<std::string> SampleFolder::read(const std::string& name) const {
    std::ifstream file{fs::path{path_} / name, std::ios::binary};
    if (!file) return unavailable("cannot read " + path_ + "/" + name);
    std::ostringstream content;
    content << file.rdbuf();
    return std::move(content).str();
}

}  // namespace desk
