import queue
import unittest
from unittest import mock

import numpy as np

from mixing import Batches, Clips, Mixer, batch, places, shares, synthetic
from mixing.batches import _put
from mixing.channel import clip
from mixing.mixture import HOP, cuts
from mixing.rooms import EARLY, LENGTH, Room, early
from mixing.voices import Voices

RATE, LENGTH_OF_CLIP = 16000, 32000
SECONDS = 20


def items(kind):
    return [
        {"off": k * 2 * RATE, "n": 2 * RATE, "kind": kind(k), "spk": ("baby", "train", "dishes")[k % 3]}
        for k in range(10)
    ]


def sounds():
    return (np.random.default_rng(0).standard_normal(20 * RATE) * 3000).astype(np.int16)


def mixer(kind=lambda k: "a" if k < 5 else "b"):
    return Mixer(Clips(sounds(), items(kind)), Clips(sounds()[::-1].copy(), items(kind)))


def rng(*seed):
    return np.random.default_rng(seed)


class MixingTest(unittest.TestCase):
    def test_a_batch_depends_on_seed_and_index_alone(self):
        first, again = batch(mixer(), 3, 17, SECONDS), batch(mixer(), 3, 17, SECONDS)
        for a, b in zip(first, again):
            np.testing.assert_array_equal(a, b)
        other = batch(mixer(), 3, 18, SECONDS)[0]
        self.assertFalse(first[0].shape == other.shape and np.array_equal(first[0], other))

    def test_batches_hold_two_to_eight_clips_and_equally_much_sound(self):
        shapes = {batch(mixer(), 1, index, SECONDS)[0].shape for index in range(24)}
        self.assertEqual({clips for clips, _ in shapes}, set(shares.CLIPS))
        for clips, length in shapes:
            self.assertAlmostEqual(clips * length / RATE, SECONDS, delta=1)

    def test_levels_stay_within_full_scale(self):
        for index in range(8):
            noisy, clean, _ = batch(mixer(), 1, index, SECONDS)
            self.assertTrue(np.isfinite(noisy).all() and np.isfinite(clean).all())
            peaks = np.abs(noisy).max(1)
            self.assertTrue((peaks <= 1.0001).all() and (peaks > 0.009).all(), peaks)

    def test_every_noise_of_the_table_sounds(self):
        made = mixer()
        for name in shares.NOISES:
            with mock.patch.object(shares, "NOISES", {name: 1}):
                x = made.noise(rng(2), LENGTH_OF_CLIP)
            self.assertEqual(len(x), LENGTH_OF_CLIP, name)
            self.assertTrue(np.isfinite(x).all() and x.std() > 1e-3, name)

    def test_every_computed_noise_of_a_place_exists(self):
        for name, place in places.PLACES.items():
            for arithmetic in place.arithmetic:
                self.assertTrue(callable(getattr(synthetic, arithmetic)), name)

    def test_a_room_begins_with_the_direct_sound_and_dies_away(self):
        for seed in range(5):
            response = Room(rng(seed)).response(rng(seed))
            self.assertEqual(len(response), LENGTH)
            self.assertGreater(response[0], 0.3 * np.abs(response).max())
            self.assertLess(np.square(response[-800:]).sum(), 0.1 * np.square(response[:800]).sum())
            self.assertTrue((early(response)[EARLY * 2 :] == 0).all())

    def test_digital_silence_is_cut_off(self):
        samples = np.zeros(1000, np.int16)
        samples[300:400] = 500
        clips = Clips(samples, [])
        self.assertEqual(len(clips.read((0, 1000))), 100)
        self.assertEqual(len(clips.read((500, 400))), 0)


class ScenesTest(unittest.TestCase):
    def test_scenes_fill_the_clip_and_none_is_too_short(self):
        counts = set()
        for seed in range(200):
            at = cuts(rng(seed), 10 * RATE)
            self.assertEqual((at[0], at[-1]), (0, 10 * RATE))
            self.assertGreaterEqual(np.diff(at).min(), shares.SCENE_SECONDS * RATE)
            counts.add(len(at) - 1)
        self.assertEqual(counts, set(shares.SCENES))

    def test_a_clip_shorter_than_two_scenes_has_one(self):
        self.assertTrue(all(cuts(rng(seed), 3 * RATE) == [0, 3 * RATE] for seed in range(20)))

    def test_each_scene_has_a_level_of_its_own(self):
        made, scenes = mixer(), [0, 5 * RATE, 10 * RATE]
        steps = []
        with mock.patch("mixing.mixture.cuts", lambda *_: scenes):
            for seed in range(40):
                peaks = [np.abs(x).max() for x in np.split(made.pair(rng(seed), 10 * RATE)[0], 2)]
                steps.append(20 * np.log10(peaks[1] / peaks[0]))
        self.assertLessEqual(max(map(abs, steps)), shares.SCENE_LEVEL + 1)
        self.assertGreater(np.std(steps), 3)

    def test_the_ceiling_follows_the_voice_of_each_scene(self):
        made, hertz = mixer(), iter([6000, 8000])
        talk = made.voices.talk
        with (
            mock.patch("mixing.mixture.cuts", lambda *_: [0, 5 * RATE, 10 * RATE]),
            mock.patch.object(shares, "NOISES", {"coloured": 1}),
            mock.patch.object(made.voices, "talk", lambda *a: (talk(*a)[0], next(hertz))),
        ):
            noisy, _, ceiling = made.pair(rng(5), 10 * RATE)
        self.assertEqual(len(ceiling), len(noisy) // HOP + 1)
        change = -(-5 * RATE // HOP)
        self.assertTrue((ceiling[:change] == 192).all() and (ceiling[change:] == 257).all())


class VoicesTest(unittest.TestCase):
    def test_narrow_collections_have_a_ceiling_that_moves_with_the_pitch(self):
        voices = Voices(Clips(sounds(), items(lambda k: "festru")))
        for change, low, high in (
            ("as recorded", 6000, 6000),
            ("resampled", 6000 * 0.82, 6000 * 1.22),
            ("varied", 6000 / 1.19, 6000 * 1.19),
        ):
            found = [voices.talk(rng(seed), RATE, {change: 1})[1] for seed in range(20)]
            self.assertTrue(low <= min(found) and max(found) <= high, found)
            self.assertEqual(len(set(found)) > 1, low < high)

    def test_a_whole_voice_that_is_lowered_has_a_ceiling_too(self):
        voices = Voices(Clips(sounds(), items(lambda k: "a")))
        found = [voices.talk(rng(seed), RATE, {"resampled": 1})[1] for seed in range(20)]
        self.assertTrue(min(found) < 7500 and max(found) == 8000)

    def test_synthetic_voices_get_their_share(self):
        voices = Voices(Clips(sounds(), items(lambda k: ("a", "b", "synthetic one", "synthetic two")[k % 4])))
        synthetic_share = sum(w for kind, w in voices.weights.items() if kind.startswith("synthetic"))
        self.assertAlmostEqual(synthetic_share / sum(voices.weights.values()), shares.SYNTHETIC)

    def test_two_packs_are_one(self):
        import json
        import tempfile
        from pathlib import Path

        with tempfile.TemporaryDirectory() as folder:
            for name, value in (("speech", 1000), ("speech-more", 2000)):
                np.save(Path(folder) / f"{name}.npy", np.full(500, value, np.int16))
                item = {"kind": name, "spk": "x", "off": 100, "n": 300}
                (Path(folder) / f"{name}.json").write_text(json.dumps([item]))
            clips = Clips.packed(folder, "speech")
            for name, value in (("speech", 1000), ("speech-more", 2000)):
                x = clips.read(clips.kinds[name]["x"][0])
                self.assertTrue(len(x) == 300 and np.allclose(x, value / 32768))


class ChannelTest(unittest.TestCase):
    def test_silence_is_clipped_to_silence(self):
        for seed in range(4):
            self.assertTrue((clip(rng(seed), np.zeros(5, np.float32)) == 0).all())


class BatchesTest(unittest.TestCase):
    def test_says_that_a_process_which_mixes_has_ended(self):
        with mock.patch("mixing.batches.batch", side_effect=SystemExit):
            some = Clips(sounds(), items(lambda _: "a"))
            batches = Batches(some, some, seed=1, first=0, seconds=4)
        with self.assertRaises(SystemExit):
            batches.next()

    def test_a_process_that_mixes_ends_with_its_parent_though_nobody_takes_batches(self):
        full = mock.Mock(**{"put.side_effect": queue.Full})
        with mock.patch("os.getppid", side_effect=[7, 7, 1]):
            self.assertFalse(_put(full, "a batch", parent=7))
        self.assertEqual(full.put.call_count, 2)
        full.cancel_join_thread.assert_called_once()
