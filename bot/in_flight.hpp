// Which messages the core held when it died. A message that kills the core itself must be counted as an attempt, or it
// would kill it for ever; so its ticket is written to a small file before it is handled and wiped afterwards. The file
// is mapped: what stands in its memory survives the process, which is all it has to. Any thread.
#pragma once

#include <cstddef>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include <desk/result.hpp>

#include "storage/store.hpp"

namespace desk {

class InFlight {
public:
    // Wipes the ticket when it goes.
    class Seat {
    public:
        Seat(InFlight& file, std::size_t index) : file_{&file}, index_{index} {}
        Seat(Seat&& other) noexcept : file_{std::exchange(other.file_, nullptr)}, index_{other.index_} {}
        Seat& operator=(Seat&&) = delete;
        ~Seat() {
            if (file_ != nullptr) file_->wipe(index_);
        }

    private:
        InFlight* file_;
        std::size_t index_;
    };

    // `path` may exist already: `left_over` then tells what was held. `seats`: as many as there are workers. An empty
    // path keeps nothing (tests, commands), nor does a disk without room for the file. Errors: unavailable (cannot be
    // opened).
    static Result<InFlight> open(const std::string& path, std::size_t seats);
    InFlight(InFlight&& other) noexcept;
    InFlight& operator=(InFlight&&) = delete;
    ~InFlight();

    const std::vector<Ticket>& left_over() const { return left_over_; }
    Seat hold(const Ticket& ticket);

private:
    explicit InFlight(std::size_t seats) : is_taken_(seats) {}
    void read_left_over(int descriptor);
    void map(int descriptor);
    void wipe(std::size_t index);
    void write(std::size_t index, const std::string& record);

    std::span<char> file_;  // the mapping; empty: nothing is kept
    std::mutex mutex_;
    std::vector<bool> is_taken_;  // guarded by mutex_
    std::vector<Ticket> left_over_;
};

}  // namespace desk
