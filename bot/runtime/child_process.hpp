// A process of our own: started with one socket, ended for good. What it prints comes in lines.
#pragma once

#include "bot/runtime/frame.hpp"
#include <desk/result.hpp>

#include <sys/types.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace desk {

// One thread at a time. Must be started on a thread that outlives it: the kernel kills it when the
// thread that started it ends, so that no process is left behind when the desk dies.
class ChildProcess {
public:
    using PrintedLine = std::function<void(std::string_view line)>;

    // Runs `program` with our process id as its only argument, the socket as descriptor 3, an empty
    // environment, its own process group, nothing else inherited. Errors: unavailable (no such
    // program, no resources).
    static Result<std::unique_ptr<ChildProcess>> start(const std::string& program,
                                                       PrintedLine printed);

    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    // Kills it when it still runs.
    ~ChildProcess();

    pid_t pid() const { return pid_; }
    FrameSocket& socket() { return socket_; }

    // Waits until a frame may have arrived; hears what it prints meanwhile. False: the deadline is
    // over.
    bool wait_for_frame(FrameSocket::Deadline until);
    // Kills it and its group, unless it has ended already, and says how it ended: "exited with 3",
    // "killed by SIGSEGV".
    std::string end();

private:
    ChildProcess(pid_t pid, int socket, int output, PrintedLine printed);
    void hear();
    void pass_on_lines(bool is_last);

    pid_t pid_;
    FrameSocket socket_;
    int output_;  // -1: it has closed it
    PrintedLine printed_;
    std::string line_ = {};
    std::string how_it_ended_ = {};
};

}  // namespace desk
