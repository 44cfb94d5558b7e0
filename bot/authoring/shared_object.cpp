#include "bot/authoring/shared_object.hpp"

#include <elf.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>

namespace desk {
namespace {

// The file as tables of fixed rows; every access is checked against its end.
class ElfFile {
public:
    explicit ElfFile(std::string_view content) : content_{content} {}

    // The structure at `offset`, or zeroes behind the end.
    template <class T>
    T at(std::uint64_t offset) const {
        T out{};
        if (offset <= content_.size() && content_.size() - offset >= sizeof(T)) {
            std::memcpy(&out, content_.data() + offset, sizeof(T));
        }
        return out;
    }
    // A text that ends with a zero; "" behind the end.
    std::string text(std::uint64_t offset) const {
        if (offset >= content_.size()) return {};
        const auto rest = content_.substr(offset);
        return std::string{rest.substr(0, rest.find('\0'))};
    }
    bool is_object() const {
        const auto header = at<Elf64_Ehdr>(0);
        return content_.size() >= sizeof header && std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 &&
               header.e_ident[EI_CLASS] == ELFCLASS64 && header.e_ident[EI_DATA] == ELFDATA2LSB &&
               header.e_type == ET_DYN && header.e_shentsize == sizeof(Elf64_Shdr) && header.e_shoff < content_.size();
    }
    std::vector<Elf64_Shdr> sections() const {
        const auto header = at<Elf64_Ehdr>(0);
        std::vector<Elf64_Shdr> out;
        for (std::uint64_t i = 0; i < header.e_shnum; ++i)
            out.push_back(at<Elf64_Shdr>(header.e_shoff + i * sizeof(Elf64_Shdr)));
        return out;
    }
    std::string section_name(const Elf64_Shdr& section, const std::vector<Elf64_Shdr>& all) const {
        const auto names = at<Elf64_Ehdr>(0).e_shstrndx;
        return names < all.size() ? text(all[names].sh_offset + section.sh_name) : std::string{};
    }
    bool has_executable_stack() const {
        const auto header = at<Elf64_Ehdr>(0);
        for (std::uint64_t i = 0; i < header.e_phnum; ++i) {
            const auto part = at<Elf64_Phdr>(header.e_phoff + i * sizeof(Elf64_Phdr));
            if (part.p_type == PT_GNU_STACK) return (part.p_flags & PF_X) != 0;
        }
        return false;
    }
    // Rows of a table; never more than the file can hold.
    template <class Row>
    std::uint64_t rows(const Elf64_Shdr& section) const {
        return std::min<std::uint64_t>(section.sh_size, content_.size()) / sizeof(Row);
    }

private:
    std::string_view content_;
};

std::optional<Elf64_Shdr> of_type(const std::vector<Elf64_Shdr>& sections, std::uint32_t type) {
    for (const auto& section : sections) {
        if (section.sh_type == type) return section;
    }
    return {};
}

std::uint64_t texts_of(const Elf64_Shdr& section, const std::vector<Elf64_Shdr>& all) {
    return section.sh_link < all.size() ? all[section.sh_link].sh_offset : 0;
}

void read_dynamic(const ElfFile& file, const std::vector<Elf64_Shdr>& sections, SharedObject& out) {
    const auto dynamic = of_type(sections, SHT_DYNAMIC);
    if (!dynamic) return;
    const auto texts = texts_of(*dynamic, sections);
    for (std::uint64_t i = 0; i < file.rows<Elf64_Dyn>(*dynamic); ++i) {
        const auto row = file.at<Elf64_Dyn>(dynamic->sh_offset + i * sizeof(Elf64_Dyn));
        if (row.d_tag == DT_NULL) return;
        if (row.d_tag == DT_NEEDED) out.libraries.push_back(file.text(texts + row.d_un.d_val));
        if (row.d_tag == DT_RPATH || row.d_tag == DT_RUNPATH) out.search_path = file.text(texts + row.d_un.d_val);
    }
}

// Number of a symbol's version → the library that has it.
std::map<std::uint16_t, std::string> libraries_of_versions(const ElfFile& file,
                                                           const std::vector<Elf64_Shdr>& sections) {
    std::map<std::uint16_t, std::string> out;
    const auto needed = of_type(sections, SHT_GNU_verneed);
    if (!needed) return out;
    const auto texts = texts_of(*needed, sections);
    auto at = needed->sh_offset;
    for (std::uint64_t i = 0; i < needed->sh_info && i < 1'000; ++i) {
        const auto library = file.at<Elf64_Verneed>(at);
        auto version_at = at + library.vn_aux;
        for (int n = 0; n < library.vn_cnt; ++n) {
            const auto version = file.at<Elf64_Vernaux>(version_at);
            out[version.vna_other] = file.text(texts + library.vn_file);
            version_at += version.vna_next;
        }
        at += library.vn_next;
    }
    return out;
}

void read_symbols(const ElfFile& file, const std::vector<Elf64_Shdr>& sections, SharedObject& out) {
    const auto symbols = of_type(sections, SHT_DYNSYM);
    if (!symbols) return;
    const auto versions = of_type(sections, SHT_GNU_versym);
    const auto libraries = libraries_of_versions(file, sections);
    const auto texts = texts_of(*symbols, sections);
    for (std::uint64_t i = 1; i < file.rows<Elf64_Sym>(*symbols); ++i) {
        const auto symbol = file.at<Elf64_Sym>(symbols->sh_offset + i * sizeof(Elf64_Sym));
        const auto name = file.text(texts + symbol.st_name);
        const auto binding = ELF64_ST_BIND(symbol.st_info);
        if (symbol.st_shndx == SHN_ABS || binding == STB_LOCAL) continue;  // a version's own name
        if (symbol.st_shndx != SHN_UNDEF) {
            out.exported.push_back(name);
        } else if (binding != STB_WEAK) {
            const auto version = versions ? file.at<std::uint16_t>(versions->sh_offset + i * sizeof(std::uint16_t)) : 0;
            const auto library = libraries.find(static_cast<std::uint16_t>(version & 0x7fff));
            out.missing.push_back({name, library == libraries.end() ? std::string{} : library->second});
        }
    }
}

// Behind the note's head and its name of twelve bytes: major, minor (desk/entry.hpp).
void read_wall(const ElfFile& file, const std::vector<Elf64_Shdr>& sections, SharedObject& out) {
    for (const auto& section : sections) {
        if (file.section_name(section, sections) != ".note.deskhand") continue;
        const auto description = section.sh_offset + sizeof(Elf64_Nhdr) + 12;
        out.wall_major = file.at<std::uint32_t>(description);
        out.wall_minor = file.at<std::uint32_t>(description + sizeof(std::uint32_t));
    }
}

}  // namespace

Result<SharedObject> read_shared_object(std::string_view content) {
    const ElfFile file{content};
    if (!file.is_object()) return invalid("this is no 64-bit shared object");
    const auto sections = file.sections();
    SharedObject out{.has_executable_stack = file.has_executable_stack()};
    read_dynamic(file, sections, out);
    read_symbols(file, sections, out);
    read_wall(file, sections, out);
    return out;
}

}  // namespace desk
