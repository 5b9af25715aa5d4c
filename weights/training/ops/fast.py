"""The operators of ops/*.cpp with their gradients, for the CPU; signatures and results as in plain.py."""

import torch
from torch.autograd import Function

from .native import native
from .planes_fast import (  # noqa: F401
    batch_norm_aprelu,
    energies,
    gate,
    gru,
    plane_convolution,
    pointwise,
    scale_aprelu,
)


class BandConvolution(Function):
    @staticmethod
    def forward(ctx, x, w, bias, stride, transposed):
        ctx.save_for_backward(x, w)
        ctx.stride, ctx.transposed = stride, transposed
        return native().band_convolution(x, w, bias, stride, transposed, w.shape[2])

    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        taps, channels_in, channels_out = w.shape
        dx = db = None
        if ctx.needs_input_grad[0]:
            dx = native().band_convolution(
                g, w.transpose(1, 2), w.new_zeros(channels_in), ctx.stride, not ctx.transposed, x.shape[3]
            )
        if ctx.transposed:
            dw = native().band_correlation(g, x, taps, channels_out, ctx.stride).transpose(1, 2)
        else:
            dw = native().band_correlation(x, g, taps, channels_in, ctx.stride)
        if ctx.needs_input_grad[2]:
            db = g.sum((0, 1, 2))
        return dx, dw, db, None, None


class Depthwise(Function):
    @staticmethod
    def forward(ctx, x, w, bias, dilation):
        ctx.save_for_backward(x, w)
        ctx.dilation = dilation
        return native().depthwise(x, w, bias, dilation)

    @staticmethod
    def backward(ctx, g):
        return *native().depthwise_backward(g, *ctx.saved_tensors, ctx.dilation), None


class BatchNormPrelu(Function):
    @staticmethod
    def forward(ctx, x, weight, bias, slope, eps):
        ctx.slope, ctx.eps = slope.item(), eps
        y, mean, variance = native().batch_norm_prelu(x, weight, bias, ctx.slope, eps)
        ctx.save_for_backward(x, weight, bias, mean, variance)
        ctx.mark_non_differentiable(mean, variance)
        return y, mean, variance

    @staticmethod
    def backward(ctx, g, *_):
        x, weight, bias, mean, variance = ctx.saved_tensors
        return *native().batch_norm_prelu_backward(
            g, x, weight, bias, ctx.slope, mean, variance, ctx.eps
        ), None


class ScalePrelu(Function):
    @staticmethod
    def forward(ctx, x, scale, shift, slope):
        ctx.slope = slope.item()
        ctx.save_for_backward(x, scale, shift)
        return native().scale_prelu(x, scale, shift, ctx.slope)

    @staticmethod
    def backward(ctx, g):
        return tuple(native().scale_prelu_backward(g, *ctx.saved_tensors, ctx.slope))


class AddLayerNorm(Function):
    @staticmethod
    def forward(ctx, x, z, weight, bias, eps):
        y, moments = native().add_layer_norm(x, z, weight, bias, eps)
        ctx.save_for_backward(z, weight, moments)
        return y

    @staticmethod
    def backward(ctx, g):
        return g, *native().add_layer_norm_backward(g, *ctx.saved_tensors), None


class BandEnergy(Function):
    @staticmethod
    def forward(ctx, h):
        ctx.save_for_backward(h)
        return native().band_energy(h)

    @staticmethod
    def backward(ctx, g):
        return native().band_energy_backward(g, *ctx.saved_tensors)


class Weave(Function):
    @staticmethod
    def forward(ctx, h, gate, x):
        ctx.save_for_backward(h, gate)
        return native().weave(h, gate, x)

    @staticmethod
    def backward(ctx, g):
        return tuple(native().weave_backward(g, *ctx.saved_tensors))


class Recurrent(Function):
    """Chains side by side in lanes: (chains, 3, units, inputs) weights become (3, inputs, lanes)."""

    @staticmethod
    def forward(ctx, x, wi, wh, bi, bh):
        chains, _, units, _ = wi.shape
        packed = [
            wi.permute(1, 3, 0, 2).reshape(3, 8, 16),
            wh.permute(1, 3, 0, 2).reshape(3, units, 16),
            bi.transpose(0, 1).reshape(3, 16),
            bh.transpose(0, 1).reshape(3, 16),
        ]
        packed = [w.contiguous() for w in packed]
        y = native().recurrent(x, packed, units)
        ctx.save_for_backward(x, y, wi, wh, *packed)
        return y

    @staticmethod
    def backward(ctx, g):
        x, y, wi, wh, *packed = ctx.saved_tensors
        chains, _, units, _ = wi.shape
        groups = min(chains, 2)  # sets of 8 input channels
        to_units = wh.permute(1, 2, 0, 3).reshape(3, units, 16)
        to_inputs = (
            wi.view(groups, chains // groups, 3, units, 8)
            .permute(2, 1, 3, 0, 4)
            .reshape(3, 16 // groups, groups * 8)
        )
        if groups == 1:
            to_inputs = torch.nn.functional.pad(to_inputs, (0, 8))
        dx, sums = native().recurrent_backward(
            g, x, y, [*packed, to_units.contiguous(), to_inputs.contiguous()], units
        )
        dwi, dwh, dbi, dbh = sums.split([24, 3 * units, 3, 3])
        return (
            dx,
            dwi.view(3, 8, chains, units).permute(2, 0, 3, 1),
            dwh.view(3, units, chains, units).permute(2, 0, 3, 1),
            dbi.view(3, chains, units).transpose(0, 1),
            dbh.view(3, chains, units).transpose(0, 1),
        )


class CompressedDistance(Function):
    @staticmethod
    def forward(ctx, estimate, target, level, complex_weight, magnitude_weight):
        flat = [torch.view_as_real(x.contiguous()).flatten(1) for x in (estimate, target)]
        count = estimate.numel()
        sums, gradient = native().compressed_distance(
            *flat, level, complex_weight / count, magnitude_weight / count
        )
        ctx.save_for_backward(gradient)
        ctx.shape = estimate.shape
        return sums.sum()

    @staticmethod
    def backward(ctx, g):
        (gradient,) = ctx.saved_tensors
        return torch.view_as_complex((gradient * g).view(*ctx.shape, 2)), None, None, None, None


def band_convolution(x, w, bias, stride=1, transposed=False):
    return BandConvolution.apply(x, w, bias, stride, transposed)


def recurrent(x, wi, wh, bi, bh):
    return Recurrent.apply(x, wi, wh, bi, bh)


depthwise = Depthwise.apply
batch_norm_prelu = BatchNormPrelu.apply
scale_prelu = ScalePrelu.apply
add_layer_norm = AddLayerNorm.apply
band_energy = BandEnergy.apply
weave = Weave.apply
compressed_distance = CompressedDistance.apply
