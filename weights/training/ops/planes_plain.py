"""The operators of UL-UNAS in PyTorch's own, on tensors (batch, channels, time, bands)."""

import torch
import torch.nn.functional as F


def shuffle(x):
    """The channels of the two halves in turn."""
    return x.unflatten(1, (2, -1)).transpose(1, 2).flatten(1, 2)


def plane_convolution(x, w, bias, stride, transposed):
    """Causal convolution over time and bands, dense or depthwise, with weights as nn.Conv2d and its kin hold them."""
    past, margin = w.shape[2] - 1, w.shape[3] // 2
    if transposed:
        groups = len(bias) // w.shape[1]
        return F.conv_transpose2d(x, w, bias, (1, stride), (0, margin), groups=groups)[:, :, : x.shape[2]]
    groups = x.shape[1] // w.shape[1]
    return F.conv2d(F.pad(x, (0, 0, past, 0)), w, bias, (1, stride), (0, margin), groups=groups)


def pointwise(x, w, bias):
    """1×1 in two groups."""
    return F.conv2d(x, w, bias, groups=2)


def scale_aprelu(x, scale, shift, weight, bias, slope, shuffled):
    """u = scale x + shift for every channel, then weight u + bias + prelu(u), weight and bias (channels, bands)"""
    u = x * scale[:, None, None] + shift[:, None, None]
    y = weight[:, None] * u + bias[:, None] + torch.where(u > 0, u, slope[:, None, None] * u)
    return shuffle(y) if shuffled else y


def batch_norm_aprelu(x, norm_weight, norm_bias, weight, bias, slope, eps, shuffled):
    """Normalised by the batch's own statistics, which are returned beside the result."""
    variance, mean = torch.var_mean(x, (0, 2, 3), correction=0)
    scale = norm_weight / (variance + eps).sqrt()
    y = scale_aprelu(x, scale, norm_bias - mean * scale, weight, bias, slope, shuffled)
    return y, mean.detach(), variance.detach()


def energies(x):
    """x itself, and mean squares: over the bands (batch, time, channels), over the channels (batch, time, bands)

    Going on with the returned x lets the fast operators add up all its gradients in one pass.
    """
    squares = x.square()
    return x, squares.mean(3).transpose(1, 2), squares.mean(1)


def gate(x, of_channels, of_bands, shuffled):
    y = x * of_channels.transpose(1, 2)[..., None] * of_bands[:, None]
    return shuffle(y) if shuffled else y


def gru(x, wi, wh, bi, bh):
    """x (batch, time, inputs) -> (batch, time, units), from a state of zeros"""
    start = x.new_zeros(1, len(x), wh.shape[1])
    return torch._VF.gru(x, start, (wi, wh, bi, bh), True, 1, 0.0, torch.is_grad_enabled(), False, True)[0]
