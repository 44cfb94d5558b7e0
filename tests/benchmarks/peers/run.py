#!/usr/bin/env python3
"""Deskhand and its peers side by side: alternating rounds, one table of targets as Markdown, all raw samples as JSON.
    run.py --build build/release                          the desk alone
    run.py --build build/release --bench build/peers      and the peers that can be started (run.sh --peers installs them)
    run.py … --rounds 1 --seconds 1                       a quick look
Everything is on loopback; what is started here is ended here, by its pid. Ports 18180 to 18188 and 19101 to 19400."""
import argparse, json, os, resource, shutil, signal, subprocess, sys, tempfile

import growth, machine, peers, priority, slices, table

HERE = os.path.dirname(os.path.abspath(__file__))


def arguments():
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument('--build', required=True, help='folder with deskhand and desk_load')
    given.add_argument('--bench', help="folder of the peers (as ../shared/bench); none: the desk alone")
    given.add_argument('--install-from', help='copy the peers from here to --bench first, and fetch their packages (npm ci)')
    given.add_argument('--peers', default=','.join(peers.PEERS), help='which of them')
    given.add_argument('--rounds', type=int, default=5)
    given.add_argument('--seconds', type=int, default=3, help='of load in each slice')
    given.add_argument('--growth', default='100000:250000', metavar='CONVERSATIONS:TURNS',
                       help='the large database of the growth rows; 0: none')
    given.add_argument('--grown', metavar='FOLDER', help='where its databases are kept for the next run')
    given.add_argument('--gate', type=float, default=20, help='seconds to wait before a slice until others are quiet')
    given.add_argument('--nice', type=int, default=0, help='-20 to 19, for everything that is started: below 0 (root) it goes before what else runs here')
    given.add_argument('--folder', help='where the databases lie while it runs (a temporary folder beside the build)')
    given.add_argument('--out', default=f'{HERE}/../results', help='folder for the JSON')
    return given.parse_args()


def open_peers(options, folder):
    """Started: each without recording and with."""
    opened = []
    if not options.bench:
        return opened
    if options.install_from:
        peers.install(options.install_from, options.bench)
    for name in options.peers.split(','):
        why = peers.missing(options.bench, name)
        if why:
            say(f'peers: {name} is left out: {why}')
            continue
        for recording in (False, True):
            opened += started(peers.Peer(options.bench, name, recording, folder))
    return opened


def started(peer):
    """[peer], warm; [] when it does not start, twice."""
    for attempt in (1, 2):
        try:
            peer.start()
            peer.load(16, 3)  # its just-in-time compiler has seen the road
            return [peer]
        except RuntimeError as error:
            say(f'peers: {peer.name}: attempt {attempt}: {error}')
    return []


def say(text):
    print(text, file=sys.stderr, flush=True)


def plan(bench, opened, grown, options):
    """(name, act) of every slice of a round."""
    found = [(peer.name, lambda peer=peer: slices.peer(bench, peer)) for peer in opened]
    found += [(road, lambda road=road: slices.road(bench, road)) for road in ('webhook', 'ask', 'reply')]
    found += [('steady', lambda: slices.steady(bench, 500)), ('door', lambda: slices.door(bench, 'door')), ('beast', lambda: slices.door(bench, 'beast')),
              ('one core', lambda: slices.on_cores(bench, '0')), ('two cores', lambda: slices.on_cores(bench, '0,1')),
              ('five plugins', lambda: slices.five_plugins(bench)),
              ('at rest', lambda: slices.at_rest(bench)),
              ('disk', lambda: slices.disk(bench, 3000)),
              ('disk without records', lambda: slices.disk(bench, 3000, 'call_records = "0s"\n'))]
    if grown:
        found += [('growth ' + size, lambda size=size: grown.slice(size)) for size in grown.sizes]
    for peer in opened:
        if peer.recording:
            continue
        second = peers.Peer(options.bench, peer.name, False, bench.folder, shift=200)
        found.append((peer.name + ' start', lambda second=second: slices.peer_start(second)))
    return found


def open_growth(bench, options, samples):
    """The two databases, or None."""
    large = [int(n) for n in options.growth.split(':')]
    if len(large) != 2:
        return None
    say(f'filling a database with {large[0]:,} conversations and {large[1]:,} turns')
    grown = growth.Grown(bench, large, options.grown)
    samples.append({'round': -1, 'what': 'growth', **grown.fill()})
    return grown


def measure(bench, opened, grown, options, samples):
    for at in range(options.rounds):
        acts = plan(bench, opened, grown, options)
        first = at * len(acts) // options.rounds
        for what, act in acts[first:] + acts[:first]:
            for peer in opened:
                peer.stand_still(peer.name != what)
            try:
                found = act()
            except (RuntimeError, OSError, json.JSONDecodeError) as error:
                say(f'{at} {what}: {error}')
                continue
            samples.append({'round': at, 'what': what, **found})
            say(f'{at} {what:22s} ' + ' '.join(f'{k} {v:,.1f}' for k, v in found.items() if isinstance(v, (int, float)) and v))


def report(options, samples):
    commit = subprocess.run(['git', '-C', HERE, 'describe', '--always', '--dirty'], capture_output=True, text=True).stdout.strip()
    about = dict(machine.describe(), commit=commit, rounds=options.rounds, seconds=options.seconds, nice=options.nice)
    known = table.Samples(samples)
    rows = table.rows_of(known, peers.PEERS)
    os.makedirs(options.out, exist_ok=True)
    path = f"{options.out}/{about['date']}-{commit}.json"
    with open(path, 'w') as file:
        json.dump({'machine': about, 'rows': rows, 'samples': samples}, file, indent=1, ensure_ascii=False)
    names = list(dict.fromkeys(s['what'] for s in samples))
    print(f"{about['date']} · {commit} · {about['cores']} cores, {about['memory_gib']} GiB · Linux {about['kernel']} · "
          f"{options.rounds} rounds of {options.seconds} s\n\n{table.targets(rows)}\n\n{table.figures(known, names)}\n\nraw samples: {os.path.normpath(path)}")


def main():
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    priority.go_before_others(options.nice)
    most_files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most_files, most_files))
    folder = os.path.abspath(options.folder or tempfile.mkdtemp(prefix='deskhand-bench-', dir=options.build))
    os.makedirs(folder, exist_ok=True)
    bench = slices.Bench(os.path.abspath(options.build), folder, options.seconds, options.gate)
    samples, opened = [], []
    try:
        grown = open_growth(bench, options, samples)
        opened = open_peers(options, folder)
        measure(bench, opened, grown, options, samples)
    finally:
        for peer in opened:
            peer.end()
        shutil.rmtree(folder, ignore_errors=True)
    report(options, samples)


main()
