import copy
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import torch

import export
import speech
import state
import train
from loss import loss
from model import NETWORKS, Gtcrn


class Small:
    """A run of a few steps on made-up noise."""

    def __init__(self, kind=Gtcrn):
        torch.manual_seed(4)
        self.network = kind()
        self.average = copy.deepcopy(self.network)
        self.optimiser = torch.optim.AdamW([p for p in self.network.parameters() if p.requires_grad], 1e-3)
        self.step = 0

    def advance(self, steps):
        for _ in range(steps):
            generator = torch.Generator().manual_seed(self.step)
            clean = torch.randn(2, 4096, generator=generator) * 0.1
            self.network.train()
            self.optimiser.zero_grad()
            value = loss(
                self.network, clean + torch.randn(2, 4096, generator=generator) * 0.1, clean
            )
            value.backward()
            self.optimiser.step()
            state.follow(self.average, self.network, 0.9)
            self.step += 1
        return value.item()


class TrainingTest(unittest.TestCase):
    def test_goes_on_exactly_where_it_was_killed(self):
        whole, first, second = Small(), Small(), Small()
        whole.advance(4)
        first.advance(2)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "state.pt"
            state.save(path, first.network, first.average, first.optimiser, first.step, 1.5)
            second.step, seconds = state.restore(path, second.network, second.average, second.optimiser)
        self.assertEqual((second.step, seconds), (2, 1.5))
        second.advance(2)
        for attribute in ("network", "average"):
            pairs = zip(
                getattr(whole, attribute).state_dict().items(),
                getattr(second, attribute).state_dict().values(),
            )
            for (name, ours), theirs in pairs:
                self.assertTrue(torch.equal(ours, theirs), name)

    def test_says_that_a_run_is_over(self):
        with tempfile.TemporaryDirectory() as folder:
            command = ["train.py", "--run", folder, "--network", "gtcrn", "--steps", "5"]
            network = Small()
            network.step = 7
            state.save(Path(folder) / "state.pt", network.network, network.average, network.optimiser, 7, 1.5)
            (Path(folder) / "first-step").write_text("2")
            with mock.patch("sys.argv", command), self.assertRaisesRegex(SystemExit, "all steps are done"):
                train.main()

    def test_refuses_what_would_fail_in_the_end(self):
        for program, command in (
            (export, ["export.py", "IN.pt", "OUT.tar", "--golden", "G", "--sample", "S"]),
            (export, ["export.py", "IN.pt", "OUT.safetensors", "--golden", "G"]),
            (speech, ["speech.py", "--out", "OUT", "--golden", "G", "--through", "W", "--data", "D", "W"]),
            (speech, ["speech.py", "--out", "OUT", "--data", "D", "W"]),
        ):
            with mock.patch("sys.argv", command), self.assertRaisesRegex(SystemExit, "needs"):
                program.main()

    def test_each_network_learns(self):
        for kind in NETWORKS.values():
            self.assertLess(Small(kind).advance(25), Small(kind).advance(1))

    def test_a_batch_without_speech_has_a_loss(self):
        value = loss(Small().network.train(), torch.randn(2, 4096) * 0.1, torch.zeros(2, 4096))
        value.backward()
        self.assertTrue(torch.isfinite(value))
