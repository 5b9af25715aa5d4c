import unittest

import numpy as np
import torch

from intelligibility import intelligibility, measures, third_octaves
from mixing import Clips, Mixer
from stoi import estoi, stoi
from tests.test_metrics import murmur


def level(*signals):
    gain = 0.05 / np.sqrt(np.mean(np.square(signals[0])))
    return [torch.from_numpy(np.float32(gain * s))[None] for s in signals]


def voice(seconds, rng):
    """Something like speech: a buzz of changing pitch through changing formants, in syllables, with pauses."""
    n = int(seconds * 16000)
    t = np.arange(n) / 16000

    def wander(low, high, per_second):
        points = rng.uniform(low, high, int(seconds * per_second) + 2)
        return np.interp(t * per_second, np.arange(len(points)), points)

    phase = 2 * np.pi * np.cumsum(wander(90, 220, 3)) / 16000
    formants = [wander(300, 800, 5), wander(900, 2500, 5), wander(2600, 3600, 5)]
    x = np.zeros(n)
    for h in range(1, 30):
        hertz = h * np.gradient(phase) * 16000 / 2 / np.pi
        x += sum(np.exp(-(((hertz - f) / 150) ** 2)) for f in formants) * np.sin(h * phase)
    return x * np.maximum(0, wander(-0.5, 1, 6)) ** 2


def pairs(count):
    rng = np.random.default_rng(5)
    made = [voice(4, rng) for _ in range(8)]
    bank = np.concatenate([x / np.abs(x).max() * 20000 for x in made]).astype(np.int16)
    items = [{"kind": "voice", "spk": str(k), "off": k * 64000, "n": 64000} for k in range(8)]
    mixer = Mixer(Clips(bank, items), Clips(bank[::-1].copy(), items))
    made = [mixer.pair(np.random.default_rng([1, k]), 64000) for k in range(count)]
    return [(clean, noisy) for noisy, clean, _ in made if clean.any()]


class IntelligibilityTest(unittest.TestCase):
    def test_goes_with_the_measures_themselves(self):
        rows = []
        for clean, noisy in pairs(40):
            ours = measures(*level(clean, noisy))
            rows.append([*(m.item() for m in ours), stoi(clean, noisy), estoi(clean, noisy)])
        ours, theirs = np.split(np.array(rows), 2, 1)
        for k in range(2):
            self.assertGreater(np.corrcoef(ours[:, k], theirs[:, k])[0, 1], 0.95)
        self.assertLess(np.abs(ours - theirs).mean(), 0.06)

    def test_orders_as_the_measures_do(self):
        x, noise = murmur(), np.random.default_rng(1).standard_normal(48000)
        scores = [intelligibility(*level(x, x + gain * noise)).item() for gain in (0, 0.1, 0.5, 2, 8)]
        self.assertEqual(scores, sorted(scores, reverse=True))
        self.assertAlmostEqual(scores[0], 1, 2)

    def test_clips_without_speech_do_not_count(self):
        x, noise = murmur(), np.random.default_rng(2).standard_normal(48000)
        clean, noisy = level(x, x + noise)
        two = [torch.cat([s, other]) for s, other in ((clean, torch.zeros(1, 48000)), (noisy, noisy))]
        self.assertAlmostEqual(intelligibility(*two).item(), intelligibility(clean, noisy).item(), 6)
        self.assertIsNone(intelligibility(torch.zeros(2, 48000), noisy.expand(2, -1)))

    def test_following_its_gradient_raises_it(self):
        x, noise = murmur(), np.random.default_rng(3).standard_normal(48000)
        clean, noisy = level(x, x + noise)
        before = intelligibility(clean, noisy.requires_grad_())
        before.backward()
        self.assertTrue(torch.isfinite(noisy.grad).all())
        with torch.no_grad():
            after = intelligibility(clean, noisy + 0.1 * noisy.grad * noisy.norm() / noisy.grad.norm())
        self.assertGreater(after, before)

    def test_silence_from_the_network_has_a_gradient(self):
        clean, _ = level(murmur(), murmur())
        silent = torch.zeros_like(clean).requires_grad_()
        intelligibility(clean, silent).backward()
        self.assertTrue(torch.isfinite(silent.grad).all())

    def test_bands_have_bins_of_their_own(self):
        bands = third_octaves(torch.device("cpu"))
        self.assertTrue((bands.sum(0) <= 1).all())
        self.assertTrue((bands.sum(1) >= 1).all())
