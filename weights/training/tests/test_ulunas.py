import unittest

import torch

import checkpoints
import safetensors
from spectra import HOP, WINDOW, hann, resynthesis, spectrum
from tests import GOLDEN
from tests.agreement import assert_same_gradients

WEIGHTS = GOLDEN / "ulunas-random-weights.safetensors"


class UlUnasTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        golden = safetensors.read(GOLDEN / "ulunas-network-random.safetensors")[0]
        cls.golden = {name: torch.from_numpy(a) for name, a in golden.items()}
        cls.network = checkpoints.load(WEIGHTS)

    def test_every_stage_is_the_golden_one(self):
        seen = {}
        hooks = [
            module.register_forward_hook(lambda _, __, out, name=name: seen.update({name: out[0]}))
            for name, module in self.network.named_modules()
        ]
        with torch.no_grad():
            enhanced = self.network(torch.view_as_complex(self.golden["spectrum"])[None])
        for hook in hooks:
            hook.remove()
        seen = {k: v.permute(2, 0, 1) if "dpgrnn" in k else v for k, v in seen.items()}
        self.close(torch.view_as_real(enhanced[0]), self.golden["enhanced_spectrum"], 1e-5)
        found = [name for name in self.golden if name.startswith("stage.") and name[6:] in seen]
        self.assertEqual(len(found), 12)
        for name in found:
            self.close(seen[name[6:]], self.golden[name], 2e-5 * self.golden[name].abs().max().item(), name)

    def close(self, ours, reference, tolerance, name=None):
        self.assertLess((ours - reference).abs().max().item(), tolerance, name)

    def test_synthesis_undoes_analysis(self):
        samples = torch.randn(1, 10 * HOP + 100, generator=torch.Generator().manual_seed(3))
        again = resynthesis(spectrum(samples, hann()), samples.shape[1], hann())
        self.close(again[:, : 10 * HOP], samples[:, : 10 * HOP], 1e-5)
        self.assertEqual(again[:, 10 * HOP :].abs().max().item(), 0)
        self.assertEqual(len(self.network.window), WINDOW)

    def test_fast_operators_give_the_plain_gradients(self):
        assert_same_gradients(self, WEIGHTS)

    def test_an_odd_number_of_frames_is_attended_like_an_even_one(self):
        energy = torch.rand(2, 8, 65, generator=torch.Generator().manual_seed(4))
        attention = self.network.encoder.en_convs[0].ops["4"].fa
        with torch.no_grad():
            self.close(attention(energy[:, :7]), attention(energy)[:, :7], 1e-6)
