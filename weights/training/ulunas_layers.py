"""The layers of UL-UNAS under their published names, on tensors (batch, channels, time, bands)."""

import torch
import torch.nn.functional as F
from torch import nn

from layers import chains, follow
from ops import operators


class AffinePRelu(nn.Module):
    """y = w x + b + PReLU(x), with w and b for every channel and band, and a slope for every channel."""

    def __init__(self, channels, bands):
        super().__init__()
        self.affine_weight = nn.Parameter(torch.ones(channels, bands))
        self.affine_bias = nn.Parameter(torch.zeros(channels, bands))
        self.slope_weight = nn.Parameter(torch.full((channels,), 0.25))


def norm_aprelu(x, norm, activation, shuffled):
    """Normalised by the batch's statistics while `norm` is training, else by the running ones; then activation.

    shuffled: the channels of the result's two halves take turns.
    """
    if activation is None:
        zeros = x.new_zeros(x.shape[1], x.shape[3])
        shape = zeros, zeros, x.new_ones(x.shape[1])
    else:
        shape = activation.affine_weight, activation.affine_bias, activation.slope_weight
    ops = operators(x, torch.is_grad_enabled())
    if not norm.training:
        scale = norm.weight / (norm.running_var + norm.eps).sqrt()
        return ops.scale_aprelu(x, scale, norm.bias - norm.running_mean * scale, *shape, shuffled)
    y, mean, variance = ops.batch_norm_aprelu(x, norm.weight, norm.bias, *shape, norm.eps, shuffled)
    follow(norm, mean, variance, x.numel() / x.shape[1])
    return y


class Pointwise(nn.Conv2d):
    """1×1 in two groups."""

    def __init__(self, channels_in, channels_out):
        super().__init__(channels_in, channels_out, 1, groups=2)

    def forward(self, x):
        # a bias before batch normalisation changes nothing while training: no gradient
        return operators(x, self.training).pointwise(x, self.weight, self.bias.detach())


class CausalConv(nn.Conv2d):
    """Over past frames and neighbouring bands."""

    def forward(self, x):
        return operators(x, self.training).plane_convolution(
            x, self.weight, self.bias.detach(), self.stride[1], False
        )


class CausalDeconv(nn.ConvTranspose2d):
    """Transposed: its kernel's first frame is the present."""

    def forward(self, x):
        return operators(x, self.training).plane_convolution(
            x, self.weight, self.bias.detach(), self.stride[1], True
        )


class BandAttention(nn.Module):
    """A small GRU up and down the bands, four at a time; no state from frame to frame."""

    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(4, 4, bidirectional=True)
        self.fc = nn.Linear(8, 4)

    def forward(self, energy):
        """(batch, time, bands) -> (batch, time, bands) before the logistic function

        Two frames pass side by side through the operator, which has room for four chains of eight inputs.
        """
        batch, time, bands = energy.shape
        rows = F.pad(energy, (0, -bands % 4, 0, time % 2)).unflatten(2, (-1, 4)).unflatten(1, (2, -1))
        pairs = F.pad(rows.permute(0, 2, 3, 1, 4), (0, 4)).flatten(3)
        wi, wh, bi, bh = (torch.cat([w, w]) for w in chains(self.gru))
        y = operators(energy, self.training).recurrent(pairs, F.pad(wi, (0, 4)), wh, bi, bh)
        y = self.fc(y.unflatten(3, (2, 8)).permute(0, 3, 1, 2, 4))
        return y.flatten(3).flatten(1, 2)[:, :time, :bands]


class TimeFrequencyAttention(nn.Module):
    """Two gates from the squares of x: of each channel, by a GRU over time; of each band, frame by frame."""

    def __init__(self, channels):
        super().__init__()
        self.ta_gru = nn.GRU(channels, 2 * channels)
        self.ta_fc = nn.Linear(2 * channels, channels)
        self.fa = BandAttention()

    def forward(self, x, shuffled):
        ops, gru = operators(x, self.training), self.ta_gru
        x, of_channels, of_bands = ops.energies(x)
        h = ops.gru(of_channels, gru.weight_ih_l0, gru.weight_hh_l0, gru.bias_ih_l0, gru.bias_hh_l0)
        return ops.gate(x, torch.sigmoid(self.ta_fc(h)), torch.sigmoid(self.fa(of_bands)), shuffled)


class Stage(nn.ModuleDict):
    """A convolution, its normalisation, perhaps an activation, attention and a shuffle of the channels' halves."""

    def __init__(self, first, conv, activated_bands=None, attention=None, shuffled=False):
        """first, attention: numbers of the convolution and the attention among the published names"""
        super().__init__()
        self.names = [first, first + 1, activated_bands and first + 2, attention]
        self.shuffled = shuffled
        self[f"{first}"], self[f"{first + 1}"] = conv, nn.BatchNorm2d(conv.out_channels)
        if activated_bands:
            self[f"{first + 2}"] = AffinePRelu(conv.out_channels, activated_bands)
        if attention:
            self[f"{attention}"] = TimeFrequencyAttention(conv.out_channels)

    def forward(self, x):
        conv, norm, activation, attention = (None if n is None else self[f"{n}"] for n in self.names)
        if attention is None:
            return norm_aprelu(conv(x), norm, activation, self.shuffled)
        return attention(norm_aprelu(conv(x), norm, activation, False), self.shuffled)
