"""The same desk with little and with much behind it."""
import json, os, shutil, subprocess, time

import machine

SMALL = (1_000, 5_000)  # conversations, turns of two messages
CHECKED_BESIDE = 128 * 2**20  # bytes; limits.start_check_bytes


class Grown:
    """Two databases, filled once. Each slice of the small one works on a copy, or it would not stay small; the large one is used by every
    round, and in `kept` it is there for the next run."""

    def __init__(self, bench, large, kept=None):
        self.bench, self.sizes, self.kept = bench, {'small': SMALL, 'large': large}, kept or bench.folder

    def tool(self, *words):
        done = subprocess.run([f'{os.path.dirname(self.bench.program)}/desk_growth', *map(str, words)], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return json.loads(done.stdout)

    def folder(self, size):
        conversations, turns = self.sizes[size]
        return f'{self.kept}/grown-{conversations}-{turns}'

    def fill(self):
        """Bytes of each, once it is there."""
        found = {}
        for size, (conversations, turns) in self.sizes.items():
            folder = self.folder(size)
            if not os.path.exists(folder):
                part = folder + '.part'
                shutil.rmtree(part, ignore_errors=True)
                os.makedirs(part)
                self.tool('fill', f'{part}/desk.db', conversations, turns)
                os.rename(part, folder)
            found[f'{size}_conversations'], found[f'{size}_turns'] = conversations, turns
            found[f'{size}_bytes'] = os.path.getsize(f'{folder}/desk.db')
        return found

    def work_on(self, size):
        if size == 'large':
            return self.folder(size)
        copy = f'{self.bench.folder}/grown'
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.folder(size), copy)
        return copy

    def slice(self, size):
        """Start, turns by /api/v1/ask once a large file has been checked for damage, history and search."""
        folder = self.work_on(size)
        machine.wait_until_quiet(self.bench.gate)
        with self.bench.desk(folder=folder, keep=True, log_level='info') as desk:
            if os.path.getsize(f'{folder}/desk.db') > CHECKED_BESIDE:
                desk.wait_until_checked()
            # In conversations of its own, or those of the large one would be longer from slice to slice.
            found = self.bench.with_others(lambda: self.bench.load(desk, 'ask', '--channel', f'slice-{time.time_ns()}'))
        found['start_ms'] = desk.started * 1e3
        return {**found, **self.tool('read', f'{folder}/desk.db')}
