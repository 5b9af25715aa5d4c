import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

import speech
import speech_examples
import speech_head
from speech_labels import auc, hung_over, in_segments, speech_hops
from tests import GOLDEN
from tests.test_evaluation import Gain
from tests.test_mixing import mixer, rng
from tests.test_metrics import murmur

HOP = 256


def tone(*hops_and_levels):
    """Noise of each level in dB for so many hops"""
    levels = np.concatenate([np.full(hops * HOP, level) for hops, level in hops_and_levels])
    return np.random.default_rng(0).standard_normal(len(levels)) * 10 ** (levels / 20)


def powers(seed=0):
    g = torch.Generator().manual_seed(seed)
    before = 0.1 + torch.rand(2, 60, speech_head.BANDS, generator=g)
    return before, before * torch.rand(before.shape, generator=g)


class LabelsTest(unittest.TestCase):
    def test_what_is_30_db_below_speech_is_none(self):
        x = tone((20, 0), (20, -25), (20, -36), (20, 0))
        for gain in (1, 1e-3):
            self.assertEqual(speech_hops(gain * x).tolist(), [True] * 40 + [False] * 20 + [True] * 20)

    def test_gaps_of_96_ms_are_filled_longer_ones_are_not(self):
        for gap, filled in ((6, True), (7, False)):
            self.assertEqual(speech_hops(tone((20, 0), (gap, -60), (20, 0))).all(), filled)

    def test_silence_is_no_speech(self):
        self.assertFalse(speech_hops(np.zeros(HOP * 5)).any())

    def test_segments_take_the_hop_in_their_middle(self):
        self.assertEqual(in_segments(np.arange(5)).tolist(), [0, 2, 4])

    def test_the_area_is_the_share_of_pairs_in_order(self):
        self.assertEqual(auc(np.array([0.1, 0.4, 0.3, 0.9]), [0, 1, 0, 1]), 1)
        self.assertEqual(auc(np.array([0.1, 0.2, 0.3, 0.9]), [0, 1, 1, 0]), 0.5)
        self.assertEqual(auc(np.ones(4), [0, 1, 0, 1]), 0.5)

    def test_a_decision_hangs_over(self):
        self.assertEqual(
            hung_over(np.array([0, 0.5, 0, 0, 0, 0.9]), 0.5, 2).tolist(),
            [False, True, True, True, False, True],
        )


class HeadTest(unittest.TestCase):
    def test_the_level_of_the_recording_makes_no_difference(self):
        before, after = powers()
        found = [speech_head.features(g * before, g * after) for g in (1, 100)]
        np.testing.assert_allclose(*found, atol=1e-3)

    def test_silence_looks_like_noise_of_which_most_was_taken(self):
        nothing = torch.zeros(1, 3, speech_head.BANDS)
        self.assertTrue((speech_head.features(nothing, nothing)[..., : speech_head.BANDS] < -4).all())

    def test_no_frame_depends_on_later_ones(self):
        head, (before, after) = speech_head.Head(), powers()
        whole = head.probabilities(before, after)
        np.testing.assert_allclose(head.probabilities(before[:, :30], after[:, :30]), whole[:, :30], atol=1e-6)

    def test_folding_the_normalisation_changes_nothing(self):
        head, x = speech_head.Head(), speech_head.features(*powers())
        mean, deviation = x.mean((0, 1)), x.std((0, 1))
        expected = head((x - mean) / deviation).detach()
        head.fold(mean, deviation)
        np.testing.assert_allclose(head(x).detach(), expected, atol=1e-4)

    def test_weights_come_back_from_a_file(self):
        head = speech_head.Head()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "head.safetensors")
            head.save(path, {"hours": "1"})
            again = speech_head.load(path)
        np.testing.assert_allclose(again.probabilities(*powers()), head.probabilities(*powers()), atol=1e-6)

    def test_training_tells_what_is_kept_from_what_is_taken(self):
        torch.manual_seed(0)
        wanted = (torch.rand(32, 60) > 0.5).float()
        before = torch.rand(32, 60, speech_head.BANDS)
        after = before * (0.1 + 0.9 * wanted[..., None])
        head = speech_head.Head()
        speech.train(head, before, after, wanted, 40)
        self.assertGreater(auc(head.probabilities(before, after).ravel(), wanted.numpy().ravel()), 0.9)

    def test_memories_follow_from_the_first_value_on(self):
        u, rates = torch.randn(2, 50, 3), torch.tensor([0.9, 0.3, 0.02])
        m = u[:, 0]
        for k, found in enumerate(speech_head.memories(u, rates).unbind(1)):
            m = m + rates * (u[:, k] - m)
            np.testing.assert_allclose(found, m, atol=1e-5)

    def test_the_golden_file_is_of_the_head_in_use(self):
        head = speech_head.load(GOLDEN.parents[3] / "weights" / "quietline-speech.safetensors")
        tensors, _ = speech.safetensors.read(GOLDEN / "speech.safetensors")
        np.testing.assert_allclose(speech.golden(head, tensors["samples"]), tensors["probabilities"], atol=1e-5)


class ExamplesTest(unittest.TestCase):
    def test_a_clip_has_a_label_for_every_hop(self):
        for seed in range(4):
            noisy, labels = speech_examples.clip(mixer(), rng(seed))
            self.assertEqual(len(noisy), len(labels) * HOP)
            self.assertLessEqual(np.abs(noisy).max(), 1)

    def test_every_whole_hop_has_a_probability(self):
        x = np.float32(0.1 * murmur(1))[:5000]
        self.assertEqual(speech.heard(speech_head.Head(), Gain(0.5), x).shape, (19,))
