import unittest

import numpy as np
import torch

from loss import START_FRAMES, loss, shortfall, snr
from spectra import hann, spectrum
from tests.test_metrics import murmur

WINDOW = hann().sqrt()


class Answer(torch.nn.Module):
    """A network whose answer is a given spectrum."""

    def __init__(self, spectrum):
        super().__init__()
        self.spectrum, self.window = spectrum, WINDOW

    def forward(self, noisy):
        return self.spectrum


class LossTest(unittest.TestCase):
    def setUp(self):
        self.clean = torch.from_numpy(np.float32(0.05 * murmur()))[None]
        self.noise = torch.from_numpy(np.float32(0.02 * np.random.default_rng(1).standard_normal(48000)))[
            None
        ]

    def of(self, answer):
        return loss(Answer(spectrum(answer, WINDOW)), self.clean + self.noise, self.clean).item()

    def test_is_least_for_the_clean_recording_itself(self):
        others = [self.of(x) for x in (self.clean + 0.1 * self.noise, 0.9 * self.clean, 0.5 * self.clean)]
        self.assertLess(self.of(self.clean), min(others))

    def test_hears_that_everything_is_too_soft(self):
        self.assertLess(snr(self.clean, self.clean), snr(0.7 * self.clean, self.clean))
        self.assertLess(self.of(0.95 * self.clean), self.of(0.7 * self.clean))

    def test_too_little_falls_short_and_too_much_does_not(self):
        wanted, level = spectrum(self.clean, WINDOW), torch.ones(1)
        self.assertEqual(shortfall(2 * wanted, wanted, level).item(), 0)
        self.assertGreater(shortfall(0.5 * wanted, wanted, level).item(), 0)

    def test_damage_at_the_start_counts_more(self):
        first = torch.arange(48000) < 256 * START_FRAMES // 2
        start, later = (
            self.of(torch.where(part, self.clean + self.noise, self.clean))
            for part in (first, first.roll(24000))
        )
        self.assertGreater(start, later)

    def test_above_the_ceiling_nothing_is_heard(self):
        right = spectrum(self.clean, WINDOW)
        hissing = right.clone()
        hissing[:, 192:] += 1
        none, narrow, whole = (
            loss(Answer(answer), self.clean, self.clean, torch.full((1, right.shape[2]), bins)).item()
            for answer, bins in ((right, 257), (hissing, 192), (hissing, 257))
        )
        self.assertAlmostEqual(narrow, none, 4)
        self.assertGreater(whole, none + 1)

    def test_above_the_ceiling_noise_is_heard_where_nobody_speaks(self):
        self.clean[:, 24000:] = 0
        right = spectrum(self.clean, WINDOW)
        none, speaking, silent = (right.clone() for _ in range(3))
        speaking[:, 192:, 20:30] += 1
        silent[:, 192:, 120:130] += 1
        none, speaking, silent = (
            loss(Answer(answer), self.clean, self.clean, torch.full((1, right.shape[2]), 192)).item()
            for answer in (none, speaking, silent)
        )
        self.assertAlmostEqual(speaking, none, 4)
        self.assertGreater(silent, none + 1)
