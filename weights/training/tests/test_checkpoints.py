import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

import checkpoints
import safetensors
import state
from tests import GOLDEN
from ulunas import UlUnas


class CheckpointsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.network = checkpoints.load(GOLDEN / "random-weights.safetensors")

    def same(self, network):
        for (name, ours), theirs in zip(self.network.state_dict().items(), network.state_dict().values()):
            self.assertTrue(torch.equal(ours, theirs), name)

    def test_published_format_holds_the_same(self):
        self.same(checkpoints.load(GOLDEN / "random-checkpoint.tar"))

    def test_both_formats_come_back_unchanged(self):
        for name in ("a.safetensors", "a.tar"):
            checkpoints.save(self.network, self.folder / name, {})
            self.same(checkpoints.load(self.folder / name))

    def test_exported_names_types_and_shapes_are_the_published_ones(self):
        checkpoints.save(self.network, self.folder / "a.safetensors", {})
        ours, reference = (
            safetensors.read(p)[0]
            for p in (self.folder / "a.safetensors", GOLDEN / "random-weights.safetensors")
        )
        self.assertEqual(
            {k: (a.dtype, a.shape) for k, a in ours.items()},
            {k: (a.dtype, a.shape) for k, a in reference.items()},
        )

    def test_weights_that_are_not_finite_are_refused(self):
        with torch.no_grad():
            self.network.dpgrnn1.intra_fc.bias[3] = float("nan")
        with self.assertRaisesRegex(SystemExit, "dpgrnn1.intra_fc.bias"):
            checkpoints.save(self.network, self.folder / "a.safetensors", {})
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_missing_tensor_is_named(self):
        tensors = safetensors.read(GOLDEN / "random-weights.safetensors")[0]
        del tensors["dpgrnn2.inter_fc.bias"]
        safetensors.write(self.folder / "a.safetensors", tensors)
        with self.assertRaisesRegex(SystemExit, "dpgrnn2.inter_fc.bias is missing"):
            checkpoints.load(self.folder / "a.safetensors")

    def test_tensors_tell_which_network_they_are_of(self):
        network = checkpoints.load(GOLDEN / "ulunas-random-weights.safetensors")
        self.assertIsInstance(network, UlUnas)
        checkpoints.save(network, self.folder / "a.safetensors", {})
        ours, metadata = safetensors.read(self.folder / "a.safetensors")
        reference, _ = safetensors.read(GOLDEN / "ulunas-random-weights.safetensors")
        self.assertEqual(metadata["network"], "ulunas")
        self.assertEqual(ours.keys(), reference.keys())
        for name, a in reference.items():
            self.assertEqual(ours[name].dtype, a.dtype)
            np.testing.assert_array_equal(ours[name].reshape(a.shape), a)

    def test_a_mixture_of_two_networks_is_refused(self):
        tensors = safetensors.read(GOLDEN / "ulunas-random-weights.safetensors")[0]
        tensors["dpgrnn1.intra_fc.bias"] = tensors.pop("dpgrnn.0.intra_fc.bias")
        safetensors.write(self.folder / "a.safetensors", tensors)
        with self.assertRaisesRegex(SystemExit, "not a ulunas checkpoint, dpgrnn.0.intra_fc.bias is missing"):
            checkpoints.load(self.folder / "a.safetensors")

    def test_the_state_of_another_network_is_refused(self):
        with self.assertRaisesRegex(SystemExit, "a.pt: holds another network"):
            state.take("a.pt", self.network, {"a": torch.zeros(1)})

    def test_safetensors_keeps_arrays_and_metadata(self):
        arrays = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.array([7], np.int64)}
        safetensors.write(self.folder / "x", arrays, {"key": "value"})
        read, metadata = safetensors.read(self.folder / "x")
        self.assertEqual(metadata, {"key": "value"})
        for name, a in arrays.items():
            np.testing.assert_array_equal(read[name], a)
            self.assertEqual(read[name].dtype, a.dtype)
