import unittest

import torch

import checkpoints
import safetensors
import spectra
from tests import GOLDEN
from tests.agreement import assert_same_gradients


class NetworkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.golden = {
            k: torch.from_numpy(a)
            for k, a in safetensors.read(GOLDEN / "network-random.safetensors")[0].items()
        }
        cls.network = checkpoints.load(GOLDEN / "random-weights.safetensors")

    def close(self, ours, reference, tolerance):
        self.assertLess((ours - reference).abs().max().item(), tolerance)

    def test_enhances_like_the_golden_run(self):
        noisy = spectra.spectrum(self.golden["samples"][None], self.network.window)
        self.close(torch.view_as_real(noisy[0]), self.golden["spectrum"], 1e-5)
        with torch.no_grad():
            enhanced = self.network(noisy)
        self.close(torch.view_as_real(enhanced[0]), self.golden["enhanced_spectrum"], 2e-5)
        samples = spectra.resynthesis(enhanced, 9984, self.network.window)
        self.close(samples[0], self.golden["enhanced_samples"], 2e-6)

    def test_every_stage(self):
        seen, network = {}, self.network
        stages = {
            "dpgrnn1": network.dpgrnn1,
            "dpgrnn2": network.dpgrnn2,
            **{f"encoder.en_convs.{k}": m for k, m in enumerate(network.encoder.en_convs)},
            **{f"decoder.de_convs.{k}": m for k, m in enumerate(network.decoder.de_convs)},
        }
        hooks = [
            m.register_forward_hook(lambda _, __, out, name=name: seen.update({name: out}))
            for name, m in stages.items()
        ]
        with torch.no_grad():
            network(torch.view_as_complex(self.golden["spectrum"])[None])
        for hook in hooks:
            hook.remove()
        for name, out in seen.items():
            self.close(out[0].permute(2, 0, 1), self.golden[f"stage.{name}"], 1e-4)

    def test_fast_operators_give_the_plain_gradients(self):
        assert_same_gradients(self, GOLDEN / "random-weights.safetensors")
