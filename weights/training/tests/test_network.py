import unittest
from unittest import mock

import torch

import checkpoints
import layers
import ops
import safetensors
import spectra
from tests import GOLDEN


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
        noisy = spectra.spectrum(self.golden["samples"][None])
        self.close(torch.view_as_real(noisy[0]), self.golden["spectrum"], 1e-5)
        with torch.no_grad():
            enhanced = self.network(noisy)
        self.close(torch.view_as_real(enhanced[0]), self.golden["enhanced_spectrum"], 2e-5)
        self.close(spectra.resynthesis(enhanced, 9984)[0], self.golden["enhanced_samples"], 2e-6)

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
        """In double precision the plain way, so that what is left is the fast way's rounding."""
        noisy = torch.randn(3, 8000, generator=torch.Generator().manual_seed(2))

        def gradients(network):
            network.train()
            x = noisy.to(next(network.parameters()).dtype)
            window = torch.hann_window(512, dtype=x.dtype).sqrt()
            noisy_spectrum = torch.stft(x, 512, 256, 512, window, return_complex=True)
            network(noisy_spectrum).abs().clamp(min=1e-3).sqrt().mean().backward()
            return {name: p.grad for name, p in network.named_parameters() if p.grad is not None}

        ours = gradients(checkpoints.load(GOLDEN / "random-weights.safetensors"))
        with mock.patch.object(layers, "operators", lambda *_: ops.plain):
            reference = gradients(checkpoints.load(GOLDEN / "random-weights.safetensors").double())
        self.assertEqual(ours.keys(), reference.keys())
        largest = max(g.abs().max().item() for g in reference.values())
        for name, g in reference.items():
            self.assertLess(
                (ours[name] - g).abs().max().item(), 1e-3 * g.abs().max().item() + 1e-5 * largest, name
            )
