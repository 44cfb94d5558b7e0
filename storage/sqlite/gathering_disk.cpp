#include "storage/sqlite/gathering_disk.hpp"

#include "storage/sqlite/begin_sqlite.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <new>

namespace desk {

struct GatheringDisk::Vfs {
    std::string name = {};
    sqlite3_vfs* below = nullptr;
    sqlite3_vfs own = {};
};

namespace {

// SQLite's own layer cannot write 0x20000 bytes at once: seekAndWriteFd in os_unix.c takes the lower 17 bits of the size.
constexpr std::size_t most_gathered = 0x10000;

// SQLite gives the memory: our part first, the file of the layer below behind it.
struct Log {
    sqlite3_file base = {};
    sqlite3_file* below = nullptr;
    std::string gathered = {};
    sqlite3_int64 begins_at = 0;  // where the gathered bytes belong
};

Log& ours(sqlite3_file* file) {
    return *reinterpret_cast<Log*>(file);
}

sqlite3_file* below(sqlite3_file* file) {
    return ours(file).below;
}

int write_gathered(sqlite3_file* file) {
    Log& log = ours(file);
    if (log.gathered.empty()) return SQLITE_OK;
    const int code = log.below->pMethods->xWrite(log.below, log.gathered.data(), static_cast<int>(log.gathered.size()),
                                                 log.begins_at);
    log.gathered.clear();
    return code;
}

int write_log(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
    Log& log = ours(file);
    const auto more = static_cast<std::size_t>(size);
    const bool follows = at == log.begins_at + static_cast<sqlite3_int64>(log.gathered.size());
    if (!follows || log.gathered.size() + more > most_gathered) {
        if (const int code = write_gathered(file); code != SQLITE_OK) return code;
    }
    if (log.gathered.empty()) log.begins_at = at;
    log.gathered.append(static_cast<const char*>(bytes), more);
    return SQLITE_OK;
}

int read_log(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at) {
    if (const int code = write_gathered(file); code != SQLITE_OK) return code;
    return below(file)->pMethods->xRead(below(file), bytes, size, at);
}

int flush_log(sqlite3_file* file, int flags) {
    if (const int code = write_gathered(file); code != SQLITE_OK) return code;
    return below(file)->pMethods->xSync(below(file), flags);
}

int truncate_log(sqlite3_file* file, sqlite3_int64 size) {
    if (const int code = write_gathered(file); code != SQLITE_OK) return code;
    return below(file)->pMethods->xTruncate(below(file), size);
}

int size_of_log(sqlite3_file* file, sqlite3_int64* size) {
    if (const int code = write_gathered(file); code != SQLITE_OK) return code;
    return below(file)->pMethods->xFileSize(below(file), size);
}

// What is still gathered was never flushed, so nobody was told of it.
int close_log(sqlite3_file* file) {
    const int code = below(file)->pMethods->xClose(below(file));
    std::destroy_at(&ours(file));
    return code;
}

int lock(sqlite3_file* file, int level) {
    return below(file)->pMethods->xLock(below(file), level);
}
int unlock(sqlite3_file* file, int level) {
    return below(file)->pMethods->xUnlock(below(file), level);
}
int check_lock(sqlite3_file* file, int* reserved) {
    return below(file)->pMethods->xCheckReservedLock(below(file), reserved);
}
int control(sqlite3_file* file, int what, void* argument) {
    return below(file)->pMethods->xFileControl(below(file), what, argument);
}
int sector_size(sqlite3_file* file) {
    return below(file)->pMethods->xSectorSize(below(file));
}
int traits(sqlite3_file* file) {
    return below(file)->pMethods->xDeviceCharacteristics(below(file));
}

// Version 1: the log has no shared memory, that is the database file's.
constexpr sqlite3_io_methods gathering{
    1,      close_log, read_log,   write_log, truncate_log, flush_log, size_of_log, lock,    unlock,
    check_lock, control, sector_size, traits,  nullptr,      nullptr,   nullptr,     nullptr, nullptr, nullptr};

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    auto* next = static_cast<GatheringDisk::Vfs*>(vfs->pAppData)->below;
    if ((flags & SQLITE_OPEN_WAL) == 0) return next->xOpen(next, name, file, flags, out_flags);

    auto* log = new (file) Log;
    log->below = reinterpret_cast<sqlite3_file*>(log + 1);
    const int code = next->xOpen(next, name, log->below, flags, out_flags);
    if (log->below->pMethods != nullptr) log->base.pMethods = &gathering;
    else std::destroy_at(log);
    return code;
}

}  // namespace

GatheringDisk::GatheringDisk(const std::string& below) : vfs_{std::make_unique<Vfs>()} {
    begin_sqlite();
    vfs_->name = "gathering-" + std::to_string(reinterpret_cast<std::uintptr_t>(vfs_.get()));
    vfs_->below = sqlite3_vfs_find(below.empty() ? nullptr : below.c_str());
    vfs_->own = *vfs_->below;
    vfs_->own.zName = vfs_->name.c_str();
    vfs_->own.pNext = nullptr;
    vfs_->own.szOsFile += static_cast<int>(sizeof(Log));
    vfs_->own.pAppData = vfs_.get();
    vfs_->own.xOpen = open;
    sqlite3_vfs_register(&vfs_->own, 0);
}

GatheringDisk::~GatheringDisk() {
    sqlite3_vfs_unregister(&vfs_->own);
}

const std::string& GatheringDisk::name() const {
    return vfs_->name;
}

}  // namespace desk
