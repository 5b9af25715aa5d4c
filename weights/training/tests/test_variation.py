import unittest

import numpy as np

from mixing.draw import rms
from mixing.variation import move_formants, stretch, vary

RATE = 16000


def vowel(hertz, formant, seconds=2):
    """A buzz of `hertz` whose overtones are loudest near `formant`."""
    t = np.arange(int(seconds * RATE)) / RATE
    overtones = np.arange(1, int(7000 / hertz)) * hertz
    gains = np.exp(-(((overtones - formant) / 300) ** 2)) + 1e-3
    return sum(g * np.sin(2 * np.pi * h * t) for g, h in zip(gains, overtones)).astype(np.float32)


def pitch(x):
    spectrum = np.abs(np.fft.rfft(x[: len(x) // 2 * 2])) ** 2
    periods = np.fft.irfft(spectrum)
    return RATE / (40 + periods[40:250].argmax())


def formant(x):
    spectrum = np.abs(np.fft.rfft(x)) ** 2
    hertz = np.fft.rfftfreq(len(x), 1 / RATE)
    return (spectrum * hertz).sum() / spectrum.sum()


class VariationTest(unittest.TestCase):
    def test_stretching_keeps_the_pitch_and_the_loudness(self):
        x = vowel(150, 1200)
        for factor in (0.85, 1, 1.15):
            y = stretch(x, int(len(x) * factor))
            self.assertEqual(len(y), int(len(x) * factor))
            self.assertAlmostEqual(pitch(y), 150, delta=2)
            self.assertAlmostEqual(rms(y) / rms(x), 1, delta=0.05)

    def test_stretching_by_nothing_changes_nothing(self):
        x = vowel(150, 1200)
        self.assertLess(np.abs(stretch(x, len(x)) - x)[512:-512].max(), 1e-3 * np.abs(x).max())

    def test_formants_move_and_the_pitch_stays(self):
        x = vowel(150, 1500)
        for factor in (0.85, 1.18):
            y = move_formants(x, factor)
            self.assertEqual(len(y), len(x))
            self.assertAlmostEqual(formant(y) / formant(x), factor, delta=0.05)
            self.assertAlmostEqual(pitch(y), 150, delta=2)

    def test_formants_moved_by_nothing_change_nothing(self):
        x = vowel(150, 1500)
        self.assertLess(np.abs(move_formants(x, 1.0) - x)[512:-512].max(), 1e-3 * np.abs(x).max())

    def test_pitch_formants_and_length_are_independent(self):
        x = vowel(150, 1500)
        y = vary(x, int(1.1 * len(x)), 1.15, 0.9)
        self.assertEqual(len(y), int(1.1 * len(x)))
        self.assertAlmostEqual(pitch(y), 150 * 1.15, delta=4)
        self.assertAlmostEqual(formant(y) / formant(x), 0.9, delta=0.06)

    def test_silence_stays_silent(self):
        self.assertEqual(np.abs(vary(np.zeros(RATE, np.float32), RATE, 1.1, 0.9)).max(), 0)
