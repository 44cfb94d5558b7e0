"""One slice of measurement each: start what is needed, load it for some seconds, return a flat dict for the raw record."""
import json, os, socket, subprocess, time

import desk as desks
import machine
from desk import Desk

CONNECTIONS = 64


class Bench:
    """Programs, folder and lengths of this run. `gate`: how many seconds to wait for others to become quiet."""

    def __init__(self, build, folder, seconds, gate):
        self.program, self.load_tool = f'{build}/deskhand', f'{build}/desk_load'
        self.folder, self.seconds, self.gate = folder, seconds, gate

    def desk(self, folder=None, **settings):
        return Desk(self.program, folder or f'{self.folder}/desk', **settings)

    def tool(self, *words):
        done = subprocess.run([self.load_tool, *map(str, words)], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return json.loads(done.stdout)

    def load(self, desk, road, *words, cores=None):
        options = ['--road', road, '--port', desks.PORT, '--token', 'benchmark', '--secret', desks.SECRET,
                   '--reply-port', 0 if road == 'ask' else desks.REPLY_PORT, '--pid', desk.process.pid,
                   '--connections', CONNECTIONS, '--seconds', self.seconds, *words]
        command = (['taskset', '-c', cores] if cores else []) + [self.load_tool] + [str(w) for w in options]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        found = json.loads(done.stdout)
        costs = found.pop('costs')
        found['cpu_us_each'] = costs['cpu_seconds'] * 1e6 / max(1, found['done'])
        found['pss_kb'] = costs['pss_kb']
        return found

    def with_others(self, act):
        """What `act` gives, and how many cores others used meanwhile."""
        machine.wait_until_quiet(self.gate)
        mine = lambda: self.tool('--costs', os.getpid())['cpu_seconds'] + sum(os.times()[2:4])
        busy, own, began = machine.busy_seconds(), mine(), time.monotonic()
        found = act()
        used = machine.busy_seconds() - busy - (mine() - own)
        found['others_cores'] = round(used / (time.monotonic() - began), 2)
        return found


def peer(bench, peer):
    """After a second that is not counted: it has waited since its last slice, and its compiler may have forgotten."""
    peer.load(CONNECTIONS, 1)

    def act():
        before = bench.tool('--costs', peer.process.pid)
        found = peer.load(CONNECTIONS, bench.seconds)
        after = bench.tool('--costs', peer.process.pid)
        found['cpu_us_each'] = (after['cpu_seconds'] - before['cpu_seconds']) * 1e6 / max(1, found['done'])
        found['pss_kb'] = after['pss_kb']
        return found
    return bench.with_others(act)


def road(bench, name):
    """A fresh desk with echo under one road at 64 connections."""
    with bench.desk() as desk:
        return bench.with_others(lambda: bench.load(desk, name))


def steady(bench, rate):
    """Latency at a fixed rate, and what a flush takes on the same disk just before and after."""
    with bench.desk() as desk:
        flushes = machine.flush_times(bench.folder, bench.seconds / 2)
        found = bench.with_others(lambda: bench.load(desk, 'ask', '--rate', rate))
        flushes += machine.flush_times(bench.folder, bench.seconds / 2)
    found['flush_p50_us'], found['flush_p99_us'] = machine.quantile(flushes, 0.5), machine.quantile(flushes, 0.99)
    return found


def door(bench, road):
    """The HTTP path alone: signed forms of 400 B, a handler that answers at once; `door` is ours, `beast` the ceiling."""
    return bench.with_others(lambda: bench.tool('--road', road, '--connections', CONNECTIONS, '--seconds', bench.seconds))


def on_cores(bench, cores):
    """The desk and its load on these cores alone."""
    with bench.desk(cores=cores) as desk:
        return bench.with_others(lambda: bench.load(desk, 'ask', cores=cores))


def five_plugins(bench):
    """Cold start to the first answer, memory after two seconds at rest, and under load."""
    machine.wait_until_quiet(bench.gate)
    with bench.desk(plugins=desks.FIVE) as desk:
        time.sleep(2)
        found = {'start_ms': desk.started * 1e3, 'idle_pss_kb': bench.tool('--costs', desk.process.pid)['pss_kb']}
        loaded = bench.load(desk, 'ask', '--text', '/price premium 40')
    found['load_pss_kb'], found['per_second'] = loaded['pss_kb'], loaded['per_second']
    found['cpu_us_each'] = loaded['cpu_us_each']
    return found


def at_rest(bench, connections=2000):
    """Memory of a desk with one plugin, and of connections that are open and say nothing."""
    rules = f'connections_per_address = {2 * connections}\nidle_time = "10m"\n'
    with bench.desk(limits=rules) as desk:
        time.sleep(1)
        memory = lambda: bench.tool('--costs', desk.process.pid)['pss_kb']
        empty = memory()
        opened = [socket.create_connection(('127.0.0.1', desks.PORT)) for _ in range(connections)]
        for each in opened:
            each.sendall(b'GET / HTTP/1.1\r\nHost: desk\r\n\r\n')
        answered = sum(each.recv(4096).startswith(b'HTTP/1.1 ') for each in opened)
        full = memory()
        for each in opened:
            each.close()
    return {'echo_pss_kb': empty, 'connections': answered, 'connection_kb': (full - empty) / max(1, answered)}


def disk(bench, turns, limits=''):
    """Bytes on disk for each of `turns` with a delivered reply."""
    with bench.desk(limits=limits) as desk:
        found = bench.load(desk, 'reply', '--most', turns, '--seconds', 60, '--warm-up', 0)
        time.sleep(3)  # the search index follows a moment later
    return {'done': found['done'], 'bytes_each': desk.bytes_on_disk() / max(1, found['done'])}


def peer_start(peer):
    seconds = peer.start()
    peer.end()
    return {'start_ms': seconds * 1e3}
