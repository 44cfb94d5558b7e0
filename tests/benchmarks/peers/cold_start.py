#!/usr/bin/env python3
"""The cold start row by itself: from starting the program to its first correct answer, as run.py measures it.
    cold_start.py --build build/release                      echo and the four plugins of the sample desk
    cold_start.py --build build/release --build build/before --times 15     alternating, so that both meet the same machine
    cold_start.py --build build/release --keep FOLDER        a database that is there already (FOLDER/desk.db) is opened, not a fresh one
Ports 18180 and 18181 on loopback."""
import argparse, os, statistics, tempfile

import priority
from desk import ECHO, FIVE, Desk


def arguments():
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument('--build', action='append', required=True, help='folder with deskhand; may be given again')
    given.add_argument('--times', type=int, default=9)
    given.add_argument('--echo', action='store_true', help='echo alone')
    given.add_argument('--keep', metavar='FOLDER', help='start on the database in this folder')
    given.add_argument('--nice', type=int, default=0, help='as of run.py')
    return given.parse_args()


def started_in(build, options, folder):
    """Milliseconds."""
    with Desk(f'{build}/deskhand', options.keep or folder, ECHO if options.echo else FIVE, keep=bool(options.keep)) as desk:
        return desk.started * 1e3


def main():
    options = arguments()
    priority.go_before_others(options.nice)
    taken = {build: [] for build in options.build}
    with tempfile.TemporaryDirectory(prefix='deskhand-start-', dir=options.build[0]) as folder:
        for _ in range(options.times):
            for build, found in taken.items():
                found.append(started_in(os.path.abspath(build), options, f'{folder}/desk'))
    for build, found in taken.items():
        print(f'{build}: median {statistics.median(found):.0f} ms, {min(found):.0f} to {max(found):.0f}, {len(found)} starts')


main()
