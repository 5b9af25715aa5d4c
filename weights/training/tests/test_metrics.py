import unittest

import numpy as np

from metrics import disturbance, level, sibilants, si_sdr
from stoi import estoi, stoi, third_octaves


def murmur(seconds=3, seed=0):
    """Noise in bursts, for want of speech."""
    rng = np.random.default_rng(seed)
    t = np.arange(int(seconds * 16000)) / 16000
    return np.convolve(rng.standard_normal(len(t)), np.hanning(9), "same") * (
        0.1 + np.maximum(0, np.sin(2 * np.pi * 3 * t)) ** 2
    )


class MetricsTest(unittest.TestCase):
    def test_si_sdr_is_the_ratio_of_part_and_rest(self):
        clean = np.array([1.0, -1.0, 1.0, -1.0])
        rest = np.array([1.0, 1.0, -1.0, -1.0])
        self.assertAlmostEqual(si_sdr(clean, 5 * clean + 0.5 * rest), 20.0, 6)
        self.assertAlmostEqual(si_sdr(clean, 0.1 * (clean + rest)), 0.0, 6)

    def test_sibilants_are_what_is_loud_above_4_khz(self):
        rng = np.random.default_rng(4)
        low, high = (np.sin(2 * np.pi * hertz * np.arange(48000) / 16000) for hertz in (1000, 6000))
        high[2400:] *= 0.01
        clean = low + high + 1e-4 * rng.standard_normal(48000)
        self.assertAlmostEqual(sibilants(clean, clean), 0, 6)
        self.assertAlmostEqual(sibilants(clean, 0.1 * low + high), 0, 1)
        self.assertAlmostEqual(sibilants(clean, low + 0.5 * high), -6.02, 1)
        self.assertLess(sibilants(clean, low), -40)

    def test_level_is_the_gain_of_the_clean_part_alone(self):
        clean = np.array([1.0, -1.0, 1.0, -1.0])
        rest = np.array([1.0, 1.0, -1.0, -1.0])
        self.assertAlmostEqual(level(clean, 0.5 * clean + 3 * rest), -6.02, 2)

    def test_disturbance_grows_with_the_noise_and_not_with_the_level(self):
        x, noise = murmur(), np.random.default_rng(1).standard_normal(48000)
        found = [disturbance(x, x + gain * noise) for gain in (0, 0.1, 0.5, 2)]
        self.assertEqual(found, sorted(found))
        self.assertAlmostEqual(disturbance(x, 0.3 * (x + 0.1 * noise)), found[1], 2)

    def test_identical_signals_are_wholly_intelligible(self):
        x = murmur()
        for measure in (stoi, estoi):
            self.assertAlmostEqual(measure(x, x), 1, 6)
            self.assertAlmostEqual(measure(x, 0.1 * x), 1, 6)

    def test_more_noise_is_less_intelligible(self):
        x, noise = murmur(), np.random.default_rng(1).standard_normal(48000)
        for measure in (stoi, estoi):
            scores = [measure(x, x + gain * noise) for gain in (0.1, 0.5, 2, 8)]
            self.assertEqual(scores, sorted(scores, reverse=True))

    def test_other_signals_have_nothing_in_common(self):
        self.assertLess(abs(estoi(murmur(), np.random.default_rng(2).standard_normal(48000))), 0.1)

    def test_silence_is_left_out(self):
        x, noise = murmur(), 0.3 * np.random.default_rng(3).standard_normal(48000)
        padded = [np.concatenate([np.zeros(16000), s, np.zeros(16000)]) for s in (x, x + noise)]
        self.assertAlmostEqual(stoi(*padded), stoi(x, x + noise), 2)

    def test_fifteen_bands_from_150_hz(self):
        bands = third_octaves()
        self.assertEqual(bands.shape, (15, 257))
        self.assertEqual(np.flatnonzero(bands[0]).tolist(), [7, 8])
        self.assertTrue((bands.sum(0) <= 1).all())

    def test_too_short_is_said(self):
        with self.assertRaises(ValueError):
            stoi(murmur(0.2), murmur(0.2))
