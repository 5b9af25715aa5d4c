import unittest

import numpy as np

from mixing import Clips, Mixer, batch, synthetic
from mixing.rooms import EARLY, LENGTH, Room, early

RATE, LENGTH_OF_CLIP = 16000, 32000


def mixer():
    rng = np.random.default_rng(0)
    samples = (rng.standard_normal(20 * RATE) * 3000).astype(np.int16)
    items = [
        {"off": k * 2 * RATE, "n": 2 * RATE, "kind": "a" if k < 5 else "b", "spk": str(k % 3)}
        for k in range(10)
    ]
    return Mixer(Clips(samples, items), Clips(samples[::-1].copy(), items))


class MixingTest(unittest.TestCase):
    def test_a_batch_depends_on_seed_and_index_alone(self):
        first = batch(mixer(), 3, 17, 2, LENGTH_OF_CLIP)
        again = batch(mixer(), 3, 17, 2, LENGTH_OF_CLIP)
        for a, b in zip(first, again):
            np.testing.assert_array_equal(a, b)
        self.assertFalse(np.array_equal(first[0], batch(mixer(), 3, 18, 2, LENGTH_OF_CLIP)[0]))

    def test_levels_stay_within_full_scale(self):
        for index in range(8):
            noisy, clean = batch(mixer(), 1, index, 4, LENGTH_OF_CLIP)
            self.assertTrue(np.isfinite(noisy).all() and np.isfinite(clean).all())
            peaks = np.abs(noisy).max(1)
            self.assertTrue((peaks <= 1.0001).all() and (peaks > 0.009).all(), peaks)

    def test_synthetic_noises_sound(self):
        for name in ("coloured", "hum", "motor", "fan", "passing", "knocks", "shaped_voices"):
            x = getattr(synthetic, name)(np.random.default_rng(2), LENGTH_OF_CLIP)
            self.assertEqual(len(x), LENGTH_OF_CLIP, name)
            self.assertTrue(np.isfinite(x).all() and x.std() > 1e-3, name)

    def test_a_room_begins_with_the_direct_sound_and_dies_away(self):
        for seed in range(5):
            response = Room(np.random.default_rng(seed)).response(np.random.default_rng(seed))
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
