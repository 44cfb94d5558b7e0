"""The machine: what it is, how fast its disk flushes, and who else is using it."""
import datetime, os, platform, time

TICKS = os.sysconf('SC_CLK_TCK')


def describe():
    gigabytes = os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30
    return {'date': datetime.date.today().isoformat(), 'cores': os.cpu_count(), 'memory_gib': round(gigabytes),
            'kernel': platform.release(), 'load_average': os.getloadavg()[0]}


def quantile(values, q):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))] if ordered else 0


FILE_BYTES = 4 * 2**20


def flush_times(folder, seconds):
    """Microseconds of each fdatasync after 4 KiB, in a file of `folder` that does not grow: the cheapest there is."""
    path, block, took = f'{folder}/flush', b'x' * 4096, []
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(file, b'x' * FILE_BYTES)
    os.fsync(file)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        began = time.perf_counter()
        os.pwrite(file, block, len(took) * 4096 % FILE_BYTES)
        os.fdatasync(file)
        took.append((time.perf_counter() - began) * 1e6)
    os.close(file)
    os.unlink(path)
    return took


def busy_seconds():
    """Processor seconds of everybody since the machine started."""
    fields = [int(n) for n in open('/proc/stat').readline().split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / TICKS


def wait_until_quiet(longest, most_cores=0.3):
    """Until others use less than `most_cores`, or `longest` seconds are over. While nothing of ours is at work."""
    end, calm = time.monotonic() + longest, 0
    while calm < 2 and time.monotonic() < end:
        before, began = busy_seconds(), time.monotonic()
        time.sleep(0.4)
        used = (busy_seconds() - before) / (time.monotonic() - began)
        calm = calm + 1 if used < most_cores else 0
