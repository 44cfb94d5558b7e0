// A file beside the database that remembers how many arrivals' commits were acknowledged. SQLite
// drops the rest of its log silently behind a damaged frame; this file tells at the next start that
// something is missing. Two records of 128 bytes, written in turn, each with a CRC: a torn write
// costs one of them, never both.
#pragma once

#include <desk/result.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace desk {

class Watermark {
public:
    // Opens or makes `path`. Errors: unavailable.
    static Result<std::unique_ptr<Watermark>> open(const std::string& path,
                                                   std::string incarnation);

    Watermark(const Watermark&) = delete;
    Watermark& operator=(const Watermark&) = delete;
    ~Watermark();

    // The highest number found when it was opened; none: no valid record of this incarnation.
    std::optional<std::int64_t> found() const { return found_; }

    // Writes the next record, without a flush: it survives the process. One thread at a time. A
    // failure is kept and comes out of `sync`, because the commit itself is good.
    void note(std::int64_t commit_no);
    // Starts again from `commit_no`, after a loss was found and told. Errors: unavailable.
    Result<void> restart(std::int64_t commit_no);
    // Flushes, to survive a power loss. Any thread. Errors: unavailable.
    Result<void> sync();

private:
    Watermark(int file, std::string incarnation)
        : file_(file), incarnation_(std::move(incarnation)) {}
    std::optional<std::int64_t> read_record(int index) const;

    int file_;
    std::string incarnation_;
    std::optional<std::int64_t> found_ = {};
    std::atomic<bool> failed_ = false;
};

}  // namespace desk
