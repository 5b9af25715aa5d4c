"""UL-UNAS, the network Quietline runs by default, written for training.

Modules bear the published names and hold the published shapes, so a state_dict() is a published checkpoint.
"""

import torch
from torch import nn

from layers import DualPathGru
from spectra import ErbBands, hann
from ulunas_layers import CausalConv, CausalDeconv, Pointwise, Stage


def convolution(channels_in, channels_out, kernel, stride, groups, decoder):
    kind = CausalDeconv if decoder else CausalConv
    return kind(channels_in, channels_out, kernel, (1, stride), groups=groups)


def bands_after(bands, stride, decoder):
    return bands if stride == 1 else 2 * bands - 1 if decoder else (bands + 1) // 2


class ConvBlock(nn.Module):
    """One dense convolution."""

    def __init__(self, channels_in, channels_out, bands, kernel, stride, decoder):
        super().__init__()
        conv = convolution(channels_in, channels_out, kernel, stride, 1, decoder)
        activated = None if channels_out == 1 else bands_after(bands, stride, decoder)
        self.ops = Stage(1, conv, activated, attention=4)

    def forward(self, x):
        return self.ops(x)


class DepthwiseBlock(nn.Module):
    """1×1, then a depthwise convolution."""

    def __init__(self, channels_in, channels_out, bands, kernel, stride, decoder):
        super().__init__()
        self.pconv = Stage(0, Pointwise(channels_in, channels_out), bands, shuffled=True)
        conv = convolution(channels_out, channels_out, kernel, stride, channels_out, decoder)
        self.dconv = Stage(1, conv, bands_after(bands, stride, decoder), attention=4)

    def forward(self, x):
        return self.dconv(self.pconv(x))


class BottleneckBlock(nn.Module):
    """1×1, a depthwise convolution, 1×1."""

    def __init__(self, channels_in, channels_out, bands, kernel, stride, decoder):
        super().__init__()
        self.pconv1 = Stage(0, Pointwise(channels_in, channels_out), bands, shuffled=True)
        conv = convolution(channels_out, channels_out, kernel, stride, channels_out, decoder)
        self.dconv = Stage(1, conv, bands_after(bands, stride, decoder))
        self.pconv2 = Stage(0, Pointwise(channels_out, channels_out), attention=2, shuffled=True)

    def forward(self, x):
        return self.pconv2(self.dconv(self.pconv1(x)))


# kind, channels in and out, bands in, kernel (time, bands), stride along the bands
ENCODER = (
    (ConvBlock, 1, 12, 129, (3, 3), 2),
    (BottleneckBlock, 12, 24, 65, (2, 3), 2),
    (DepthwiseBlock, 24, 24, 33, (2, 3), 1),
    (BottleneckBlock, 24, 32, 33, (1, 5), 1),
    (DepthwiseBlock, 32, 16, 33, (1, 5), 1),
)
DECODER = (
    (DepthwiseBlock, 16, 32, 33, (1, 5), 1),
    (BottleneckBlock, 32, 24, 33, (1, 5), 1),
    (DepthwiseBlock, 24, 24, 33, (2, 3), 1),
    (BottleneckBlock, 24, 12, 33, (2, 3), 2),
    (ConvBlock, 12, 1, 65, (3, 3), 2),
)


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.en_convs = nn.ModuleList(kind(*shape, False) for kind, *shape in ENCODER)


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.de_convs = nn.ModuleList(kind(*shape, True) for kind, *shape in DECODER)


class UlUnas(nn.Module):
    """Complex spectrum (batch, 257, frames) -> enhanced spectrum, by a real mask between 0 and 1."""

    def __init__(self):
        super().__init__()
        self.erb, self.encoder, self.decoder = ErbBands(), Encoder(), Decoder()
        self.dpgrnn = nn.ModuleList([DualPathGru(), DualPathGru()])
        self.register_buffer("window", hann(), persistent=False)

    @torch.no_grad()
    def features(self, noisy):
        """The bands' logarithms: (batch, 1, time, 129)"""
        return self.erb.analyse(noisy.abs().clamp(min=1e-12).log10())[:, None]

    def forward(self, noisy):
        noisy = noisy.transpose(1, 2)
        x = self.features(noisy)
        skipped = []
        for block in self.encoder.en_convs:
            x = block(x)
            skipped.append(x)
        x = x.permute(0, 2, 3, 1).contiguous()  # channels last
        for across in self.dpgrnn:
            x = across(x)
        x = x.permute(0, 3, 1, 2).contiguous()
        for block in self.decoder.de_convs:
            x = block(x + skipped.pop())
        return (noisy * self.erb.widen(torch.sigmoid(x[:, 0]))).transpose(1, 2)
