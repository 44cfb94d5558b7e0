// A process of our own: started with one socket, ended for good. What it prints comes in lines.
#pragma once

#include "bot/runtime/frame.hpp"
#include "bot/runtime/frame_patience.hpp"
#include <desk/result.hpp>

#include <sys/types.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// One thread at a time. Must be started on a thread that outlives it: the kernel kills it when the
// thread that started it ends, so that no process is left behind when the desk dies.
class ChildProcess {
public:
    using PrintedLine = std::function<void(std::string_view line)>;

    // Runs `program` with our process id and then `arguments`, the socket as descriptor 3, an empty
    // environment, its own process group, nothing else inherited. Errors: unavailable (no such
    // program, no resources).
    static Result<std::unique_ptr<ChildProcess>> start(const std::string& program,
                                                       std::vector<std::string> arguments,
                                                       PrintedLine printed);

    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    // Kills it when it still runs.
    ~ChildProcess();

    pid_t pid() const { return pid_; }
    FrameSocket& socket() { return socket_; }

    // The next frame, lent until the next call; hears what it prints meanwhile. Nothing: the
    // deadline is over. Errors: as of FrameSocket::receive.
    Result<std::optional<wire::Frame>> next_frame(FrameSocket::Deadline until);
    // What has arrived, without waiting; hears what it has printed. Otherwise as `next_frame`.
    Result<std::optional<wire::Frame>> frame_at_hand();
    // Kills it and its group, unless it has ended already, and says how it ended: "exited with 3",
    // "killed by SIGSEGV".
    std::string end();

private:
    ChildProcess(pid_t pid, int socket, int output, PrintedLine printed);
    // Whether a frame, or the end of the socket, is there within the time; hears what it prints.
    bool wait_for_frame(int timeout_ms);
    void hear();
    void pass_on_lines(bool is_last);

    pid_t pid_;
    FrameSocket socket_;
    FramePatience patience_;
    int output_;  // -1: it has closed it
    PrintedLine printed_;
    std::string line_ = {};
    std::string how_it_ended_ = {};
};

}  // namespace desk
