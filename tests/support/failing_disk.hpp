// A disk under SQLite whose n-th write or flush fails: a VFS that passes everything on to the real
// one and counts. Tests only. Make it before the database and destroy it after.
#pragma once

#include <atomic>
#include <memory>
#include <string>

namespace desk::test {

enum class DiskCall { write, flush };

class FailingDisk {
public:
    // `name` is the name of the VFS, see ConnectionOptions::vfs. It must be unused.
    explicit FailingDisk(std::string name);
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;
    ~FailingDisk();

    const std::string& name() const;

    // From now on the `n`-th call fails, once; 0: none does.
    void fail_at(int n);
    // The call that was made to fail, and whether one was.
    bool has_failed() const { return failed_; }
    DiskCall failed_call() const { return failed_call_; }

    // How many there were.
    int writes() const { return writes_; }

    // Of the VFS: true when this call is to fail.
    bool count(DiskCall call);

    struct Vfs;

private:
    std::unique_ptr<Vfs> vfs_;
    std::atomic<int> writes_ = 0;
    std::atomic<int> left_ = 0;
    std::atomic<bool> failed_ = false;
    std::atomic<DiskCall> failed_call_ = DiskCall::write;
};

}  // namespace desk::test
