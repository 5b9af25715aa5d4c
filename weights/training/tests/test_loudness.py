import unittest

import numpy as np
import torch

from loudness import BANDS, disturbance, ear
from spectra import hann, spectrum
from tests.test_metrics import murmur


def heard(clean, processed):
    gain = 0.05 / np.sqrt(np.mean(np.square(clean)))
    pair = (spectrum(torch.from_numpy(np.float32(gain * x))[None], hann().sqrt()) for x in (clean, processed))
    return disturbance(*pair).item()


class LoudnessTest(unittest.TestCase):
    def setUp(self):
        self.clean, self.noise = murmur(), 0.05 * np.random.default_rng(1).standard_normal(48000)

    def test_grows_with_the_noise(self):
        found = [heard(self.clean, self.clean + gain * self.noise) for gain in (0, 0.1, 0.3, 1, 3)]
        self.assertLess(found[0], 0.01)
        self.assertEqual(found, sorted(found))

    def test_what_is_taken_throughout_is_missed(self):
        coloured = np.convolve(self.clean, [0.25, 0.5, 0.25], "same")
        for changed in (0.5 * self.clean, coloured):
            self.assertGreater(heard(self.clean, changed), 0.5)

    def test_added_counts_more_than_taken(self):
        self.assertGreater(heard(self.clean, 3 * self.clean), 1.1 * heard(self.clean, self.clean / 3))

    def test_one_bad_moment_counts_more_than_its_share(self):
        burst = np.where(np.arange(48000) // 4800 == 4, self.noise, 0)
        whole = heard(self.clean, self.clean + self.noise)
        self.assertGreater(heard(self.clean, self.clean + burst), 0.15 * whole)

    def test_every_band_has_bins_and_a_threshold(self):
        bands, threshold = ear(torch.device("cpu"))
        self.assertEqual(bands.shape, (257, BANDS))
        self.assertTrue((bands.sum(0) >= 1).all())
        self.assertTrue((bands[1:].sum(1) == 1).all())
        self.assertTrue(torch.isfinite(threshold).all())
        self.assertLess(threshold.min(), 1)
        self.assertGreater(threshold[0], 1000)

    def test_silence_has_a_gradient(self):
        wanted = spectrum(torch.from_numpy(np.float32(self.clean))[None], hann().sqrt())
        given = torch.zeros_like(wanted).requires_grad_()
        disturbance(wanted, given).sum().backward()
        self.assertTrue(torch.isfinite(torch.view_as_real(given.grad)).all())
