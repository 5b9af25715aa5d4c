import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import soundfile
import torch

import evaluate
import metrics
import validation
from spectra import hann
from tests.test_metrics import murmur

RATE = 16000


class Gain(torch.nn.Module):
    """A network that multiplies by one number."""

    def __init__(self, gain):
        super().__init__()
        self.gain, self.window = gain, hann().sqrt()

    def forward(self, spectrum):
        return self.gain * spectrum


class EvaluationTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.clean = np.float32(0.05 * murmur(6))
        self.noise = np.float32(1e-4 * np.random.default_rng(1).standard_normal(len(self.clean)))

    def write(self, path, samples):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(self.folder / path, samples, RATE, subtype="PCM_24")

    def mixture(self, starts):
        return validation.Mixture("a", 5, self.clean + self.noise, self.clean, starts)

    def test_halving_everything_is_6_db_wherever_levels_are_told(self):
        found = evaluate.of_mixture(Gain(0.5), self.mixture(True), metrics.available())
        for name in ("level", "clean level", "start", "clean start", "noise alone"):
            self.assertAlmostEqual(found[name], -6.02, delta=0.4, msg=name)
        self.assertAlmostEqual(found["sibilants"], 0, delta=0.4)
        self.assertGreater(found["speech alone"], 60)
        self.assertAlmostEqual(found["5 dB"], found["SI-SDR"])

    def test_the_end_behind_the_last_whole_hop_is_enhanced_too(self):
        for samples in (8192, 8193, 8400):
            x = self.clean[:samples]
            np.testing.assert_allclose(validation.enhance(Gain(0.5), x), 0.5 * x, atol=1e-5)

    def test_files_that_begin_in_quiet_have_no_start(self):
        self.assertNotIn("start", evaluate.of_mixture(Gain(1), self.mixture(False), metrics.available()))

    def test_a_network_without_memory_does_as_well_in_a_whole_recording_as_in_its_scenes(self):
        noisy, clean = self.clean + self.noise, self.clean.copy()
        clean[: 2 * RATE] = 0
        noisy[4 * RATE :] = clean[4 * RATE :]
        scenes = [(0, 2 * RATE), (2 * RATE, 4 * RATE), (4 * RATE, 6 * RATE)]
        found = evaluate.of_scenes(Gain(0.5), noisy, clean, scenes)
        self.assertAlmostEqual(found["whole"], found["cut"], delta=0.1)
        self.assertAlmostEqual(found["silence"], -6.02, delta=0.1)

    def test_the_clean_file_that_changes_most_is_named(self):
        found = evaluate.of_clean_files(Gain(0.5), [self.clean, 0.1 * self.clean])
        self.assertAlmostEqual(found["clean files"], -6.02, delta=0.1)
        self.assertAlmostEqual(found["furthest"], -6.02, delta=0.1)

    def test_a_set_may_hold_more_than_mixtures(self):
        for part in ("clean/a", "noisy/a", "clean-alone/b", "long/noisy-0", "long/clean-0"):
            self.write(f"{part}.flac", self.clean)
        (self.folder / "index.json").write_text(json.dumps([{"id": "a", "snr": 5, "starts": True}]))
        (self.folder / "long" / "index-0.json").write_text(json.dumps([{"at": 1.5, "seconds": 2}]))
        self.assertTrue(validation.mixtures(self.folder)[0].starts)
        self.assertEqual(len(validation.clean_files(self.folder)), 1)
        self.assertEqual(validation.scenes(self.folder)[2], [(24000, 56000)])

    def test_a_set_of_mixtures_alone_is_enough(self):
        self.assertEqual(validation.clean_files(self.folder), [])
        self.assertIsNone(validation.scenes(self.folder))

    def test_a_folder_without_mixtures_is_refused(self):
        with self.assertRaisesRegex(SystemExit, "index.json: not found"):
            validation.mixtures(self.folder)
