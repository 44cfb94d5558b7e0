#include "plugins/host/plugin_note.hpp"

#include <desk/plugin_abi.h>

#include <elf.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string>

namespace desk {
namespace {

#if defined(__x86_64__)
constexpr Elf64_Half our_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr Elf64_Half our_machine = EM_AARCH64;
#else
#error "name the ELF machine of this processor"
#endif
// What desk_plugin had in wall 1.0; it only grows.
constexpr std::size_t first_plugin_bytes = offsetof(desk_plugin, close) + sizeof(desk_plugin::close);

// A copy of what stands at `at`, or nothing when the file ends before.
template <class T>
std::optional<T> at(std::string_view content, std::uint64_t at) {
    if (at > content.size() || content.size() - at < sizeof(T)) return std::nullopt;
    T value;
    std::memcpy(&value, content.data() + at, sizeof value);
    return value;
}

std::string_view slice(std::string_view content, std::uint64_t from, std::uint64_t size) {
    if (from > content.size() || content.size() - from < size) return {};
    return content.substr(from, size);
}

bool is_ours(const Elf64_Ehdr& header) {
    constexpr auto order = std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;
    return header.e_ident[EI_CLASS] == ELFCLASS64 && header.e_ident[EI_DATA] == order &&
           header.e_machine == our_machine;
}

std::optional<Elf64_Shdr> section(std::string_view content, const Elf64_Ehdr& header,
                                  std::uint64_t n) {
    if (n >= header.e_shnum || header.e_shoff > content.size()) return std::nullopt;
    return at<Elf64_Shdr>(content, header.e_shoff + n * sizeof(Elf64_Shdr));
}

// The bytes of the section called `name`; empty when there is none.
std::string_view section_called(std::string_view content, const Elf64_Ehdr& header,
                                std::string_view name) {
    const auto names = section(content, header, header.e_shstrndx);
    if (!names) return {};
    const std::string_view table = slice(content, names->sh_offset, names->sh_size);
    for (std::uint64_t n = 0; n < header.e_shnum; ++n) {
        const auto found = section(content, header, n);
        if (!found || found->sh_name >= table.size()) continue;
        const std::string_view rest = table.substr(found->sh_name);
        if (rest.substr(0, rest.find('\0')) != name) continue;
        return slice(content, found->sh_offset, found->sh_size);
    }
    return {};
}

struct Note {
    std::uint32_t name_size;
    std::uint32_t description_size;
    std::uint32_t type;
    std::array<char, 12> name;
    std::uint32_t wall_major;
    std::uint32_t wall_minor;
    std::uint32_t plugin_size;
};

std::string version_text(std::uint32_t major, std::uint32_t minor) {
    return std::to_string(major) + "." + std::to_string(minor);
}

// The header of a shared object (or of a program that may stand anywhere in memory, which looks alike).
std::optional<Elf64_Ehdr> header_of(std::string_view content) {
    const auto header = at<Elf64_Ehdr>(content, 0);
    if (!header || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 || header->e_type != ET_DYN) {
        return std::nullopt;
    }
    return header;
}

}  // namespace

bool has_wall_note(std::string_view content) {
    const auto header = header_of(content);
    return header && is_ours(*header) && !section_called(content, *header, ".note.deskhand").empty();
}

bool needs_address_sanitizer(std::string_view content) {
    const auto header = header_of(content);
    if (!header || !is_ours(*header)) return false;
    constexpr std::string_view first_call{"\0__asan_init\0", 13};
    return section_called(content, *header, ".dynstr").find(first_call) != std::string_view::npos;
}

Result<WallVersion> read_wall_version(std::string_view content) {
    const auto header = header_of(content);
    if (!header) return invalid("is not a shared object");
    if (!is_ours(*header)) return invalid("was built for another processor");
    const auto note = at<Note>(section_called(content, *header, ".note.deskhand"), 0);
    constexpr std::array<char, 12> our_name{"Deskhand"};
    if (!note || note->name != our_name || note->description_size < 12) {
        return invalid("is not a Deskhand plugin (it has no section .note.deskhand)");
    }
    return WallVersion{note->wall_major, note->wall_minor, note->plugin_size};
}

Result<void> check_wall_version(std::string_view plugin, const WallVersion& version) {
    const std::string quoted = "\"" + std::string{plugin} + "\"";
    if (version.major != DESK_WALL_MAJOR || version.minor > DESK_WALL_MINOR) {
        return invalid(quoted + " was built for plugin wall " +
                       version_text(version.major, version.minor) + ", this Deskhand offers " +
                       version_text(DESK_WALL_MAJOR, DESK_WALL_MINOR));
    }
    if (version.plugin_size < first_plugin_bytes) {
        return invalid(quoted + " was built with a wall of " + std::to_string(version.plugin_size) +
                       " bytes, at least " + std::to_string(first_plugin_bytes) + " are needed");
    }
    return {};
}

}  // namespace desk
