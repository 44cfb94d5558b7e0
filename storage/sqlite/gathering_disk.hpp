// A file layer (VFS) under SQLite that gathers what it writes to the log: a commit writes each changed page in two pieces,
// one behind the other, and here they become one write before the flush. The database file and all others are the layer
// below's own. Make it before the connections that name it and destroy it after them.
//
// Nothing is read or flushed before what was gathered is written, so SQLite sees the file it would see without. A write
// that fails late fails the flush, with the code of the write: the transaction is not kept, as if it had failed at once.
// That is right only while every commit flushes before others may see it, which `synchronous=FULL` is (Connection).
//
// What a VFS has to do: https://www.sqlite.org/vfs.html.
#pragma once

#include <memory>
#include <string>

namespace desk {

class GatheringDisk {
public:
    // `below`: the name of the layer below; "": SQLite's own.
    explicit GatheringDisk(const std::string& below);
    GatheringDisk(const GatheringDisk&) = delete;
    GatheringDisk& operator=(const GatheringDisk&) = delete;
    ~GatheringDisk();

    // For ConnectionOptions::vfs; no other has it.
    const std::string& name() const;

    struct Vfs;

private:
    std::unique_ptr<Vfs> vfs_;
};

}  // namespace desk
