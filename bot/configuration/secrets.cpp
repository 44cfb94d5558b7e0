#include "bot/configuration/reading.hpp"

#include <sys/stat.h>

#include <array>
#include <fstream>
#include <sstream>

namespace desk {
namespace {

constexpr std::size_t most_secret_bytes = 65'536;

std::string without_line_end(std::string text) {
    while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
    return text;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) {
        line = without_line_end(std::move(line));
        if (!line.empty()) lines.push_back(std::move(line));
    }
    return lines;
}

struct SecretReader {
    Reading& reading;
    std::string full_name;
    bool takes_several = false;

    std::vector<std::string> parts(const std::string& content) const {
        if (takes_several) return lines_of(content);
        auto whole = without_line_end(content);
        if (whole.empty()) return {};
        return {std::move(whole)};
    }

    FoundSecret from_file(const Node& node) const {
        FoundSecret out{.was_given = true};
        if (node.kind != Node::Kind::text) {
            reading.report.wrong_type(node, full_name + "_file", "a file name",
                                      "\"/etc/deskhand/" + full_name + "\"");
            return out;
        }
        const auto path = reading.resolved(node.text);
        const auto content = file_content(path, most_secret_bytes);
        if (content) out.values = parts(*content);
        if (out.values.empty()) {
            reading.report.add(
                node, {.code = "DH1209",
                       .what = content ? "the secret file is empty: " + path
                                       : "the secret file cannot be read: " + path,
                       .fix = "put the secret into it, readable for the user that runs deskhand"});
        } else if (is_open_to_others(path)) {
            warn_open(node, path);
        }
        out.origin = "file " + path;
        return out;
    }

    FoundSecret from_value(const Node& node) const {
        FoundSecret out{.origin = reading.report.origin(node), .was_given = true};
        const bool is_list = takes_several && node.kind == Node::Kind::list;
        const std::vector<Node> alone{node};
        for (const auto& element : is_list ? node.children : alone) {
            if (element.kind != Node::Kind::text || element.text.empty()) {
                reading.report.add(node, {.code = "DH1204",
                                          .what = full_name + " must be a text that is not empty",
                                          .fix = "give it as a file: " + full_name + "_file",
                                          .mark = Mark::unseen});
                return out;
            }
            out.values.push_back(element.text);
        }
        if (node.variable.empty()) warn_visible(node);
        return out;
    }

    void warn_visible(const Node& node) const {
        reading.report.add(node, {.code = "DH1206",
                                  .what = "secret given in the file: " + full_name,
                                  .fix = "put it into a file only deskhand can read and use " +
                                         node.name + "_file",
                                  .severity = Severity::warning,
                                  .mark = Mark::unseen});
    }
    void warn_open(const Node& node, const std::string& path) const {
        reading.report.add(node,
                           {.code = "DH1210",
                            .what = "everybody on this machine can read the secret of " + full_name,
                            .fix = "chmod o-rwx " + path,
                            .severity = Severity::warning,
                            .mark = Mark::name});
    }

    FoundSecret from_credentials(std::string_view name) const {
        const auto folder = reading.surroundings.environment.find("CREDENTIALS_DIRECTORY");
        if (folder == reading.surroundings.environment.end()) return {};

        for (const auto& file : {full_name, std::string{name}}) {
            const auto path = std::filesystem::path{folder->second} / file;
            const auto content = file_content(path, most_secret_bytes);
            if (!content) continue;
            return {.values = parts(*content), .origin = "credential " + file, .was_given = true};
        }
        return {};
    }
};

}  // namespace

FoundSecret read_secret(Reading& reading, const Node& section, std::string_view section_name,
                        std::string_view name, bool takes_several) {
    const SecretReader reader{reading, std::string{section_name} + "." + std::string{name},
                              takes_several};
    const auto* value = find(section, name);
    const auto* file = find(section, std::string{name} + "_file");
    if (value != nullptr && file != nullptr) {
        const bool same_level = value->variable.empty() == file->variable.empty();
        if (same_level) {
            reading.report.add(*file, {.code = "DH1208",
                                       .what = reader.full_name + " is given twice",
                                       .fix = "keep " + file->name + " and remove " + value->name,
                                       .mark = Mark::name});
        }
        if (value->variable.empty()) value = nullptr;
        if (!same_level && value != nullptr) file = nullptr;
    }
    if (file != nullptr) return reader.from_file(*file);
    if (value != nullptr) return reader.from_value(*value);
    return reader.from_credentials(name);
}

bool is_open_to_others(const std::filesystem::path& file) {
    struct stat found = {};
    return stat(file.c_str(), &found) == 0 && (found.st_mode & S_IROTH) != 0;
}

std::optional<std::string> file_content(const std::filesystem::path& file, std::size_t most) {
    std::error_code failed;
    if (std::filesystem::is_directory(file, failed)) return {};

    std::ifstream in{file, std::ios::binary};
    if (!in) return {};
    std::string content;
    std::array<char, 16'384> piece{};
    while (in) {
        in.read(piece.data(), piece.size());
        content.append(piece.data(), static_cast<std::size_t>(in.gcount()));
        if (content.size() > most) return {};
    }
    return content;
}

}  // namespace desk
