"""The layers of GTCRN under their published names, on channel-last tensors (batch, time, bands, channels).

Each holds the published shapes; what the operators in ops/ want is made of them at every call.
"""

import torch
import torch.nn.functional as F
from torch import nn

from ops import operators


@torch.no_grad()
def follow(norm, mean, variance, count):
    """Moves the running statistics towards a batch's, which are over `count` values."""
    norm.running_mean.lerp_(mean, norm.momentum)
    norm.running_var.lerp_(variance * (count / (count - 1)), norm.momentum)
    norm.num_batches_tracked += 1


def norm_prelu(x, norm, activation=None):
    """Normalised by the batch's statistics while `norm` is training, else by the running ones; then PReLU."""
    slope = x.new_ones(1) if activation is None else activation.weight
    ops = operators(x, torch.is_grad_enabled() and x.numel() % 16 == 0)
    if not norm.training:
        scale = norm.weight / (norm.running_var + norm.eps).sqrt()
        return ops.scale_prelu(x, scale, norm.bias - norm.running_mean * scale, slope)
    y, mean, variance = ops.batch_norm_prelu(x, norm.weight, norm.bias, slope, norm.eps)
    follow(norm, mean, variance, x.numel() / x.shape[-1])
    return y


def chains(*networks):
    """The weights of several small GRUs, one after the other: (chains, 3 gates, units, inputs) and biases."""

    def gather(kind):
        found = [
            getattr(n, kind + suffix)
            for n in networks
            for suffix in (("_l0", "_l0_reverse") if n.bidirectional else ("_l0",))
        ]
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
        return norm_prelu(
            operators(x, self.training).band_convolution(x, w, self.conv.bias.detach(), 2), self.bn, self.act
        )


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
        y = operators(x, self.training).band_convolution(x, w, bias, 2, True)[..., : self.conv.out_channels]
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
        energy = F.pad(ops.band_energy(h), (0, 8)).transpose(0, 1)[None]  # sequences take the place of bands
        return torch.sigmoid(
            self.att_fc(ops.recurrent(energy.contiguous(), *chains(self.att_gru))[0].transpose(0, 1))
        )


class GTConvBlock(nn.Module):
    """Half of the channels pass through convolutions over bands and past frames and a gate; all are shuffled."""

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
        return (
            expand[:, :, 0, 0].unflatten(1, (8, 3)).permute(2, 1, 0),
            depth[:, 0].permute(1, 2, 0),
            reduce[:, :, 0].permute(2, 1, 0),
        )

    def forward(self, x):
        ops = operators(x, self.training)
        expand, depth, reduce = self.weights()
        h = norm_prelu(
            ops.band_convolution(x, expand, self.point_conv1.bias.detach()), self.point_bn1, self.point_act
        )
        h = norm_prelu(
            ops.depthwise(h, depth, self.depth_conv.bias.detach(), self.dilation),
            self.depth_bn,
            self.depth_act,
        )
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
        for rnn, fc, norm in (
            (self.intra_rnn, self.intra_fc, self.intra_ln),
            (self.inter_rnn, self.inter_fc, self.inter_ln),
        ):
            y = ops.band_convolution(rnn(x), fc.weight.t()[None], fc.bias)
            x = ops.add_layer_norm(x, y, norm.weight, norm.bias, norm.eps)
        return x
