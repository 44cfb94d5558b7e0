#include "tests/support/failing_disk.hpp"

#include "storage/sqlite/begin_sqlite.hpp"

#include <sqlite3.h>

#include <new>

namespace desk::test {

struct FailingDisk::Vfs {
    std::string name = {};
    sqlite3_vfs* real = nullptr;
    sqlite3_vfs own = {};
};

namespace {

// SQLite gives the memory: our part first, the real file behind it.
struct File {
    sqlite3_file base = {};
    FailingDisk* disk = nullptr;
    sqlite3_file* real = nullptr;
};

File& ours(sqlite3_file* file) {
    return *reinterpret_cast<File*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
    return ours(file).real;
}

int close_file(sqlite3_file* file) {
    return real(file)->pMethods->xClose(real(file));
}
int read_file(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at) {
    return real(file)->pMethods->xRead(real(file), bytes, size, at);
}
int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
    if (ours(file).disk->count(DiskCall::write)) return SQLITE_IOERR_WRITE;
    return real(file)->pMethods->xWrite(real(file), bytes, size, at);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    return real(file)->pMethods->xTruncate(real(file), size);
}
int sync_file(sqlite3_file* file, int flags) {
    if (ours(file).disk->count(DiskCall::flush)) return SQLITE_IOERR_FSYNC;
    return real(file)->pMethods->xSync(real(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
int lock_file(sqlite3_file* file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
}
int unlock_file(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}
int check_lock(sqlite3_file* file, int* reserved) {
    return real(file)->pMethods->xCheckReservedLock(real(file), reserved);
}
int control(sqlite3_file* file, int what, void* argument) {
    return real(file)->pMethods->xFileControl(real(file), what, argument);
}
int sector_size(sqlite3_file* file) {
    return real(file)->pMethods->xSectorSize(real(file));
}
int traits(sqlite3_file* file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}
int shm_lock(sqlite3_file* file, int from, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), from, count, flags);
}
void shm_barrier(sqlite3_file* file) {
    real(file)->pMethods->xShmBarrier(real(file));
}
int shm_unmap(sqlite3_file* file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

const sqlite3_io_methods* methods() {
    static const sqlite3_io_methods passed_on{
        2,         close_file,  read_file,  write_file, truncate_file, sync_file, file_size,
        lock_file, unlock_file, check_lock, control,    sector_size,   traits,    shm_map,
        shm_lock,  shm_barrier, shm_unmap,  nullptr,    nullptr};
    return &passed_on;
}

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    auto* opened = new (file) File;
    opened->disk = static_cast<FailingDisk*>(vfs->pAppData);
    opened->real = reinterpret_cast<sqlite3_file*>(opened + 1);
    auto* below = sqlite3_vfs_find(nullptr);
    const int code = below->xOpen(below, name, opened->real, flags, out_flags);
    opened->base.pMethods = opened->real->pMethods != nullptr ? methods() : nullptr;
    return code;
}

}  // namespace

FailingDisk::FailingDisk(std::string name) : vfs_(std::make_unique<Vfs>()) {
    begin_sqlite();
    vfs_->name = std::move(name);
    vfs_->real = sqlite3_vfs_find(nullptr);
    vfs_->own = *vfs_->real;
    vfs_->own.zName = vfs_->name.c_str();
    vfs_->own.pNext = nullptr;
    vfs_->own.szOsFile = static_cast<int>(sizeof(File)) + vfs_->real->szOsFile;
    vfs_->own.pAppData = this;
    vfs_->own.xOpen = open_file;
    sqlite3_vfs_register(&vfs_->own, 0);
}

FailingDisk::~FailingDisk() {
    sqlite3_vfs_unregister(&vfs_->own);
}

const std::string& FailingDisk::name() const {
    return vfs_->name;
}

void FailingDisk::fail_at(int n) {
    failed_ = false;
    left_ = n;
}

bool FailingDisk::count(DiskCall call) {
    if (call == DiskCall::write) ++writes_;
    if (left_ <= 0 || --left_ != 0) return false;
    failed_call_ = call;
    failed_ = true;
    return true;
}

}  // namespace desk::test
