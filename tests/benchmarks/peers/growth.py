"""The same desk with little and with much behind it."""
import json, os, shutil, subprocess

import machine

SMALL = (1_000, 5_000)  # conversations, turns of two messages
CHECKED_BESIDE = 128 * 2**20  # bytes; limits.start_check_bytes


class Grown:
    """Two databases, filled once, used by every round; in `kept` they are there for the next run."""

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

    def slice(self, size):
        """Start, turns by /api/v1/ask once a large file has been checked for damage, history and search."""
        machine.wait_until_quiet(self.bench.gate)
        with self.bench.desk(folder=self.folder(size), keep=True, log_level='info') as desk:
            if os.path.getsize(f'{self.folder(size)}/desk.db') > CHECKED_BESIDE:
                desk.wait_until_checked()
            found = self.bench.with_others(lambda: self.bench.load(desk, 'ask'))
        found['start_ms'] = desk.started * 1e3
        return {**found, **self.tool('read', f'{self.folder(size)}/desk.db')}
