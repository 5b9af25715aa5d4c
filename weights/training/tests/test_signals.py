import unittest

import numpy as np

from mixing import signals
from mixing.signals import RATE


def rng(seed):
    return np.random.default_rng(seed)


def strongest(x):
    """The frequency in Hz that is loudest in each 32 ms."""
    frames = x[: len(x) // 512 * 512].reshape(-1, 512) * np.hanning(512)
    return np.abs(np.fft.rfft(frames)).argmax(1) * RATE / 512


class SignalsTest(unittest.TestCase):
    def test_a_tone_has_its_pitch_and_overtones_and_nothing_else(self):
        x = signals.tone(rng(1), np.full(RATE, 1000.0), 3, 0)
        spectrum = np.abs(np.fft.rfft(x)) / RATE * 2
        self.assertEqual(sorted(np.flatnonzero(spectrum > 0.2)), [1000, 2000, 3000])
        self.assertLess(np.delete(spectrum, [1000, 2000, 3000]).max(), 1e-3)

    def test_overtones_above_8_khz_are_left_out_instead_of_folding_down(self):
        x = signals.tone(rng(2), np.full(RATE, 3000.0), 9, 0)
        spectrum = np.abs(np.fft.rfft(x)) / RATE * 2
        self.assertEqual(sorted(np.flatnonzero(spectrum > 0.01)), [3000, 6000])

    def test_a_sweep_moves_from_one_pitch_to_the_other(self):
        made = [signals.sweep(rng(seed), 1, 0) for seed in range(40)]
        moved = [np.ptp(strongest(x)) > 100 for x in made if len(x) > 2048]
        self.assertGreater(np.mean(moved), 0.8)

    def test_clicks_of_a_rattle_are_evenly_spaced(self):
        for seed in range(10):
            x = np.abs(signals.rattle(rng(seed)))
            spectrum = np.abs(np.fft.rfft(x - x.mean(), 1 << 17)) ** 2
            again = np.fft.irfft(spectrum)
            if len(x) < 4000:  # too few clicks
                continue
            self.assertGreater(again[128:2600].max(), 0.2 * again[0], seed)

    def test_signals_sound_and_differ(self):
        made = [signals.signals(rng(seed), 3 * RATE) for seed in range(60)]
        self.assertTrue(all(len(x) == 3 * RATE and np.isfinite(x).all() for x in made))
        self.assertGreater(sum(np.abs(x).max() > 0.05 for x in made), 55)
        tonal = [np.std(strongest(x)) for x in made]
        self.assertGreater(np.std(tonal), 300)
