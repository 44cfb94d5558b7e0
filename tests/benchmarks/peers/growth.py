"""The same desk with little and with much behind it."""
import json, os, subprocess

import machine

SMALL = (1_000, 5_000)  # conversations, turns of two messages


class Grown:
    """Two databases, filled once, used by every round."""

    def __init__(self, bench, large):
        self.bench, self.sizes = bench, {'small': SMALL, 'large': large}

    def tool(self, *words):
        done = subprocess.run([f'{os.path.dirname(self.bench.program)}/desk_growth', *map(str, words)], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return json.loads(done.stdout)

    def folder(self, size):
        return f'{self.bench.folder}/grown-{size}'

    def fill(self):
        """Bytes of each, once it is there."""
        found = {}
        for size, (conversations, turns) in self.sizes.items():
            os.makedirs(self.folder(size), exist_ok=True)
            filled = self.tool('fill', f'{self.folder(size)}/desk.db', conversations, turns)
            found[f'{size}_conversations'], found[f'{size}_turns'], found[f'{size}_bytes'] = conversations, turns, filled['bytes']
        return found

    def slice(self, size):
        """Start, turns by /api/v1/ask, history and search."""
        machine.wait_until_quiet(self.bench.gate)
        with self.bench.desk(folder=self.folder(size), keep=True) as desk:
            found = self.bench.with_others(lambda: self.bench.load(desk, 'ask'))
        found['start_ms'] = desk.started * 1e3
        return {**found, **self.tool('read', f'{self.folder(size)}/desk.db')}
