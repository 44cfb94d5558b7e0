import unittest

import table


def sample(at, what, **fields):
    return {'round': at, 'what': what, **fields}


class Table(unittest.TestCase):
    def test_compares_within_a_round_and_takes_the_median(self):
        samples = table.Samples([sample(0, 'ask', per_second=100), sample(0, 'hubot', per_second=50),
                                 sample(1, 'ask', per_second=900), sample(1, 'hubot', per_second=300),
                                 sample(2, 'ask', per_second=100), sample(2, 'hubot', per_second=100)])
        self.assertEqual(samples.ratio('ask', 'hubot'), (2, 1, 3))

    def test_leaves_out_a_round_that_lacks_one_side(self):
        samples = table.Samples([sample(0, 'ask', per_second=100), sample(1, 'ask', per_second=100), sample(1, 'hubot', per_second=50)])
        self.assertEqual(samples.ratio('ask', 'hubot'), (2, 2, 2))

    def test_says_what_was_not_run_instead_of_passing_it(self):
        rows = table.rows_of(table.Samples([]), ['hubot'])
        self.assertTrue(rows)
        self.assertEqual({(r['shown'], r['met']) for r in rows}, {('not run', None)})

    def test_marks_a_target_that_was_missed(self):
        rows = table.rows_of(table.Samples([sample(0, 'ask', per_second=100, cpu_us_each=412.4)]), [])
        cpu = next(r for r in rows if r['work'] == 'CPU of a full turn')
        self.assertEqual((cpu['shown'], cpu['met']), ('412 µs', False))
        self.assertIn('| CPU of a full turn | ≤ 200 µs | 412 µs | ✗ missed |', table.targets([cpu]))

    def test_compares_a_cold_start_with_the_fastest_peer(self):
        samples = table.Samples([sample(0, 'five plugins', start_ms=60), sample(0, 'hubot start', start_ms=300),
                                 sample(0, 'bolt start', start_ms=200)])
        start = next(r for r in table.rows_of(samples, ['hubot', 'bolt']) if 'against' in r['work'])
        self.assertEqual((start['work'], start['shown'], start['met']), ('cold start against bolt (200 ms)', '0.30 ×', True))


if __name__ == '__main__':
    unittest.main()
