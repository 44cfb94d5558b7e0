// A program that a test runs beside itself, with an environment of its own, what it prints going to
// files. It ends, by its process id, with its owner. One thread at a time.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace desk::test {

// How a process ended: by a signal, or with an exit code.
struct Ending {
    bool by_signal = false;
    int number = 0;
};

class Program {
public:
    // `arguments`: the file of the program first. What it prints is appended to the two files.
    Program(const std::vector<std::string>& arguments, const std::string& output_file,
            const std::string& error_file);
    ~Program();
    Program(Program&& other) noexcept;
    Program& operator=(Program&&) = delete;

    pid_t pid() const { return pid_; }
    void signal(int number) const;
    // Nothing: it still runs after so long.
    std::optional<Ending> wait(std::chrono::milliseconds longest);

private:
    pid_t pid_ = 0;
    int watch_ = -1;  // readable when it has ended
    std::optional<Ending> ending_ = {};
};

// A program run to its end.
struct Ran {
    int code = -1;  // -1: it did not end by itself
    std::string out = {};
    std::string err = {};
};

// Runs `deskhand ARGUMENTS`, of the build folder, for at most a minute.
Ran run_deskhand(std::vector<std::string> arguments);

// Children of a process that run now.
std::vector<pid_t> children_of(pid_t parent);
bool is_running(pid_t pid);
// Memory it holds, in bytes; 0: it has ended.
long long resident_bytes(pid_t pid);
// More than a desk that keeps nothing may need. Never in a build with a sanitizer, which holds on
// to what is freed.
bool has_grown(long long before, long long after);

}  // namespace desk::test
