"""The table of targets, filled in from the raw samples: medians of the rounds, ratios within a round."""
from statistics import median


class Samples:
    def __init__(self, samples):
        self.samples = samples

    def values(self, what, field):
        """By round."""
        return {s['round']: s[field] for s in self.samples if s['what'] == what and field in s}

    def median(self, what, field):
        found = list(self.values(what, field).values())
        return median(found) if found else None

    def ratio(self, over, under, field='per_second', under_field=None):
        """(median, least, most) of the ratios round by round, or None."""
        top, bottom = self.values(over, field), self.values(under, under_field or field)
        found = [top[r] / bottom[r] for r in top if bottom.get(r)]
        return (median(found), min(found), max(found)) if found else None


def row(work, target, value, shown, is_met):
    return {'work': work, 'target': target, 'value': value, 'shown': shown, 'met': is_met}


def ratio_row(samples, work, over, under, at_least, name=None):
    found = samples.ratio(over, under)
    target = f'≥ {at_least} × {name or under}'
    if found is None:
        return row(work, target, None, 'not run', None)
    return row(work, target, found[0], f'{found[0]:.2f} × ({found[1]:.2f}–{found[2]:.2f})', found[0] >= at_least)


def figure_row(work, target, value, most, unit, digits=0):
    if value is None:
        return row(work, target, None, 'not run', None)
    return row(work, target, value, f'{value:,.{digits}f}{unit}', value <= most)


WEBHOOK = 'webhook in → durable → 2xx, 64 connections'
ASK = 'full turn by /api/v1/ask, 64 connections'
RATIOS = [
    (WEBHOOK, 'webhook', [('hubot', 3), ('hubot rec', 10), ('bolt rec', 14), ('errbot rec', 25)]),
    (ASK, 'ask', [('hubot', 1.3), ('hubot rec', 4), ('bolt rec', 6), ('botframework rec', 6), ('botkit rec', 6), ('errbot rec', 10)]),
    ('full turn with the reply delivered', 'reply', [('ask', 0.7)]),
    ('front door alone, 64 connections', 'door', [('beast', 0.65)]),
]


def rows_of(samples, peers):
    found = [ratio_row(samples, work, over, under, target) for work, over, unders in RATIOS for under, target in unders]
    flush = samples.ratio('steady', 'steady', 'p50_us', 'flush_p50_us'), samples.ratio('steady', 'steady', 'p99_us', 'flush_p99_us')
    for share, ratio, most in (('p50', flush[0], 3), ('p99', flush[1], 8)):
        shown = f'{ratio[0]:.1f} ({ratio[1]:.1f}–{ratio[2]:.1f})' if ratio else 'not run'
        found.append(row(f'{share} at 500 turns/s, in fdatasyncs', f'≤ {most}', ratio and ratio[0], shown, ratio and ratio[0] <= most))
    found.append(figure_row('CPU of a full turn', '≤ 200 µs', samples.median('ask', 'cpu_us_each'), 200, ' µs'))
    start = samples.median('five plugins', 'start_ms')
    found.append(figure_row('cold start to the first answer, 5 plugins', '≤ 150 ms', start, 150, ' ms'))
    found.append(start_against_peers(samples, start, peers))
    for what, field, most in (('at rest', 'idle_pss_kb', 60), ('under load', 'load_pss_kb', 120)):
        kilobytes = samples.median('five plugins', field)
        found.append(figure_row(f'memory {what}, 5 plugins, PSS', f'≤ {most} MB', kilobytes and kilobytes * 1024 / 1e6, most, ' MB'))
    for what, limits in (('disk', 'with search and replay records, unencrypted'), ('disk without records', 'with search, without replay records')):
        each = samples.median(what, 'bytes_each')
        found.append(figure_row(f'disk of a turn, {limits}', '≤ 2.2 KB', each and each / 1e3, 2.2, ' KB', 2))
    found += growth_rows(samples)
    found.append(ratio_row(samples, 'turns, 2 cores over 1, load included', 'two cores', 'one core', 1.7))
    return found


def growth_rows(samples):
    sizes = samples.median('growth', 'large_conversations'), samples.median('growth', 'large_turns')
    if None in sizes:
        return [row('growth', '', None, 'not run', None)]
    large = f'{sizes[0]:,.0f} conversations, {2 * sizes[1]:,.0f} messages'
    def at(field, scale):
        value = samples.median('growth large', field)
        return None if value is None else value / scale
    return [ratio_row(samples, f'growth: turns at {large}, over 1,000 and 10,000', 'growth large', 'growth small', 0.9),
            figure_row('growth: history of a conversation, p99', '≤ 5 ms', at('history_p99_us', 1e3), 5, ' ms', 2),
            figure_row("growth: search of one customer's words, p99", '≤ 10 ms', at('search_p99_us', 1e3), 10, ' ms', 2),
            figure_row("growth: search of all 500 customers' words, p50", '≤ 10 ms', at('search_all_p50_us', 1e3), 10, ' ms', 1),
            figure_row('growth: start to the first answer', '≤ 1 s', at('start_ms', 1e3), 1, ' s', 2)]


def start_against_peers(samples, start, peers):
    fastest = min(((samples.median(p + ' start', 'start_ms'), p) for p in peers if samples.median(p + ' start', 'start_ms')), default=None)
    if start is None or fastest is None:
        return row('cold start against the fastest peer', '≤ 0.3 ×', None, 'not run', None)
    return row(f'cold start against {fastest[1]} ({fastest[0]:.0f} ms)', '≤ 0.3 ×', start / fastest[0], f'{start / fastest[0]:.2f} ×', start / fastest[0] <= 0.3)


SYMBOL = {True: '✓', False: '✗ missed', None: '– not run'}


def targets(rows):
    lines = ['| work | target | measured | |', '|---|---|---|---|']
    return '\n'.join(lines + [f"| {r['work']} | {r['target']} | {r['shown']} | {SYMBOL[r['met']]} |" for r in rows])


def number(value, form='{:,.0f}', scale=1.0):
    return '' if value is None else form.format(value * scale)


def figures(samples, names):
    """Absolute medians of everything under load."""
    lines = ['| system | /s | p50 ms | p99 ms | CPU each | PSS | others\' cores |', '|---|---|---|---|---|---|---|']
    for name in names:
        at = lambda field: samples.median(name, field)
        if at('per_second') is None:
            continue
        lines.append(f"| {name} | {number(at('per_second'))} | {number(at('p50_us'), '{:.2f}', 1e-3)} | {number(at('p99_us'), '{:.1f}', 1e-3)} "
                     f"| {number(at('cpu_us_each'), '{:,.0f} µs')} | {number(at('pss_kb'), '{:,.0f} MiB', 1 / 1024)} | {number(at('others_cores'), '{:.2f}')} |")
    return '\n'.join(lines)
