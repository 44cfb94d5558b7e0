#include "bot/doctor/rules.hpp"
#include "bot/doctor/wording.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

namespace desk {
namespace {

constexpr std::uint64_t little_space = 1'000'000'000;
constexpr std::uint64_t no_space = 100'000'000;
constexpr std::chrono::seconds most_clock_lag{60};

struct FileSystem {
    std::uint64_t magic;
    const char* name;
};
// Source: statfs(2) and linux/magic.h.
constexpr std::array unfit_file_systems{FileSystem{0x6969, "NFS"}, FileSystem{0xFF534D42, "CIFS"},
                                        FileSystem{0xFE534D42, "SMB"}, FileSystem{0x517B, "SMB"},
                                        FileSystem{0x65735546, "FUSE"}};

std::string octal(unsigned mode) {
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "%04o", mode);
    return text.data();
}

std::string place_of(const Diagnosis& diagnosis) {
    if (diagnosis.file.empty()) return diagnosis.where.empty() ? "" : " (" + diagnosis.where + ")";
    return " (" + diagnosis.file + (diagnosis.line > 0 ? ":" + std::to_string(diagnosis.line) : "") + ")";
}

Observation observed(const Diagnosis& diagnosis) {
    const bool is_error = diagnosis.severity == Severity::error;
    return {is_error ? Concern::problem : Concern::warning, "configuration",
            diagnosis.code + ": " + diagnosis.what + place_of(diagnosis), diagnosis.fix};
}

// None: only its owner may read it, and that is us, root or nobody we know better.
std::optional<Observation> judged(const PrivateFile& file, std::int64_t user) {
    const auto about = file.path + " holds " + file.holds;
    if (!file.exists) return {};
    if ((file.mode & 0007U) != 0) {
        return Observation{Concern::problem, "private files",
                           about + " and everybody may use it (mode " + octal(file.mode) + ")",
                           "chmod o-rwx " + file.path};
    }
    if ((file.mode & 0020U) != 0) {
        return Observation{Concern::warning, "private files",
                           about + " and its group may write it (mode " + octal(file.mode) + ")",
                           "chmod g-w " + file.path};
    }
    const bool is_foreign = file.owner != 0 && file.owner != user && user != 0;
    if (!is_foreign) return {};
    return Observation{Concern::warning, "private files",
                       about + " and belongs to user " + std::to_string(file.owner) + ", who can change it",
                       "chown it to the user that runs deskhand, or to root"};
}

}  // namespace

Observations judge_configuration(const DoctorFacts& facts) {
    Observations all;
    for (const auto& diagnosis : facts.configuration.diagnoses) {
        // Open secrets and missing plugins have rules of their own.
        const bool is_told_elsewhere = diagnosis.code == "DH1210" || diagnosis.code == "DH1212";
        if (!is_told_elsewhere) all.push_back(observed(diagnosis));
    }
    if (!all.empty()) return all;
    const auto& found = facts.configuration;
    return {{Concern::none,
             "configuration",
             count_in_words(static_cast<std::int64_t>(found.plugins), "plugin", "plugins") + ", " +
                 count_in_words(static_cast<std::int64_t>(found.adapters), "adapter", "adapters"),
             {}}};
}

Observations judge_private_files(const DoctorFacts& facts) {
    Observations all;
    for (const auto& file : facts.private_files) {
        if (auto one = judged(file, facts.user)) all.push_back(*std::move(one));
    }
    if (!all.empty() || facts.private_files.empty()) return all;
    const auto count = static_cast<std::int64_t>(facts.private_files.size());
    return {{Concern::none, "private files", count_in_words(count, "file", "files") + ", closed to others", {}}};
}

Observations judge_data_folder(const DoctorFacts& facts) {
    const auto& folder = facts.folder;
    const auto problem = [&](Concern concern, std::string text, std::string fix) {
        return Observations{{concern, "data folder", folder.path + " " + std::move(text), std::move(fix)}};
    };
    if (folder.path.empty()) return {};
    if (!folder.exists) return problem(Concern::problem, "does not exist", "mkdir -m 0700 " + folder.path);
    for (const auto& unfit : unfit_file_systems) {
        if (unfit.magic != folder.file_system) continue;
        return problem(Concern::problem, std::string{"is on "} + unfit.name + ", which does not keep what SQLite needs",
                       "put the database on a local disk: url in [storage]");
    }
    if (!folder.is_writable) {
        return problem(Concern::problem, "cannot be written by this user",
                       "run the doctor as the user that runs deskhand, or chown the folder to it");
    }
    if (folder.free_bytes < little_space) {
        return problem(folder.free_bytes < no_space ? Concern::problem : Concern::warning,
                       "has " + size_in_words(folder.free_bytes) + " free", "make room, or move the database");
    }
    return {{Concern::none, "data folder", folder.path + ", " + size_in_words(folder.free_bytes) + " free", {}}};
}

Observations judge_clock(const DoctorFacts& facts) {
    const auto lag = std::chrono::duration_cast<std::chrono::seconds>(facts.newest_file - facts.now);
    if (lag <= most_clock_lag) {
        return {{Concern::none, "clock", "not behind the files it wrote (limit 60 s)", {}}};
    }
    return {{Concern::problem, "clock", "the newest file of the desk is from " + time_in_words(lag) + " in the future",
             "set the clock (timedatectl); signatures are refused when it is over 300 s off"}};
}

Observations judge_ports(const DoctorFacts& facts) {
    Observations all;
    for (const auto& port : facts.ports) {
        if (port.problem.empty()) continue;
        all.push_back({Concern::problem, "ports", port.key + " " + port.address + ": " + port.problem,
                       "stop the other program, or change " + port.key});
    }
    if (!all.empty() || facts.ports.empty()) return all;
    std::string addresses;
    for (const auto& port : facts.ports) addresses += (addresses.empty() ? "" : ", ") + port.address;
    return {{Concern::none, "ports", addresses + (facts.is_running ? ", held by this desk" : ", free"), {}}};
}

Observations judge_descriptors(const DoctorFacts& facts) {
    const auto& found = facts.descriptors;
    const auto text = std::to_string(found.most) + (found.is_of_desk ? " for the desk" : " in this shell") + ", " +
                      std::to_string(found.needed) + " needed";
    if (found.most >= found.needed) return {{Concern::none, "descriptors", text, {}}};
    return {{Concern::warning, "descriptors", text + " for connections in [limits]",
             "LimitNOFILE=" + std::to_string(found.needed) + " in the unit (ulimit -n), or lower connections"}};
}

}  // namespace desk
