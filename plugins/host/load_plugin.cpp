#include "plugins/host/load_plugin.hpp"

#include "plugins/host/plugin_note.hpp"

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <exception>
#include <filesystem>
#include <string_view>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t most_bytes = 64u * 1024 * 1024;

std::string failure() {
    return std::strerror(errno);
}

// A descriptor that is closed at the end of its life.
class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(Descriptor&& other) noexcept : number_{other.release()} {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }
    int release() { return std::exchange(number_, -1); }

private:
    int number_;
};

Result<void> check_owner(const std::string& path, const struct stat& file) {
    if (file.st_uid != 0 && file.st_uid != ::geteuid())
        return invalid(path + " belongs to another user; it must be root's or the desk's own");
    if ((file.st_mode & S_IWOTH) != 0)
        return invalid(path + " can be written by everybody; chmod o-w it");
    return {};
}

Result<void> check_folder(const std::string& path) {
    const auto folder = std::filesystem::path{path}.parent_path().string();
    struct stat status {};
    if (::stat(folder.empty() ? "." : folder.c_str(), &status) != 0)
        return not_found(folder + ": " + failure());
    const bool is_open = (status.st_mode & S_IWOTH) != 0 && (status.st_mode & S_ISVTX) == 0;
    if (is_open)
        return invalid("the folder of " + path + " can be written by everybody; chmod o-w it");
    return {};
}

struct OpenedFile {
    Descriptor descriptor;
    std::size_t size = 0;
    bool is_executable = false;
};

Result<OpenedFile> checked_file(const std::string& path) {
    Descriptor file{::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)};
    if (file.number() < 0) {
        if (errno == ELOOP) return invalid(path + " is a link; name the file itself");
        return not_found(path + ": " + failure());
    }
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) return not_found(path + ": " + failure());
    if (!S_ISREG(status.st_mode)) return invalid(path + " is not a regular file");
    DESK_CHECK(check_owner(path, status));
    DESK_CHECK(check_folder(path));
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size > most_bytes) return invalid(path + " is larger than 64 MB");
    return OpenedFile{std::move(file), size, (status.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH)) != 0};
}

// The kernel copies: through a buffer of ours it took longer than all else this process does at its start.
Result<Descriptor> sealed_copy(const OpenedFile& file, const std::string& path, const std::string& name) {
    Descriptor copy{::memfd_create(name.c_str(), MFD_CLOEXEC | MFD_ALLOW_SEALING)};
    if (copy.number() < 0) return unavailable("no memory for a copy of " + name + ": " + failure());
    for (std::size_t done = 0; done < file.size;) {
        const auto count = ::sendfile(copy.number(), file.descriptor.number(), nullptr, file.size - done);
        if (count == 0) return invalid(path + " cannot be read: it became shorter");
        if (count < 0) return unavailable(path + " cannot be copied to memory: " + failure());
        done += static_cast<std::size_t>(count);
    }
    constexpr int seals = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL;
    if (::fcntl(copy.number(), F_ADD_SEALS, seals) != 0)
        return unavailable(name + " cannot be sealed: " + failure());
    return copy;
}

// What a descriptor holds, as long as this lives.
class Content {
public:
    Content(const Descriptor& file, std::size_t size)
        : size_{size}, begin_{size == 0 ? MAP_FAILED : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0)} {}
    Content(const Content&) = delete;
    Content& operator=(const Content&) = delete;
    ~Content() {
        if (begin_ != MAP_FAILED) ::munmap(begin_, size_);
    }
    // Empty when it could not be mapped.
    std::string_view bytes() const {
        return begin_ == MAP_FAILED ? std::string_view{} : std::string_view{static_cast<const char*>(begin_), size_};
    }

private:
    std::size_t size_;
    void* begin_;
};

// The checks of its kind. A damaged shared object is refused and never run.
Result<PluginKind> kind_of(std::string_view content, bool is_executable, const std::string& path, const std::string& name) {
    const bool must_be_loaded = path.ends_with(".so") || has_wall_note(content);
    if (!must_be_loaded && is_executable) return PluginKind::program;
    if (!must_be_loaded)
        return invalid(path + " is neither a shared object of ours nor a program; if it is one: chmod +x it");
    const auto version = read_wall_version(content);
    if (!version) return invalid(path + " " + version.error().what);
    DESK_CHECK(check_wall_version(name, *version));
    return needs_address_sanitizer(content) ? PluginKind::sanitized_object : PluginKind::shared_object;
}

class BoostLibrary final : public LoadedObject {
public:
    BoostLibrary(boost::dll::shared_library library, const desk_plugin& plugin)
        : library_{std::move(library)}, plugin_{plugin} {}
    const desk_plugin& plugin() const override { return plugin_; }

private:
    boost::dll::shared_library library_;
    const desk_plugin& plugin_;
};

}  // namespace

SealedPlugin::SealedPlugin(SealedPlugin&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)}, name_{std::move(other.name_)}, kind_{other.kind_} {}

SealedPlugin::~SealedPlugin() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<SealedPlugin> seal_plugin(const std::string& path) {
    const std::string name = std::filesystem::path{path}.stem().string();
    DESK_TRY(const auto file, checked_file(path));
    DESK_TRY(auto copy, sealed_copy(file, path, name));
    const Content content{copy, file.size};
    DESK_TRY(const auto kind, kind_of(content.bytes(), file.is_executable, path, name));
    return SealedPlugin{copy.release(), name, kind};
}

Result<std::unique_ptr<LoadedObject>> load_plugin(const SealedPlugin& sealed) {
    using boost::dll::load_mode::rtld_local;
    using boost::dll::load_mode::rtld_now;
    const std::string path = "/proc/self/fd/" + std::to_string(sealed.descriptor());
    try {
        boost::dll::shared_library library{path, rtld_now | rtld_local};
        if (!library.has("desk_plugin_v1"))
            return invalid("\"" + sealed.name() + "\" exports no desk_plugin_v1");
        const auto& plugin = library.get<const desk_plugin>("desk_plugin_v1");
        DESK_CHECK(
            check_wall_version(sealed.name(), {plugin.wall_major, plugin.wall_minor, plugin.size}));
        return std::unique_ptr<LoadedObject>{
            std::make_unique<BoostLibrary>(std::move(library), plugin)};
    } catch (const std::exception& thrown) {
        return invalid("\"" + sealed.name() + "\" cannot be loaded: " + thrown.what());
    }
}

}  // namespace desk
