"""The head that tells speech from what any network takes: the power in 16 bands before and after it.

For each band, with powers before and after as binary logarithms: after - before, and after - the slow level of the whole.
24 units u = tanh(W x + b), each with a memory m += rate · (u - m); probability = sigmoid(v · m + w · u + c).
"""

import numpy as np
import torch
from torch import nn

import safetensors
from spectra import spectrum

EDGES = (2, 4, 7, 10, 14, 19, 25, 33, 42, 54, 68, 85, 107, 133, 166, 206, 256)  # bins, equally wide on the ERB scale
BANDS, UNITS = len(EDGES) - 1, 24
QUIETEST_AFTER, QUIETEST_BEFORE = 3e-11, 3e-8  # powers: silence looks like noise that was taken
SLOWNESS = 64  # hops, about a second
FASTEST, SLOWEST = 1.5, -2.5  # rates before the sigmoid: memories of 1 to 13 hops; slower ones are blind to pauses


def bands(power):
    """(..., 257) -> (..., 16)"""
    return torch.stack([power[..., a:b].sum(-1) for a, b in zip(EDGES, EDGES[1:])], -1)


@torch.no_grad()
def band_powers(network, samples):
    """(batch, samples) -> power in bands before and after the network, (batch, frames, 16) each"""
    noisy = spectrum(samples, network.window)
    return tuple(bands(x.abs().square().transpose(1, 2)) for x in (noisy, network(noisy)))


def slow(level):
    """(batch, frames): a mean over about a second that begins with the first value"""
    now, found = level[:, 0], []
    for k in range(level.shape[1]):
        now = now + (level[:, k] - now) / SLOWNESS
        found.append(now)
    return torch.stack(found, 1)


def features(before, after):
    """(batch, frames, 16) twice -> (batch, frames, 32)"""
    level = slow((before.sum(-1) + BANDS * QUIETEST_BEFORE).log2())
    after = (after + QUIETEST_AFTER).log2()
    return torch.cat([after - (before + QUIETEST_BEFORE).log2(), after - level[..., None]], -1)


def memories(u, rates):
    """m += rate · (u - m) along the frames of (batch, frames, units), from m = the first u: a convolution"""
    frames = u.shape[1]
    kept = (1 - rates) ** torch.arange(frames)[:, None]
    product = torch.fft.rfft(u, 2 * frames, 1) * torch.fft.rfft(rates * kept, 2 * frames, 0)
    return torch.fft.irfft(product, 2 * frames, 1)[:, :frames] + u[:, :1] * kept * (1 - rates)


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.units = nn.Linear(2 * BANDS, UNITS)
        self.rates = nn.Parameter(torch.linspace(FASTEST, SLOWEST, UNITS), False)
        self.out = nn.Linear(2 * UNITS, 1)

    def forward(self, x):
        """Features (batch, frames, 32) -> the probability before the sigmoid, (batch, frames)"""
        u = torch.tanh(self.units(x))
        return self.out(torch.cat([memories(u, torch.sigmoid(self.rates)), u], -1))[..., 0]

    @torch.no_grad()
    def fold(self, mean, deviation):
        """From now on takes features as they are, not (features - mean) / deviation."""
        self.units.weight /= deviation
        self.units.bias -= self.units.weight @ mean

    @torch.no_grad()
    def probabilities(self, before, after):
        return torch.sigmoid(self(features(before, after))).numpy()

    def save(self, path, about):
        tensors = {
            "units.weight": self.units.weight,
            "units.bias": self.units.bias,
            "rates": torch.sigmoid(self.rates),
            "out.weight": self.out.weight[0],
            "out.bias": self.out.bias,
        }
        safetensors.write(path, {name: t.detach().numpy().astype(np.float32) for name, t in tensors.items()}, about)


def load(path):
    tensors = {name: torch.from_numpy(a) for name, a in safetensors.read(path)[0].items()}
    head = Head()
    tensors["rates"] = torch.logit(tensors["rates"])
    tensors["out.weight"] = tensors["out.weight"][None]
    head.load_state_dict(tensors)
    return head
