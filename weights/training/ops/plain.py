"""The network's operators in PyTorch's own: what runs on a GPU, and what the fast ones are tested against.

Tensors are channel-last: (batch, time, bands, channels).
"""

import torch
import torch.nn.functional as F

from .planes_plain import (  # noqa: F401
    batch_norm_aprelu,
    energies,
    gate,
    gru,
    plane_convolution,
    pointwise,
    scale_aprelu,
)


def band_convolution(x, w, bias, stride=1, transposed=False):
    """Convolution along the bands with w (taps, in, out) over the first `in` channels of x."""
    taps, channels_in, channels_out = w.shape
    batch, time, bands, _ = x.shape
    rows = x[..., :channels_in].reshape(batch * time, bands, channels_in).transpose(1, 2)
    if transposed:
        y = F.conv_transpose1d(rows, w.permute(1, 2, 0), bias, stride, taps // 2)
    else:
        y = F.conv1d(rows, w.permute(2, 1, 0), bias, stride, taps // 2)
    return y.transpose(1, 2).reshape(batch, time, -1, channels_out)


def depthwise(x, w, bias, dilation):
    """Causal 3 frames × 3 bands, w (3, 3, channels), frames `dilation` apart."""
    channels = x.shape[3]
    padded = F.pad(x.permute(0, 3, 1, 2), (1, 1, 2 * dilation, 0))
    y = F.conv2d(padded, w.permute(2, 0, 1)[:, None], bias, dilation=(dilation, 1), groups=channels)
    return y.permute(0, 2, 3, 1)


def batch_norm_prelu(x, weight, bias, slope, eps):
    """Normalised by the batch's own statistics, which are returned beside the result."""
    variance, mean = torch.var_mean(x, (0, 1, 2), correction=0)
    y = (x - mean) * (weight / (variance + eps).sqrt()) + bias
    return torch.where(y > 0, y, slope * y), mean.detach(), variance.detach()


def scale_prelu(x, scale, shift, slope):
    y = x * scale + shift
    return torch.where(y > 0, y, slope * y)


def add_layer_norm(x, z, weight, bias, eps):
    return x + F.layer_norm(z, weight.shape, weight, bias, eps)


def band_energy(h):
    return h.square().mean(2)


def weave(h, gate, x):
    """Gated h and the second half of x, channels in turn."""
    return torch.stack([h * gate[:, :, None], x[..., 8:]], -1).flatten(3)


def recurrent(x, wi, wh, bi, bh):
    """16 lanes of GRU chains, weights (chains, 3, units, inputs), over (batch, time, sequences, 16).

    Four chains of 4 units run across the sequences axis, every second one backwards; fewer run across time.
    """
    chains, _, units, _ = wi.shape
    flat = [[w[c].flatten(0, 1).contiguous() for w in (wi, wh, bi, bh)] for c in range(chains)]
    if chains == 4:
        rows = x.flatten(0, 1)
        halves = [_gru(rows[..., 8 * g : 8 * g + 8], flat[2 * g] + flat[2 * g + 1]) for g in range(2)]
        return torch.cat(halves, -1).view_as(x)
    columns = x.transpose(1, 2).flatten(0, 1)
    y = torch.cat([_gru(columns[..., 8 * c : 8 * c + 8], flat[c]) for c in range(chains)], -1)
    return y.view(x.shape[0], x.shape[2], x.shape[1], 16).transpose(1, 2)


def _gru(x, parameters):
    directions = len(parameters) // 4
    start = x.new_zeros(directions, x.shape[0], parameters[1].shape[1])
    return torch._VF.gru(x, start, parameters, True, 1, 0.0, torch.is_grad_enabled(), directions == 2, True)[
        0
    ]


def compressed_distance(estimate, target, level, complex_weight, magnitude_weight):
    """Mean squared distance of spectra brought to |X|^0.3, complex and magnitudes, after scaling by level."""
    level = level.view(-1, *[1] * (estimate.dim() - 1))
    pair = [torch.view_as_real(x * level) for x in (estimate, target)]
    power = [x.square().sum(-1, keepdim=True) + 1e-10 for x in pair]
    x, y = (x * p**-0.35 for x, p in zip(pair, power))
    magnitudes = (power[0] ** 0.15 - power[1] ** 0.15).square().mean()
    return complex_weight * (x - y).square().sum(-1).mean() + magnitude_weight * magnitudes
