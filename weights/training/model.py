"""GTCRN, the smaller network Quietline runs, written for training; and every network that can be trained, by name.

Modules bear the published names and hold the published shapes, so a state_dict() is a published checkpoint.
"""

import torch
import torch.nn.functional as F
from torch import nn

from layers import BandConv, BandDeconv, DualPathGru, GTConvBlock
from spectra import ErbBands, hann
from ulunas import UlUnas


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.en_convs = nn.ModuleList(
            [BandConv(9, 1), BandConv(16, 2)] + [GTConvBlock(d, False) for d in (1, 2, 5)]
        )


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.de_convs = nn.ModuleList(
            [GTConvBlock(d, True) for d in (5, 2, 1)] + [BandDeconv(16, 2, False), BandDeconv(2, 1, True)]
        )


class Gtcrn(nn.Module):
    """Complex spectrum (batch, 257, frames) -> enhanced spectrum, by a complex ratio mask."""

    def __init__(self):
        super().__init__()
        self.erb, self.encoder, self.decoder = ErbBands(), Encoder(), Decoder()
        self.dpgrnn1, self.dpgrnn2 = DualPathGru(), DualPathGru()
        self.register_buffer("window", hann().sqrt(), persistent=False)

    @torch.no_grad()
    def features(self, re, im):
        """Magnitude, real, imaginary part of every band and its two neighbours: (batch, time, 129, 3 · 3)"""
        bands = F.pad(self.erb.analyse(torch.stack([(re * re + im * im + 1e-12).sqrt(), re, im], 1)), (1, 1))
        return (
            torch.stack([bands[..., :-2], bands[..., 1:-1], bands[..., 2:]], 2)
            .flatten(1, 2)
            .permute(0, 2, 3, 1)
        )

    def forward(self, noisy):
        noisy = noisy.transpose(1, 2)
        x = self.features(noisy.real, noisy.imag)
        skipped = []
        for block in self.encoder.en_convs:
            x = block(x)
            skipped.append(x)
        x = self.dpgrnn2(self.dpgrnn1(x))
        for block in self.decoder.de_convs:
            x = block(x + skipped.pop())
        return (noisy * self.erb.synthesise(x)).transpose(1, 2)


NETWORKS = {"gtcrn": Gtcrn, "ulunas": UlUnas}


def name_of(network):
    return next(name for name, kind in NETWORKS.items() if isinstance(network, kind))
