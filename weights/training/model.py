"""GTCRN, the network Quietline runs, written for training.

Modules bear the published names and hold the published shapes, so a state_dict() is a published checkpoint. Inside,
tensors are channel-last (batch, time, bands, channels), which the operators in ops/ want.
"""
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from ops import operators

KEPT_BINS, ERB_BANDS, WINDOW, HOP, RATE = 65, 64, 512, 256, 16000


def window(device=None):
    return torch.hann_window(WINDOW, device=device).sqrt()


def spectrum(samples):
    """(batch, samples) -> complex (batch, 257, frames)"""
    return torch.stft(samples, WINDOW, HOP, WINDOW, window(samples.device), return_complex=True)


def resynthesis(spectrum, length):
    return torch.istft(spectrum, WINDOW, HOP, WINDOW, window(spectrum.device), length=length)


def erb_filters():
    """(64, 192): triangles equally wide on the ERB scale over the bins from 65 up."""
    def to_erb(hertz):
        return 21.4 * np.log10(0.00437 * hertz + 1)

    edges = np.linspace(to_erb(KEPT_BINS / WINDOW * RATE), to_erb(RATE / 2), ERB_BANDS)
    bins = np.round((10 ** (edges / 21.4) - 1) / 0.00437 / RATE * WINDOW).astype(int)
    filters = np.zeros((ERB_BANDS, WINDOW // 2 + 1), np.float32)
    tiny = 1e-12
    for low, high, band in zip(bins, bins[1:], range(ERB_BANDS)):
        rising = (np.arange(low, high) - low + tiny) / (high - low + tiny)
        filters[band, low:high] = (high - np.arange(low, high) + tiny) / (high - low + tiny)
        filters[band + 1, low:high] = rising
    filters[-1, bins[-2]:bins[-1] + 1] = 1 - filters[-2, bins[-2]:bins[-1] + 1]
    return torch.from_numpy(np.abs(filters[:, KEPT_BINS:]))


def norm_prelu(x, norm, activation=None):
    """Normalised by the batch's statistics while `norm` is training, by the running ones otherwise; then PReLU."""
    slope = x.new_ones(1) if activation is None else activation.weight
    ops = operators(x, torch.is_grad_enabled() and x.numel() % 16 == 0)
    if not norm.training:
        scale = norm.weight / (norm.running_var + norm.eps).sqrt()
        return ops.scale_prelu(x, scale, norm.bias - norm.running_mean * scale, slope)
    y, mean, variance = ops.batch_norm_prelu(x, norm.weight, norm.bias, slope, norm.eps)
    count = x.numel() / x.shape[-1]
    with torch.no_grad():
        norm.running_mean.lerp_(mean, norm.momentum)
        norm.running_var.lerp_(variance * (count / (count - 1)), norm.momentum)
        norm.num_batches_tracked += 1
    return y


def chains(*networks):
    """The weights of several small GRUs, one after the other: (chains, 3 gates, units, inputs) and biases."""
    def gather(kind):
        found = [getattr(n, kind + suffix) for n in networks for suffix in (("_l0", "_l0_reverse") if n.bidirectional else ("_l0",))]
        return torch.stack(found).unflatten(1, (3, -1))

    return [gather(kind) for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]


def grouped(w):
    """(16, 8, 1, 5) of two groups -> dense (5, 8 + 8, 16), taken as (out, in per group)."""
    low, high = w[:, :, 0].permute(2, 1, 0).chunk(2, 2)
    return torch.cat([F.pad(low, (0, 8)), F.pad(high, (8, 0))], 1)


class BandConv(nn.Module):
    """Convolution along the bands with stride 2, BatchNorm, PReLU."""

    def __init__(self, channels, groups):
        super().__init__()
        self.conv = nn.Conv2d(channels, 16, (1, 5), groups=groups)
        self.bn = nn.BatchNorm2d(16)
        self.act = nn.PReLU()

    def forward(self, x):
        w = self.conv.weight
        w = grouped(w) if self.conv.groups == 2 else w[:, :, 0].permute(2, 1, 0)
        # a bias before batch normalisation changes nothing while training: no gradient
        return norm_prelu(operators(x, self.training).band_convolution(x, w, self.conv.bias.detach(), 2), self.bn, self.act)


class BandDeconv(nn.Module):
    """The way back: transposed convolution; the last one ends in tanh."""

    def __init__(self, channels, groups, last):
        super().__init__()
        self.conv = nn.ConvTranspose2d(16, channels, (1, 5), groups=groups)
        self.bn = nn.BatchNorm2d(channels)
        self.act = nn.Tanh() if last else nn.PReLU()

    def forward(self, x):
        w, bias = self.conv.weight, self.conv.bias.detach()
        if self.conv.groups == 2:
            w = grouped(w.transpose(0, 1).unflatten(1, (2, 8)).transpose(0, 1).flatten(0, 1))
        else:
            w, bias = F.pad(w[:, :, 0].permute(2, 0, 1), (0, 6)), F.pad(bias, (0, 6))
        y = operators(x, self.training).band_convolution(x, w, bias, 2, True)[..., :self.conv.out_channels]
        if isinstance(self.act, nn.Tanh):
            return torch.tanh(norm_prelu(y, self.bn))
        return norm_prelu(y, self.bn, self.act)


class TemporalAttention(nn.Module):
    def __init__(self):
        super().__init__()
        self.att_gru = nn.GRU(8, 16)
        self.att_fc = nn.Linear(16, 8)

    def forward(self, h):
        """h (batch, time, bands, 8) -> gate (batch, time, 8)"""
        ops = operators(h, self.training)
        energy = F.pad(ops.band_energy(h), (0, 8)).transpose(0, 1)[None]      # sequences take the place of bands
        return torch.sigmoid(self.att_fc(ops.recurrent(energy.contiguous(), *chains(self.att_gru))[0].transpose(0, 1)))


class GTConvBlock(nn.Module):
    """Half of the channels pass through convolutions over neighbouring bands and past frames, gated; then all are shuffled."""

    def __init__(self, dilation, decoder):
        super().__init__()
        conv = nn.ConvTranspose2d if decoder else nn.Conv2d
        self.decoder, self.dilation = decoder, dilation
        self.point_conv1 = conv(24, 16, 1)
        self.point_bn1, self.point_act = nn.BatchNorm2d(16), nn.PReLU()
        self.depth_conv = conv(16, 16, 3, groups=16)
        self.depth_bn, self.depth_act = nn.BatchNorm2d(16), nn.PReLU()
        self.point_conv2 = conv(16, 8, 1)
        self.point_bn2 = nn.BatchNorm2d(8)
        self.tra = TemporalAttention()

    def weights(self):
        """As band convolutions: taking three neighbours, then 1×1, is one kernel of three taps."""
        expand, depth, reduce = self.point_conv1.weight, self.depth_conv.weight, self.point_conv2.weight
        if self.decoder:
            expand, depth, reduce = expand.transpose(0, 1), depth.flip(2, 3), reduce.transpose(0, 1)
        return (expand[:, :, 0, 0].unflatten(1, (8, 3)).permute(2, 1, 0), depth[:, 0].permute(1, 2, 0),
                reduce[:, :, 0].permute(2, 1, 0))

    def forward(self, x):
        ops = operators(x, self.training)
        expand, depth, reduce = self.weights()
        h = norm_prelu(ops.band_convolution(x, expand, self.point_conv1.bias.detach()), self.point_bn1, self.point_act)
        h = norm_prelu(ops.depthwise(h, depth, self.depth_conv.bias.detach(), self.dilation), self.depth_bn, self.depth_act)
        h = norm_prelu(ops.band_convolution(h, reduce, self.point_conv2.bias.detach()), self.point_bn2)
        return ops.weave(h, self.tra(h), x)


class GroupedGru(nn.Module):
    def __init__(self, units, bidirectional):
        super().__init__()
        self.rnn1 = nn.GRU(8, units, bidirectional=bidirectional)
        self.rnn2 = nn.GRU(8, units, bidirectional=bidirectional)

    def forward(self, x):
        return operators(x, self.training).recurrent(x, *chains(self.rnn1, self.rnn2))


class DualPathGru(nn.Module):
    """Across the bands both ways, then across time; each with a linear layer, LayerNorm and a residual."""

    def __init__(self):
        super().__init__()
        self.intra_rnn, self.inter_rnn = GroupedGru(4, True), GroupedGru(8, False)
        self.intra_fc, self.inter_fc = nn.Linear(16, 16), nn.Linear(16, 16)
        self.intra_ln, self.inter_ln = nn.LayerNorm((33, 16), eps=1e-8), nn.LayerNorm((33, 16), eps=1e-8)

    def forward(self, x):
        ops = operators(x, self.training)
        for rnn, fc, norm in ((self.intra_rnn, self.intra_fc, self.intra_ln), (self.inter_rnn, self.inter_fc, self.inter_ln)):
            y = ops.band_convolution(rnn(x), fc.weight.t()[None], fc.bias)
            x = ops.add_layer_norm(x, y, norm.weight, norm.bias, norm.eps)
        return x


class ErbBands(nn.Module):
    """Fixed: 257 bins to 129 bands and back."""

    def __init__(self):
        super().__init__()
        self.erb_fc, self.ierb_fc = nn.Linear(192, 64, bias=False), nn.Linear(64, 192, bias=False)
        filters = erb_filters()
        self.erb_fc.weight, self.ierb_fc.weight = (nn.Parameter(w.contiguous(), False) for w in (filters, filters.t()))

    def analyse(self, x):
        return torch.cat([x[..., :KEPT_BINS], self.erb_fc(x[..., KEPT_BINS:])], -1)

    def synthesise(self, x):
        """(batch, time, 129, 2) -> (batch, time, 257) complex"""
        high = self.ierb_fc(x[:, :, KEPT_BINS:].transpose(2, 3).contiguous()).transpose(2, 3)
        return torch.view_as_complex(torch.cat([x[:, :, :KEPT_BINS], high], 2))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.en_convs = nn.ModuleList([BandConv(9, 1), BandConv(16, 2)] + [GTConvBlock(d, False) for d in (1, 2, 5)])


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.de_convs = nn.ModuleList([GTConvBlock(d, True) for d in (5, 2, 1)] + [BandDeconv(16, 2, False), BandDeconv(2, 1, True)])


class Gtcrn(nn.Module):
    """Complex spectrum (batch, 257, frames) -> enhanced spectrum, by a complex ratio mask."""

    def __init__(self):
        super().__init__()
        self.erb, self.encoder, self.decoder = ErbBands(), Encoder(), Decoder()
        self.dpgrnn1, self.dpgrnn2 = DualPathGru(), DualPathGru()

    @torch.no_grad()
    def features(self, re, im):
        """Magnitude, real and imaginary part of every band and its two neighbours: (batch, time, 129, 3 · 3)"""
        bands = F.pad(self.erb.analyse(torch.stack([(re * re + im * im + 1e-12).sqrt(), re, im], 1)), (1, 1))
        return torch.stack([bands[..., :-2], bands[..., 1:-1], bands[..., 2:]], 2).flatten(1, 2).permute(0, 2, 3, 1)

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
